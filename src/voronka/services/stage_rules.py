"""What custom fields demand or hide in a stage, and what rights say of it, ends with the stage."""

from collections.abc import Iterable

from msgspec import structs

from voronka.domain.statuses import Status
from voronka.services import ended_rights
from voronka.services.work import Work
from voronka.store import custom_fields as store


def forget(work: Work, gone: Iterable[Status]) -> None:
    stages = {(status.pipeline_id, status.id) for status in gone}
    changed = []
    for field in (field for held in work.facts.fields.values() for field in held.by_id.values()):
        required, hidden = _left(field.required_statuses, stages), _left(field.hidden_statuses, stages)
        if (required, hidden) != (field.required_statuses, field.hidden_statuses):
            changed.append(structs.replace(field, required_statuses=required, hidden_statuses=hidden))
    store.save(work, changed)
    ended_rights.forget(work, stages=stages)


def _left(named: list[dict[str, int]], gone: set[tuple[int, int]]) -> list[dict[str, int]]:
    return [where for where in named if (where["pipeline_id"], where["status_id"]) not in gone]
