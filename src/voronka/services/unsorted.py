"""The verbs of requests that wait: seen with their leads; accepted, declined or attached to what is there already."""

from collections.abc import Sequence

from msgspec import structs

from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page
from voronka.domain import access
from voronka.domain.access import DENIED
from voronka.domain.errors import Invalid, NotFound, Problem, Problems, Refused, Rule
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange, pipeline_for
from voronka.domain.records import Card
from voronka.domain.unsorted import Summary, Unsorted, UnsortedQuery, fingerprint
from voronka.services import companies, contacts, leads, leads_complex, unsorted_items
from voronka.services.leads_complex import Draft, Outcome
from voronka.services.work import Work
from voronka.store import records
from voronka.store import unsorted as store

READ = {Kind.LEAD: leads.get_many, Kind.CONTACT: contacts.get_many, Kind.COMPANY: companies.get_many}
PARTS = ("_embedded.contacts.0", "_embedded.companies.0")


def page(work: Work, query: UnsortedQuery) -> Page[Unsorted]:
    return store.page(work, query, access.require(work.actor, Kind.LEAD, "view"))


def get(work: Work, uid: str) -> Unsorted:
    found = store.by_uid(work, uid, access.require(work.actor, Kind.LEAD, "view"))
    if found is None or not found.is_waiting:
        raise NotFound("No such request waits. List the unsorted ones to see those that do.")
    return found


def summary(work: Work, query: UnsortedQuery) -> Summary:
    return store.summary(work, query, access.require(work.actor, Kind.LEAD, "view"))


def add(work: Work, drafts: Sequence[Draft]) -> list[Unsorted]:
    """Requests of any category: those of chats and mail are made inside. Each makes a lead of its own; under duplicate
    control its contact may be one who is there already."""
    problems = Problems()
    for draft, mark in zip(drafts, _marks(work, drafts, problems), strict=True):
        draft.merges = False
        assert draft.incoming is not None
        draft.incoming = structs.replace(draft.incoming, fingerprint=mark)
    outcomes: list[Outcome] = []
    try:
        outcomes = leads_complex.add(work, drafts)
    except Invalid as error:
        problems.found += [_placed(found) for found in error.problems]
    problems.check()
    return [outcome.unsorted for outcome in outcomes if outcome.unsorted]


def accept(work: Work, uid: str, user_id: int = 0, status_id: int | None = None) -> Unsorted:
    """The lead goes to a stage of the pipeline, the first one unless another is named (unconfirmed): a lead that is
    added without a stage begins there too."""
    return _accepted(work, [taken(work, uid)], user_id, status_id)[0]


def accept_many(work: Work, uids: Sequence[str], user_id: int = 0, status_id: int | None = None) -> list[Unsorted]:
    """All of them, or none where one does not wait."""
    return _accepted(work, _taken_many(work, uids), user_id, status_id)


def _accepted(work: Work, items: list[Unsorted], user_id: int, status_id: int | None) -> list[Unsorted]:
    problems = Problems()
    responsible = responsible_of(work, user_id, problems)
    changes = [_move(work, item, status_id, problems) for item in items]
    problems.found = list(dict.fromkeys(problems.found))  # what is wrong with the stage is so for all
    problems.check()
    unsorted_items.settle(work, items, "accepted", by=user_id or None, responsible=responsible)
    leads.update(work, [structs.replace(change, responsible_user_id=responsible) for change in changes])
    return items


def decline(work: Work, uid: str, user_id: int = 0) -> Unsorted:
    """Lead, contact and company go into the recycle bin."""
    return _declined(work, [taken(work, uid)], user_id)[0]


def decline_many(work: Work, uids: Sequence[str], user_id: int = 0) -> list[Unsorted]:
    """All of them, or none where one does not wait."""
    return _declined(work, _taken_many(work, uids), user_id)


def _declined(work: Work, items: list[Unsorted], user_id: int) -> list[Unsorted]:
    problems = Problems()
    responsible_of(work, user_id, problems)
    problems.check()
    unsorted_items.settle(work, items, "declined", by=user_id or None)
    leads.delete(work, [item.lead_id for item in items])
    return items


