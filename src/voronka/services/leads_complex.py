"""Leads that come together with their contact and company: all are made in one go, repetitions are found first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT
from voronka.domain import access
from voronka.domain.additions import Holding, Origin, addition, lead_addition
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.duplicates import identifying_fields, identifying_keys
from voronka.domain.errors import Invalid, Problem, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange, pipeline_for
from voronka.domain.links import End, LinkWrite
from voronka.domain.pipelines import Pipeline
from voronka.domain.records import Link, RecordChange
from voronka.domain.unsorted import Incoming, Unsorted
from voronka.services import companies, contacts, leads, linking, unsorted_items
from voronka.services.unsorted_items import Arrival
from voronka.services.work import Work
from voronka.store import duplicates
from voronka.store import links as link_store


class Draft(Struct, kw_only=True):
    """A lead with at most one contact and one company: an id names an existing one."""

    lead: LeadChange
    contact: ContactChange | None = None
    company: CompanyChange | None = None
    incoming: Incoming | None = None  # it waits in the first stage to be accepted
    merges: bool = True  # it may end in a lead that is there already


class Outcome(Struct, kw_only=True):
    """What became of drafts: the records that live on; `items` are the places of the drafts that ended there."""

    items: list[int]
    lead_id: int = 0
    contact_id: int | None = None
    company_id: int | None = None
    recognised: int = 0  # the contact that was there already
    merged: bool = False
    unsorted: Unsorted | None = None


def add(work: Work, drafts: Sequence[Draft]) -> list[Outcome]:
    problems = Problems()
    outcomes = [Outcome(items=[item]) for item in range(len(drafts))]
    _recognise(work, drafts, outcomes)
    just_made = _make_companies(work, drafts, outcomes, problems)
    just_made |= _make_contacts(work, drafts, outcomes, just_made, problems)
    made = _make_leads(work, drafts, outcomes, just_made, problems)
    _merge(work, drafts, outcomes, just_made, problems)
    _add_to_contacts(work, drafts, outcomes, problems)
    problems.check()
    _begin(work, drafts, outcomes, made)
    return _grouped(outcomes)


def _recognise(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome]) -> None:
    """Drafts are compared with what is stored, not with each other, and only as far as the actor may change it."""
    if not work.account.settings.duplicate_control:
        return
    of_contacts = access.narrowest(work.actor, Kind.CONTACT, "view", "edit")
    of_leads = access.narrowest(work.actor, Kind.LEAD, "view", "edit")
    fields = work.facts.fields_of(Kind.CONTACT)
    keys = [
        identifying_keys(draft.contact, fields) if draft.contact and not draft.contact.id else [] for draft in drafts
    ]
    field_ids = [field.id for field in identifying_fields(fields)]
    known = duplicates.known_contacts(work, field_ids, sorted({key for some in keys for key in some}), of_contacts)
    for outcome, some in zip(outcomes, keys, strict=True):
        outcome.recognised = next((known[key] for key in some if key in known), 0)
        outcome.contact_id = outcome.recognised or None
    found = duplicates.open_leads(work, sorted({id for outcome in outcomes if (id := outcome.contact_id)}), of_leads)
    for draft, outcome in zip(drafts, outcomes, strict=True):
        pipeline = _pipeline(work, draft) if draft.merges else None
        outcome.lead_id = found.get((outcome.contact_id or 0, pipeline.id), 0) if pipeline else 0
        outcome.merged = bool(outcome.lead_id)


def _make_companies(
    work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], problems: Problems
) -> frozenset[End]:
    """A lead that takes in repetitions keeps its company; if it has none, it gets the first one that is sent."""
    repeated = [outcome.lead_id for outcome in outcomes if outcome.merged]
    supplied = {id for id, held in link_store.of_records(work, Kind.LEAD, repeated, [Kind.COMPANY]).items() if held}
    wanted: dict[int, CompanyChange] = {}
    for item, (draft, outcome) in enumerate(zip(drafts, outcomes, strict=True)):
        if draft.company is None or outcome.lead_id in supplied:
            continue
        supplied |= {outcome.lead_id} if outcome.merged else set()
        outcome.company_id = draft.company.id or None
        if not draft.company.id:
            waits = _waits(work, draft) and not outcome.merged
            wanted[item] = structs.replace(draft.company, is_unsorted=waits)
    with _named(problems, list(wanted), "_embedded.companies.0."):
        for item, made in zip(wanted, _all(companies.add, work, [*wanted.values()]), strict=True):
            outcomes[item].company_id = made.id
    return frozenset(End(Kind.COMPANY, id) for item in wanted if (id := outcomes[item].company_id))


def _make_contacts(
    work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], just_made: frozenset[End], problems: Problems
) -> frozenset[End]:
    """A new contact works for the new company of its lead. Who was there before stays where he works."""
    wanted: dict[int, ContactChange] = {}
    for item, (draft, outcome) in enumerate(zip(drafts, outcomes, strict=True)):
        if draft.contact and draft.contact.id:
            outcome.contact_id = draft.contact.id
        elif draft.contact and not outcome.contact_id:
            employer = End(Kind.COMPANY, outcome.company_id or 0)
            links = [Link(to_type=Kind.COMPANY, to_id=employer.id)] if employer in just_made else []
            wanted[item] = structs.replace(draft.contact, links=links, is_unsorted=_waits(work, draft))
    with _named(problems, list(wanted), "_embedded.contacts.0."):
        for item, made in zip(wanted, _all(contacts.add, work, [*wanted.values()], just_made), strict=True):
            outcomes[item].contact_id = made.id
    return frozenset(End(Kind.CONTACT, id) for item in wanted if (id := outcomes[item].contact_id))


def _make_leads(
    work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], just_made: frozenset[End], problems: Problems
) -> dict[int, Lead]:
    wanted = {item: _lead(work, drafts[item], outcome) for item, outcome in enumerate(outcomes) if not outcome.merged}
    made: dict[int, Lead] = {}
    with _named(problems, list(wanted), ""):
        made = dict(zip(wanted, _all(leads.add, work, [*wanted.values()], just_made), strict=True))
    for item, lead in made.items():
        outcomes[item].lead_id = lead.id
    return made


def _lead(work: Work, draft: Draft, outcome: Outcome) -> LeadChange:
    links = [Link(to_type=Kind.CONTACT, to_id=outcome.contact_id)] if outcome.contact_id else []
    links += [Link(to_type=Kind.COMPANY, to_id=outcome.company_id)] if outcome.company_id else []
    if draft.incoming is None:
        return structs.replace(draft.lead, links=links)
    pipeline = _pipeline(work, draft)  # an unknown one is refused when the lead is made
    status_id = pipeline.unsorted_status.id if pipeline and pipeline.is_unsorted_on else ABSENT
    return structs.replace(draft.lead, links=links, status_id=status_id)


def _waits(work: Work, draft: Draft) -> bool:
    """Where the stage is switched off, requests are deals from the beginning, as in the vendor's interface."""
    pipeline = _pipeline(work, draft)
    return bool(draft.incoming and pipeline and pipeline.is_unsorted_on)


