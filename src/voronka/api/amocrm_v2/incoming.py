"""What a request that waits is made of: one lead, a contact and a company, in this wire's words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import structs

from voronka.api.amocrm_v2 import companies, contacts, leads, notes
from voronka.api.amocrm_v2.envelope import Wire
from voronka.api.amocrm_v2.faults import ItemFaults, here, mark_of
from voronka.api.amocrm_v2.records import head_to_wire, tail_to_wire
from voronka.base.absent import ABSENT, or_else
from voronka.base.money import to_major
from voronka.domain.companies import CompanyChange
from voronka.domain.errors import Invalid, Problem, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.notes import NoteChange
from voronka.domain.records import Card
from voronka.domain.unsorted import Incoming, Unsorted
from voronka.services import notes as note_verbs
from voronka.services import unsorted
from voronka.services.leads_complex import Draft
from voronka.services.work import Work

ENTITIES = "incoming_entities"
PARTS = {Kind.LEAD: "leads", Kind.CONTACT: "contacts", Kind.COMPANY: "companies"}


def add(
    work: Work, category: str, items: Sequence[Any], metadata: Callable[[Any], Wire], entities: str = ENTITIES
) -> list[Unsorted]:
    """`entities`: what the lead, contact and company stand under."""
    _check(items, entities)
    with _told(items, entities):
        made = unsorted.add(work, [_draft(work, category, item, entities, metadata(item)) for item in items])
        _put_notes(work, items, entities, made)
    return made


def _check(items: Sequence[Any], entities: str) -> None:
    problems = Problems()
    for place, item in enumerate(items):
        for name in PARTS.values():
            if len(getattr(getattr(item, entities), name)) > 1:
                problems.add(place, f"{entities}.{name}", Rule.TOO_MANY, "1")
    if problems.found:
        raise _faults(problems.found, items, entities)


def _draft(work: Work, category: str, item: Any, entities: str, metadata: Wire) -> Draft:
    sent = getattr(item, entities)
    lead: Any = leads.from_wire(work, sent.leads[0]).change if sent.leads else LeadChange()
    contact: Any = contacts.from_wire(work, sent.contacts[0]).change if sent.contacts else None
    company: Any = companies.from_wire(work, sent.companies[0]).change if sent.companies else None
    employer = or_else(sent.contacts[0].company_name, "").strip() if sent.contacts else ""
    lead.pipeline_id = item.pipeline_id or lead.pipeline_id
    lead.created_at = item.created_at or lead.created_at
    return Draft(
        lead=structs.replace(lead, id=0),
        contact=contact and structs.replace(contact, id=0),
        company=company or (CompanyChange(name=employer) if employer else None),
        incoming=Incoming(
            category=category,
            metadata=metadata,
            source_uid=or_else(item.source_uid, None),
            source_name=or_else(getattr(item, "source_name", ABSENT), getattr(item, "source", None)),
            created_at=item.created_at or ABSENT,
        ),
    )


def _put_notes(work: Work, items: Sequence[Any], entities: str, made: Sequence[Unsorted]) -> None:
    drafts: list[NoteChange] = []
    places: list[tuple[int, int]] = []
    for place, (item, waits) in enumerate(zip(items, made, strict=True)):
        for lead in getattr(item, entities).leads:
            for number, note in enumerate(or_else(lead.notes, [])):
                drafts.append(structs.replace(notes.from_wire(note), id=0, entity_id=waits.lead_id))
                places.append((place, number))
    try:
        if drafts:
            note_verbs.add(work, Kind.LEAD, drafts)
    except Invalid as error:
        raise Invalid(
            Problem(places[each.item][0], f"_embedded.leads.0.notes.{places[each.item][1]}.{each.path}", each.rule)
            for each in error.problems
        ) from error


@contextmanager
def _told(items: Sequence[Any], entities: str) -> Iterator[None]:
    try:
        yield
    except Invalid as error:
        raise _faults(error.problems, items, entities) from error


def _faults(found: Sequence[Problem], items: Sequence[Any], entities: str) -> ItemFaults:
    marks = [str(mark_of(item.request_id, place)) for place, item in enumerate(items)]
    placed = [
        structs.replace(each, path=f"add.{each.item}.{_here(each.path, items[each.item], entities)}") for each in found
    ]
    return ItemFaults(placed, marks, "add")


def _here(path: str, item: Any, entities: str) -> str:
    """`_embedded.contacts.0.custom_fields_values.1` in the words of the contact that was sent."""
    start, _, rest = path.partition(".")
    if start != "_embedded":
        return path
    name, place, inside = rest.split(".", 2)
    sent = getattr(getattr(item, entities), name)
    return f"{entities}.{name}.{place}.{here(inside, type(sent[0])) if sent else inside}"


def entities_to_wire(item: Unsorted, cards: dict[Kind, dict[int, Card]], work: Work) -> dict[str, list[Wire]]:
    ids = {Kind.LEAD: item.lead_id, Kind.CONTACT: item.contact_id, Kind.COMPANY: item.company_id}
    held = {kind: cards.get(kind, {}).get(id or 0) for kind, id in ids.items()}
    return {PARTS[kind]: [_entity(card, kind, work)] if card else [] for kind, card in held.items()}


def _entity(card: Card, kind: Kind, work: Work) -> Wire:
    shown = {**head_to_wire(card, work), **tail_to_wire(card, work, kind)}
    if kind == Kind.LEAD:
        return {**shown, "sale": to_major(card.record.price), "status_id": card.record.status_id}
    fields = [{**each, "values": _numbered(each["values"])} for each in shown["custom_fields"]]
    return {**shown, "custom_fields": _numbered(fields)}


def _numbered(items: Sequence[Wire]) -> Wire:
    """PHP's list with gaps, as clients of this list expect it."""
    return {str(place): item for place, item in enumerate(items)}
