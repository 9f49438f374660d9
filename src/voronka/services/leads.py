"""The verbs of leads: page and get to read, add and update to write."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import structs

from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.domain import leads
from voronka.domain.errors import Overtaken
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.links import End
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import records, saving, sources, unsorted_items
from voronka.services.rewriting import rewrite
from voronka.services.saving import Noun
from voronka.services.work import Work
from voronka.store import pipelines

NOUN = Noun(Kind.LEAD, leads.make, leads.apply)
NOWHERE = (ABSENT, ABSENT)


def page(work: Work, query: ListQuery, around: Iterable[Kind] = ()) -> Page[Card]:
    return records.page(work, Kind.LEAD, query, around)


def get(work: Work, id: int, around: Iterable[Kind] = (), *, deleted: bool = False) -> Card:
    return records.get(work, Kind.LEAD, id, around, deleted=deleted)


def get_many(work: Work, ids: Sequence[int], around: Iterable[Kind] = ()) -> list[Card]:
    """Those of `ids` that the actor may see."""
    return records.get_many(work, Kind.LEAD, ids, around)


def with_sources(work: Work, cards: Sequence[Card]) -> list[Card]:
    """The same cards, each with the source that its lead came from."""
    known = sources.by_id(work, [card.record.source_id for card in cards if card.record.source_id])
    return [structs.replace(card, source=known.get(card.record.source_id)) for card in cards]


def add(work: Work, drafts: Sequence[LeadChange], just_made: Collection[End] = ()) -> list[Lead]:
    """`just_made`: records made in the same request, which the drafts may link whoever will look after them."""
    _find_sources(work, drafts)
    return _in_lasting_stages(work, saving.add(work, NOUN, drafts, just_made))


def update(work: Work, changes: Sequence[LeadChange]) -> list[Lead]:
    return _moved(work, changes, saving.update(work, NOUN, changes))


def update_one(work: Work, change: LeadChange) -> Lead:
    return _moved(work, [change], saving.update(work, NOUN, [change], only_one=True))[0]


def delete(work: Work, ids: Sequence[int]) -> list[Lead]:
    gone = saving.set_deleted(work, NOUN, ids, deleted=True)
    unsorted_items.deleted(work, gone)
    return gone


def restore(work: Work, ids: Sequence[int]) -> list[Lead]:
    """One that waited to be accepted was declined when it was deleted: it comes back as a deal, to the first real
    stage, for in the stage of type 1 nobody would be asked about it again."""
    back: list[Lead] = saving.set_deleted(work, NOUN, ids, deleted=False)
    waited = {lead.id: lead for lead in back if unsorted_items.is_unsorted(work, lead)}
    if not waited:
        return back
    here = work.facts.pipelines
    moved = {id: structs.replace(lead, status_id=here[lead.pipeline_id].first_status.id) for id, lead in waited.items()}
    rewrite(work, Kind.LEAD, waited, _in_lasting_stages(work, [*moved.values()]))
    return [moved.get(lead.id, lead) for lead in back]


def _find_sources(work: Work, drafts: Sequence[LeadChange]) -> None:
    known = sources.by_external_id(work, [draft.source for draft in drafts if draft.source is not ABSENT])
    for draft in drafts:
        if draft.source is not ABSENT and draft.source in known:
            draft.source_id = known[draft.source].id


def _moved(work: Work, changes: Sequence[LeadChange], after: list[Lead]) -> list[Lead]:
    places = zip(changes, after, strict=True)
    placed = [lead for change, lead in places if (change.pipeline_id, change.status_id) != NOWHERE]
    unsorted_items.moved(work, _in_lasting_stages(work, placed))
    return after


def _in_lasting_stages(work: Work, placed: list[Lead]) -> list[Lead]:
    """Whoever deletes a stage moves the leads that he sees in it. One that is just being written he does not see: so
    he waits for its writer, and a writer who comes too late begins anew."""
    stages = {(lead.pipeline_id, lead.status_id) for lead in placed}
    if stages and stages != pipelines.kept_statuses(work, stages):
        raise Overtaken("A stage was deleted just now. List the pipelines and send the request again.")
    return placed
