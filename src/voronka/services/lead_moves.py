"""All leads of some stages go to other ones, because their stages are no more."""

from collections.abc import Sequence

from msgspec import structs

from voronka.domain.access import ALL
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.statuses import Status
from voronka.services.rewriting import AT_ONCE, rewrite, stamp
from voronka.services.work import Work
from voronka.store import pipelines, records
from voronka.store.pipelines import Stage


def move_all(work: Work, moves: Sequence[tuple[Status, Status]]) -> None:
    """Each pair: the stage that is gone, and the one of the same pipeline to which its leads go."""
    pipelines.move_deleted_leads(work, moves)
    gone = [status for status, _ in moves]
    while ids := pipelines.leads_at(work, gone, AT_ONCE):
        _move(work, ids, {(status.pipeline_id, status.id): to.id for status, to in moves})


def _move(work: Work, ids: list[int], to: dict[Stage, int]) -> None:
    held: dict[int, Lead] = records.get_many(work, Kind.LEAD, ids, ALL, lock=True)
    before = {id: lead for id, lead in held.items() if (lead.pipeline_id, lead.status_id) in to}
    after = [
        structs.replace(lead, status_id=to[lead.pipeline_id, lead.status_id], **stamp(work)) for lead in before.values()
    ]
    rewrite(work, Kind.LEAD, before, after)
