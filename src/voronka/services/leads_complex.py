"""Leads that come together with their contact and company: all are made in one go, repetitions are found first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import or_else
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.duplicates import identifying_fields, identifying_keys, lead_addition, record_addition
from voronka.domain.errors import Invalid, Problem, Problems
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Link, RecordChange
from voronka.services import companies, contacts, leads, linking
from voronka.services.work import Work
from voronka.store import duplicates


class Draft(Struct, kw_only=True):
    """A lead with at most one contact and one company: an id names an existing one."""

    lead: LeadChange
    contact: ContactChange | None = None
    company: CompanyChange | None = None
    is_unsorted: bool = False


class Outcome(Struct, kw_only=True):
    """What became of drafts: the records that live on; `items` are the places of the drafts that ended there."""

    items: list[int]
    lead_id: int = 0
    contact_id: int | None = None
    company_id: int | None = None
    merged: bool = False


def add(work: Work, drafts: Sequence[Draft]) -> list[Outcome]:
    problems = Problems()
    outcomes = [Outcome(items=[item]) for item in range(len(drafts))]
    _recognise(work, drafts, outcomes)
    _make_contacts(work, drafts, outcomes, problems)
    _make_companies(work, drafts, outcomes, problems)
    _make_leads(work, drafts, outcomes, problems)
    problems.check()
    _merge(work, drafts, outcomes)
    _introduce(work, drafts, outcomes)
    return _grouped(outcomes)


def _recognise(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome]) -> None:
    """Drafts are compared with what is stored, not with each other."""
    if not work.account.settings.duplicate_control:
        return
    fields = work.facts.fields_of(Kind.CONTACT)
    keys = [
        identifying_keys(draft.contact, fields) if draft.contact and not draft.contact.id else [] for draft in drafts
    ]
    field_ids = [field.id for field in identifying_fields(fields)]
    known = duplicates.contacts_by_values(work, field_ids, sorted({key for some in keys for key in some}))
    for outcome, some in zip(outcomes, keys, strict=True):
        outcome.contact_id = next((known[key] for key in some if key in known), None)
    found = duplicates.open_leads(work, sorted({id for outcome in outcomes if (id := outcome.contact_id)}))
    for draft, outcome in zip(drafts, outcomes, strict=True):
        pipeline_id = or_else(draft.lead.pipeline_id, work.facts.main_pipeline.id)
        outcome.lead_id = found.get((outcome.contact_id or 0, pipeline_id), 0)
        outcome.merged = bool(outcome.lead_id)


def _make_contacts(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], problems: Problems) -> None:
    wanted = [
        item
        for item, draft in enumerate(drafts)
        if draft.contact and not draft.contact.id and not outcomes[item].contact_id
    ]
    with _named(problems, wanted, "_embedded.contacts.0."):
        for item, made in zip(wanted, _all(work, contacts.add, [drafts[item].contact for item in wanted]), strict=True):
            outcomes[item].contact_id = made.id
    for draft, outcome in zip(drafts, outcomes, strict=True):
        if draft.contact and draft.contact.id:
            outcome.contact_id = draft.contact.id


def _make_companies(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], problems: Problems) -> None:
    wanted = [
        item
        for item, draft in enumerate(drafts)
        if draft.company and not draft.company.id and not outcomes[item].merged
    ]
    with _named(problems, wanted, "_embedded.companies.0."):
        for item, made in zip(
            wanted, _all(work, companies.add, [drafts[item].company for item in wanted]), strict=True
        ):
            outcomes[item].company_id = made.id
    for draft, outcome in zip(drafts, outcomes, strict=True):
        if draft.company and draft.company.id:
            outcome.company_id = draft.company.id


def _make_leads(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome], problems: Problems) -> None:
    wanted = [item for item, outcome in enumerate(outcomes) if not outcome.merged]
    with _named(problems, wanted, ""):
        new = [_lead(work, drafts[item], outcomes[item]) for item in wanted]
        for item, made in zip(wanted, _all(work, leads.add, new), strict=True):
            outcomes[item].lead_id = made.id


def _lead(work: Work, draft: Draft, outcome: Outcome) -> LeadChange:
    links = [Link(to_type=Kind.CONTACT, to_id=outcome.contact_id)] if outcome.contact_id else []
    links += [Link(to_type=Kind.COMPANY, to_id=outcome.company_id)] if outcome.company_id else []
    pipeline = work.facts.pipelines.get(or_else(draft.lead.pipeline_id, 0), work.facts.main_pipeline)
    status_id = pipeline.unsorted_status.id if draft.is_unsorted else draft.lead.status_id
    return structs.replace(draft.lead, links=links, status_id=status_id)


def _merge(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome]) -> None:
    """What the repetitions bring that the records do not have yet."""
    merged = [(draft, outcome) for draft, outcome in zip(drafts, outcomes, strict=True) if outcome.merged]
    cards = {
        card.record.id: card
        for card in leads.get_many(work, [outcome.lead_id for _, outcome in merged], [Kind.COMPANY])
    }
    held = {id: card.record for id, card in cards.items()}
    for draft, outcome in merged:
        company = cards[outcome.lead_id].linked(Kind.COMPANY)
        outcome.company_id = company[0].to_id if draft.company and company else None
    lead_fields, contact_fields = work.facts.fields_of(Kind.LEAD), work.facts.fields_of(Kind.CONTACT)
    _all(
        work, leads.update, [lead_addition(held[outcome.lead_id], draft.lead, lead_fields) for draft, outcome in merged]
    )
    recognised = [
        (draft.contact, outcome)
        for draft, outcome in zip(drafts, outcomes, strict=True)
        if _is_recognised(draft, outcome)
    ]
    people = {
        card.record.id: card.record
        for card in contacts.get_many(work, [outcome.contact_id or 0 for _, outcome in recognised])
    }
    additions = [
        record_addition(people[outcome.contact_id], contact, contact_fields, ContactChange)
        for contact, outcome in recognised
        if contact and outcome.contact_id in people
    ]
    _all(work, contacts.update, additions)


def _is_recognised(draft: Draft, outcome: Outcome) -> bool:
    return outcome.merged and draft.contact is not None and not draft.contact.id


def _introduce(work: Work, drafts: Sequence[Draft], outcomes: Sequence[Outcome]) -> None:
    """A contact and a company that come with one lead belong together too, unless both were there before."""
    writes = [
        LinkWrite(here=End(Kind.CONTACT, outcome.contact_id), there=End(Kind.COMPANY, outcome.company_id))
        for draft, outcome in zip(drafts, outcomes, strict=True)
        if outcome.contact_id
        and outcome.company_id
        and draft.contact
        and draft.company
        and not (draft.contact.id and draft.company.id)
    ]
    if writes:
        linking.link(work, writes)


def _all(work: Work, save: Callable[[Work, Any], list[Any]], changes: Sequence[RecordChange | None]) -> list[Any]:
    return save(work, changes) if changes else []


@contextmanager
def _named(problems: Problems, items: Sequence[int], prefix: str) -> Iterator[None]:
    """Faults of the parts, told by their place in the whole."""
    try:
        yield
    except Invalid as error:
        problems.found += [
            Problem(items[found.item], prefix + found.path, found.rule, found.expected) for found in error.problems
        ]


def _grouped(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """One answer per lead: several drafts may have ended in the same."""
    by_lead: dict[int, Outcome] = {}
    for outcome in outcomes:
        first = by_lead.setdefault(outcome.lead_id, outcome)
        if first is not outcome:
            first.items += outcome.items
    return list(by_lead.values())