def _begin(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], made: dict[int, Lead]) -> None:
    arrivals = {
        item: Arrival(incoming, lead, outcomes[item].contact_id, outcomes[item].company_id)
        for item, lead in made.items()
        if (incoming := drafts[item].incoming)
    }
    if arrivals:
        begun = unsorted_items.begin(work, [*arrivals.values()])
        for item, unsorted in zip(arrivals, begun, strict=True):
            outcomes[item].unsorted = unsorted


def _pipeline(work: Work, draft: Draft) -> Pipeline | None:
    """Where the lead is to go. An unsorted one is not asked for its stage."""
    lead = structs.replace(draft.lead, status_id=ABSENT) if draft.incoming else draft.lead
    return pipeline_for(lead, work.facts.main_pipeline, work.facts.pipelines)


def _merge(
    work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], just_made: frozenset[End], problems: Problems
) -> None:
    """What the repetitions bring that the leads do not have yet."""
    merged = [item for item, outcome in enumerate(outcomes) if outcome.merged]
    _link_companies(work, [item for item in merged if outcomes[item].company_id], outcomes, just_made, problems)
    cards = leads.get_many(work, [outcomes[item].lead_id for item in merged], [Kind.COMPANY])
    fields = work.facts.fields_of(Kind.LEAD)
    held = {card.record.id: (card, Holding(card.record, fields)) for card in cards}
    additions, origins = list[LeadChange](), list[Origin]()
    for item in merged:
        (card, holding), draft = held[outcomes[item].lead_id], drafts[item]
        if draft.company and not outcomes[item].company_id:
            outcomes[item].company_id = next((link.to_id for link in card.linked(Kind.COMPANY)), None)
        added, origin = lead_addition(card.record, draft.lead, holding)
        additions.append(added)
        origins.append(origin)
    with _named(problems, merged, "", origins):
        _all(leads.update, work, additions)


