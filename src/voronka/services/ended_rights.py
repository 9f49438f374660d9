"""What rights say of a stage or of a catalog ends with it: of roles, and of users without one."""

from collections.abc import Collection

from msgspec import structs

from voronka.domain import rights
from voronka.domain.rights import Rights
from voronka.services.work import Work
from voronka.store import roles, users


def forget(work: Work, *, stages: Collection[tuple[int, int]] = (), catalogs: Collection[int] = ()) -> None:
    left = {role.id: _left(role.rights, stages, catalogs) for role in work.facts.roles.values()}
    told = [role for role in work.facts.roles.values() if role.rights != left[role.id]]
    roles.save(work, [structs.replace(role, rights=left[role.id]) for role in told])
    own = {user.id: user.rights for user in work.facts.users.values() if user.role_id is None}
    kept = {id: _left(held, stages, catalogs) for id, held in own.items()}
    users.save_rights(work, {id: held for id, held in kept.items() if held != own[id]})


def _left(held: Rights, stages: Collection[tuple[int, int]], catalogs: Collection[int]) -> Rights:
    is_named = held.get(rights.STAGE) or held.get(rights.CATALOG)
    return rights.without(held, stages, catalogs) if is_named else held
