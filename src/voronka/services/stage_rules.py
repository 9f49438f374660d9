"""What custom fields demand or hide in a stage, and what rights say of it, ends with the stage."""

from collections.abc import Iterable

from msgspec import structs

from voronka.domain import rights
from voronka.domain.statuses import Status
from voronka.services.work import Work
from voronka.store import custom_fields as store
from voronka.store import roles as store_roles
from voronka.store import users as store_users


def forget(work: Work, gone: Iterable[Status]) -> None:
    stages = {(status.pipeline_id, status.id) for status in gone}
    changed = []
    for field in (field for held in work.facts.fields.values() for field in held.by_id.values()):
        required, hidden = _left(field.required_statuses, stages), _left(field.hidden_statuses, stages)
        if (required, hidden) != (field.required_statuses, field.hidden_statuses):
            changed.append(structs.replace(field, required_statuses=required, hidden_statuses=hidden))
    store.save(work, changed)
    _forget_rights(work, stages)


def _forget_rights(work: Work, stages: set[tuple[int, int]]) -> None:
    roles = {role.id: rights.without(role.rights, stages) for role in work.facts.roles.values()}
    told = [role for role in work.facts.roles.values() if role.rights != roles[role.id]]
    store_roles.save(work, [structs.replace(role, rights=roles[role.id]) for role in told])
    own = {user.id: user.rights for user in work.facts.users.values() if user.role_id is None}
    left = {id: rights.without(held, stages) for id, held in own.items() if held.get(rights.STAGE)}
    store_users.save_rights(work, {id: held for id, held in left.items() if held != own[id]})


def _left(named: list[dict[str, int]], gone: set[tuple[int, int]]) -> list[dict[str, int]]:
    return [where for where in named if (where["pipeline_id"], where["status_id"]) not in gone]