def _link_companies(
    work: Work, items: Sequence[int], outcomes: Sequence[Outcome], just_made: frozenset[End], problems: Problems
) -> None:
    """Those made a moment ago are linked whoever looks after them; others must be seen."""
    ends = {item: End(Kind.COMPANY, outcomes[item].company_id or 0) for item in items}
    named = [end.id for end in ends.values() if end not in just_made]
    seen = {card.record.id for card in companies.get_many(work, named)} if named else set[int]()
    writes: list[LinkWrite] = []
    for item, end in ends.items():
        if end in just_made or end.id in seen:
            writes.append(LinkWrite(here=End(Kind.LEAD, outcomes[item].lead_id), there=end))
        else:
            problems.add(item, "_embedded.companies.0.id", Rule.UNKNOWN_CHOICE)
    if writes:
        linking.link(unsorted_items.entitled(work), writes)


def _add_to_contacts(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], problems: Problems) -> None:
    """The same of contacts that were recognised, whether their lead is new or not."""
    recognised = [item for item, outcome in enumerate(outcomes) if outcome.recognised]
    ids = list(dict.fromkeys(outcomes[item].recognised for item in recognised))
    fields = work.facts.fields_of(Kind.CONTACT)
    held = {card.record.id: (card.record, Holding(card.record, fields)) for card in contacts.get_many(work, ids)}
    additions, origins = list[ContactChange](), list[Origin]()
    for item in recognised:
        draft, (before, holding) = drafts[item].contact, held[outcomes[item].recognised]
        if draft:
            added, origin = addition(ContactChange, before, draft, holding)
            additions.append(added)
            origins.append(origin)
    with _named(problems, recognised, "_embedded.contacts.0.", origins):
        _all(contacts.update, work, additions)


def _all(save: Callable[..., list[Any]], work: Work, changes: Sequence[RecordChange], *more: Any) -> list[Any]:
    return save(work, changes, *more) if changes else []


@contextmanager
def _named(problems: Problems, items: Sequence[int], prefix: str, origins: Sequence[Origin] = ()) -> Iterator[None]:
    """Faults of the parts, told by their place in the whole. `origins`: of additions, which are less than was sent."""
    try:
        yield
    except Invalid as error:
        for found in error.problems:
            path = origins[found.item].sent_at(found.path) if origins else found.path
            problems.found.append(Problem(items[found.item], prefix + path, found.rule, found.expected))


def _grouped(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """One answer per lead: several drafts may have ended in the same."""
    by_lead: dict[int, Outcome] = {}
    for outcome in outcomes:
        first = by_lead.setdefault(outcome.lead_id, outcome)
        if first is not outcome:
            first.items += outcome.items
            first.company_id = first.company_id or outcome.company_id
    return list(by_lead.values())