def cards_of(work: Work, items: Sequence[Unsorted]) -> dict[Kind, dict[int, Card]]:
    """What came in with these, by kind and id, as far as the actor may see it."""
    wanted = {
        Kind.LEAD: [item.lead_id for item in items],
        Kind.CONTACT: [item.contact_id for item in items if item.contact_id],
        Kind.COMPANY: [item.company_id for item in items if item.company_id],
    }
    return {
        kind: {card.record.id: card for card in READ[kind](work, ids)}
        for kind, ids in wanted.items()
        if ids and work.actor.level(kind, "view") != DENIED
    }


def _marks(work: Work, drafts: Sequence[Draft], problems: Problems) -> list[str | None]:
    """Two that say the same do not wait beside each other: the second has no mark, and is refused."""
    marks = [fingerprint(draft) for draft in drafts]
    known = store.known_fingerprints(work, sorted(set(marks)))
    given: list[str | None] = []
    for item, mark in enumerate(marks):
        if mark in known:
            problems.add(item, "source_uid", Rule.TAKEN)
        given.append(None if mark in known else mark)
        known.add(mark)
    return given


def _placed(found: Problem) -> Problem:
    """The lead's own faults stand one level deeper in a request; its pipeline is the request's."""
    if found.path.startswith(PARTS) or found.path == "pipeline_id":
        return found
    return structs.replace(found, path=f"_embedded.leads.0.{found.path}")


def taken(work: Work, uid: str) -> Unsorted:
    """The lead is locked first, as by those who move it; then it is seen whether the request still waits. (unconfirmed)
    Sorted twice is refused: a client that took it for done would go on with what another has decided."""
    level = access.require(work.actor, Kind.LEAD, "view")
    found = store.by_uid(work, uid, level)
    if found is None:
        raise NotFound("There is no such request that you may see. List the unsorted ones.")
    records.get_many(work, Kind.LEAD, [found.lead_id], level, lock=True)
    item = store.by_uid(work, uid, level, lock=True)
    if item is None or not item.is_waiting:
        raise Refused(f"This request has been {found.state} before. List the unsorted ones to see those that wait.")
    return item


def _taken_many(work: Work, uids: Sequence[str]) -> list[Unsorted]:
    level = access.require(work.actor, Kind.LEAD, "view")
    lead_ids = [item.lead_id for item in store.by_uids(work, uids, level)]
    if lead_ids:
        records.get_many(work, Kind.LEAD, lead_ids, level, lock=True)
    found = {item.uid: item for item in store.by_uids(work, uids, level, lock=True) if item.is_waiting}
    problems = Problems()
    for place, uid in enumerate(uids):
        if uid not in found:
            problems.add(place, "uid", Rule.UNKNOWN_CHOICE)
    problems.check()
    return [found[uid] for uid in dict.fromkeys(uids)]


def responsible_of(work: Work, user_id: int, problems: Problems) -> int | Absent:
    """0 is the caller himself (unconfirmed), as when nobody is named: a robot takes responsibility for nothing."""
    if user_id and user_id not in work.facts.users:
        problems.add(0, "user_id", Rule.UNKNOWN_CHOICE)
    return user_id or work.actor.user_id or ABSENT


def _move(work: Work, item: Unsorted, status_id: int | None, problems: Problems) -> LeadChange:
    here = work.facts.pipelines.get(item.pipeline_id) or work.facts.main_pipeline
    if status_id is None:
        return LeadChange(id=item.lead_id, pipeline_id=here.id, status_id=here.first_status.id)
    there = pipeline_for(LeadChange(status_id=status_id), here, work.facts.pipelines) or here
    status = there.status(status_id)
    if status is None or status.is_unsorted:
        problems.add(0, "status_id", Rule.UNKNOWN_CHOICE)
    return LeadChange(id=item.lead_id, pipeline_id=there.id, status_id=status_id)
