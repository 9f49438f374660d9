"""The parts of contacts, leads and companies that are the same: written, and shown on both wires."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from voronka.api.amocrm_v2 import field_values
from voronka.api.amocrm_v2.envelope import Wire, item_link, related, related_many
from voronka.api.amocrm_v2.loose import as_list
from voronka.base.absent import ABSENT, Absent, or_else
from voronka.base.numbers import plain
from voronka.base.page import Page
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Card, Tag, TagWrite
from voronka.services.names import of_linked as linked_names
from voronka.services.work import Work

NOBODY = End(Kind.LEAD, 0)  # the near end of a link is known when the record is saved
NO_LINKS: list[Any] = []


def signed_from_wire(item: Any) -> Wire:
    """What every change takes, by the names of SignedChange."""
    return {
        "id": or_else(item.id, 0),
        "responsible_user_id": item.responsible_user_id or ABSENT,  # 0 is what clients send for «nobody said»
        "created_by": item.created_by,
        "created_at": item.created_at or ABSENT,
        "updated_at": item.updated_at or ABSENT,
        "updated_by": item.updated_by,
    }


def record_from_wire(work: Work, kind: Kind, item: Any) -> Wire:
    """What every record's change takes, by the names of RecordChange."""
    return {
        **signed_from_wire(item),
        "name": item.name,
        "tags": tags_from_wire(item.tags),
        "custom_fields": field_values.from_wire(work, kind, item.custom_fields),
    }


def require_names(items: Iterable[Any], names: Sequence[str] = ("name",)) -> None:
    """A new record has a name, or a part of one."""
    problems = Problems()
    for place, item in enumerate(items):
        if not any(or_else(getattr(item, name), "").strip() for name in names):
            problems.add(place, "name", Rule.MISSING if item.name is ABSENT else Rule.BLANK)
    problems.check()


def tags_from_wire(sent: Any) -> list[TagWrite] | Absent:
    """A comma list of names, a list of names, of ids, or of tags as they were read; a repeated one is one."""
    if sent is ABSENT:
        return ABSENT
    items = str(sent).split(",") if isinstance(sent, str | int) else as_list(sent)
    found = [_tag(item, isinstance(sent, str)) for item in items or []]
    return list(dict.fromkeys(tag for tag in found if tag.id is not None or tag.name))


def _tag(item: Any, is_name: bool) -> TagWrite:
    """In a list a number is the id of a tag; in a comma list it is a name, whatever it looks like."""
    if isinstance(item, dict):
        return _tag(item.get("id") or item.get("name") or "", is_name)
    text = str(item).strip()
    if not is_name and text.isdecimal() and text.isascii() and len(text) < 19:
        return TagWrite(id=int(text))
    return TagWrite(name=text)


def links_to(kind: Kind, ids: Any) -> list[LinkWrite]:
    """0 is what clients send for none."""
    wanted = [ids] if isinstance(ids, int) else or_else(ids, NO_LINKS)
    return [LinkWrite(here=NOBODY, there=End(kind, id)) for id in dict.fromkeys(wanted) if id]


def links_to_contacts(item: Any) -> list[LinkWrite]:
    """`main_contact_id` is the main one, whether or not `contacts_id` names it too."""
    main = [LinkWrite(here=NOBODY, there=End(Kind.CONTACT, id), is_main=True) for id in [item.main_contact_id] if id]
    return main + [link for link in links_to(Kind.CONTACT, item.contacts_id) if link.there.id != item.main_contact_id]


def elements_to(sent: Any) -> list[LinkWrite]:
    """`{catalog: {element: quantity}}`"""
    return [
        LinkWrite(here=NOBODY, there=End(Kind.ELEMENT, int(id)), catalog_id=catalog_id, quantity=_quantity(quantity))
        for catalog_id, elements in or_else(sent, {}).items()
        for id, quantity in (elements.items() if isinstance(elements, dict) else ())
        if str(id).isdecimal()
    ]


def _quantity(sent: Any) -> float:
    try:
        return float(sent)
    except (TypeError, ValueError):
        return 1


def unlinked(item: Any) -> list[LinkWrite]:
    gone = item.unlink
    if gone is ABSENT:
        return []
    return [
        *links_to(Kind.CONTACT, gone.contacts_id),
        *links_to(Kind.LEAD, gone.leads_id),
        *links_to(Kind.CUSTOMER, gone.customers_id),
        *links_to(Kind.COMPANY, gone.company_id),
        *elements_to(gone.catalog_elements_id),
    ]


class Seen(Struct, frozen=True):
    """A record with the names of the companies around it, which this wire shows beside their ids."""

    card: Card
    names: dict[int, str] = {}


def with_companies(work: Work, found: Page[Card]) -> Page[Seen]:
    names = linked_names(work, found.items, Kind.COMPANY)
    return found.map(lambda card: Seen(card, names))


def company_to_wire(seen: Seen) -> Wire:
    for id in ids_of(seen.card, Kind.COMPANY):
        return related("companies", id, name=seen.names.get(id, ""))
    return {}


def main_of(card: Card) -> int | None:
    return next((link.to_id for link in card.linked(Kind.CONTACT) if link.is_main), None)


def elements_to_wire(card: Card) -> dict[str, Wire]:
    shown: dict[str, Wire] = defaultdict(dict)
    for link in card.linked(Kind.ELEMENT):
        shown[str(link.catalog_id)][str(link.to_id)] = plain(link.quantity)
    return shown


def ids_of(card: Card, kind: Kind) -> list[int]:
    return [link.to_id for link in card.linked(kind)]


def linked_to_wire(card: Card, kind: Kind) -> Wire:
    return related_many(kind.plural, ids_of(card, kind))


def tags_to_wire(tags: Iterable[Tag]) -> list[Wire]:
    return [{"id": tag.id, "name": tag.name} for tag in tags]


def head_to_wire(card: Card, work: Work) -> Wire:
    """How every record begins."""
    record = card.record
    return {
        "id": record.id,
        "name": record.name,
        "responsible_user_id": record.responsible_user_id,
        "created_by": record.created_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "account_id": work.account_id,
        "updated_by": record.updated_by,
        "group_id": record.group_id,
    }


def tail_to_wire(card: Card, work: Work, kind: Kind, *, text_enums: bool = False) -> Wire:
    record = card.record
    return {
        "closest_task_at": record.closest_task_at or 0,
        "tags": tags_to_wire(card.tags),
        "custom_fields": field_values.to_wire(work, kind, record.custom_fields, text_enums=text_enums),
        "_links": item_link(kind.plural, record.id),
    }


def private_head(card: Card, work: Work, kind: Kind) -> Wire:
    """The same in the older calls."""
    record = card.record
    return {
        "id": record.id,
        "name": record.name,
        "last_modified": record.updated_at,
        "account_id": work.account_id,
        "date_create": record.created_at,
        "created_user_id": record.created_by,
        "modified_user_id": record.updated_by,
        "responsible_user_id": record.responsible_user_id,
        "group_id": record.group_id,
        "closest_task": record.closest_task_at or 0,
        "tags": tags_to_wire(card.tags),
        "custom_fields": field_values.to_wire(work, kind, record.custom_fields),
    }
