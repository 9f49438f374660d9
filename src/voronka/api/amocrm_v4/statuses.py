"""Stages. 142 and 143 are in every pipeline, so a stage is told by its pipeline and its id."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, none
from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page
from voronka.domain.statuses import DescriptionWrite, Status, StatusWrite
from voronka.services import statuses
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Status]:
    return Page(statuses.all_of(work, call.path["pipeline_id"]))


def find_one(work: Work, call: Call) -> Status:
    return statuses.get(work, call.path["pipeline_id"], call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[Status]:
    return statuses.add(work, call.path["pipeline_id"], writes)


def update_one(work: Work, call: Call, write: StatusWrite) -> Status:
    return statuses.update(work, call.path["pipeline_id"], call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    statuses.delete(work, call.path["pipeline_id"], call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> StatusWrite:
    return write_of(item)


def write_of(item: Any, *, id: int | None = None) -> StatusWrite:
    return StatusWrite(
        id=id,
        name=item.name,
        sort=given(item.sort),
        color=given(item.color),
        descriptions=_descriptions(getattr(item, "descriptions", UNSET)),
    )


def _descriptions(sent: Any) -> list[DescriptionWrite] | Absent:
    """Null takes all hints away."""
    if sent is UNSET:
        return ABSENT
    return [DescriptionWrite(level=hint.level, description=hint.description, id=none(hint.id)) for hint in sent or ()]


def to_wire(status: Status, work: Work, call: Call) -> Wire:
    """With the hints where `with` asks for them, and after every write."""
    shown = plain(status, work, call)
    if call.query is None or "descriptions" in call.query.with_:
        shown["descriptions"] = [_description(hint, status, work) for hint in status.descriptions]
    return shown


def plain(status: Status, work: Work, call: Call) -> Wire:
    return {
        "id": status.id,
        "name": status.name,
        "sort": status.sort,
        "is_editable": status.is_editable,
        "pipeline_id": status.pipeline_id,
        "color": status.color,
        "type": status.type,
        "account_id": work.account_id,
        "_links": self_link(call, f"leads/pipelines/{status.pipeline_id}/statuses", status.id),
    }


def _description(hint: dict[str, Any], status: Status, work: Work) -> Wire:
    return {
        "id": hint["id"],
        "account_id": work.account_id,
        # documented as texts; in which form is not said, so they are the seconds of every other time
        "created_at": str(hint["created_at"]),
        "updated_at": str(hint["updated_at"]),
        "created_by": hint["created_by"],
        "updated_by": hint["updated_by"],
        "pipeline_id": status.pipeline_id,
        "status_id": status.id,
        "level": hint["level"],
        "description": hint["description"],
    }
