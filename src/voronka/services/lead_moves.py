"""All leads of a stage go to another one, because their stage is no more."""

from typing import Any

from msgspec import structs

from voronka.domain.access import ALL
from voronka.domain.changes import Change, difference
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.statuses import Status
from voronka.services import journal
from voronka.services.work import Work
from voronka.store import pipelines, records, tags

AT_ONCE = 1000  # bounds the memory, not the transaction: either all leads have moved or none


def move_all(work: Work, gone: Status, to: Status) -> None:
    pipelines.move_deleted_leads(work, gone, to)
    while ids := pipelines.leads_at(work, gone, AT_ONCE):
        _move(work, ids, gone, to)


def _move(work: Work, ids: list[int], gone: Status, to: Status) -> None:
    held: dict[int, Lead] = records.get_many(work, Kind.LEAD, ids, ALL, lock=True)
    before = {
        id: lead for id, lead in held.items() if (lead.pipeline_id, lead.status_id) == (gone.pipeline_id, gone.id)
    }
    stamp: dict[str, Any] = {"updated_at": work.now, "updated_by": work.actor.user_id}
    after = [structs.replace(lead, pipeline_id=to.pipeline_id, status_id=to.id, **stamp) for lead in before.values()]
    records.save(work, Kind.LEAD, before, after)
    carried = tags.of_records(work, Kind.LEAD, list(before))
    journal.record(work, [_moved(work, before[lead.id], lead, carried.get(lead.id, [])) for lead in after])


def _moved(work: Work, before: Lead, after: Lead, carried: list[Any]) -> Change:
    old, new = difference(before, after)
    return Change(
        kind=Kind.LEAD,
        id=after.id,
        action="update",
        actor_id=work.actor.user_id,
        before=old,
        after=new,
        record=after,
        tags=carried,
    )
