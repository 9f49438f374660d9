"""All leads of a stage go to another one, because their stage is no more."""

from msgspec import structs

from voronka.domain.access import ALL
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.statuses import Status
from voronka.services.rewriting import AT_ONCE, rewrite, stamp
from voronka.services.work import Work
from voronka.store import pipelines, records


def move_all(work: Work, gone: Status, to: Status) -> None:
    pipelines.move_deleted_leads(work, gone, to)
    while ids := pipelines.leads_at(work, gone, AT_ONCE):
        _move(work, ids, gone, to)


def _move(work: Work, ids: list[int], gone: Status, to: Status) -> None:
    held: dict[int, Lead] = records.get_many(work, Kind.LEAD, ids, ALL, lock=True)
    before = {
        id: lead for id, lead in held.items() if (lead.pipeline_id, lead.status_id) == (gone.pipeline_id, gone.id)
    }
    after = [
        structs.replace(lead, pipeline_id=to.pipeline_id, status_id=to.id, **stamp(work)) for lead in before.values()
    ]
    rewrite(work, Kind.LEAD, before, after)
