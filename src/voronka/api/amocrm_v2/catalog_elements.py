"""Elements: a change that does not name its catalog changes nothing."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2 import field_values
from voronka.api.amocrm_v2.envelope import Wire, item_link
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.amocrm_v2.records import NOBODY, linked_to_wire, require_names
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.http import Call
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.contract.amocrm_v2.envelope import MOST
from voronka.domain.elements import Element, ElementChange
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.listing import ListQuery, Order
from voronka.domain.records import Card
from voronka.services import loose_elements, writes
from voronka.services.work import Work
from voronka.services.writes import Updated, Write

ROWS = 50  # (unconfirmed) of a page that says nothing of its size
AROUND = (Kind.LEAD, Kind.CUSTOMER)
# (unconfirmed) by what: the names of both wires are taken, and what is none of them is ignored, as unknown parameters
ORDERS = {
    "name": "name_folded",
    "date_create": "created_at",
    "created_at": "created_at",
    "date_modify": "updated_at",
    "updated_at": "updated_at",
}


def find(work: Work, call: Call) -> Page[Card]:
    return loose_elements.page(work, query_from_wire(call), or_else(call.query.catalog_id, None), AROUND)


def add(work: Work, items: Sequence[Any]) -> Sequence[Element]:
    require_names(items)
    _require_catalogs(work, items)
    return writes.add(work, Kind.ELEMENT, loose_elements.add, [from_wire(work, item) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    updated = loose_elements.update(work, [from_wire(work, item) for item in items])
    changed = [item for item, why in zip(items, updated.unfit, strict=True) if why is None]
    gone = [item.id for item in changed if item.is_deleted is True]
    if gone:
        loose_elements.delete(work, gone)
    return updated


SETTER = Setter("catalog_elements", add, update, loose_elements.delete, is_nested=True)


def query_from_wire(call: Call) -> ListQuery:
    """Rows as everywhere, or pages: a page is told by either name, its size by one more."""
    query = call.query
    number = or_else(query.page, or_else(query.pagen, 1))
    size = min(or_else(query.element_count, 0) or ROWS, MOST)
    paged: dict[str, Any] = {"limit": size, "offset": (number - 1) * size}
    rows = rows_of(query) if query.limit_rows else paged
    ids = or_else(query.id, None)
    if ids is not None:
        return ListQuery(**rows, equal={"id": ids})
    return ListQuery(**rows, order=_order(query), text=or_else(query.term, or_else(query.query, None)))


def _order(query: Any) -> Order:
    column = ORDERS.get(or_else(query.order_by, "").lower(), "id")
    return (column, "desc" if or_else(query.order_type, "").lower() == "desc" else "asc")


def _require_catalogs(work: Work, items: Sequence[Any]) -> None:
    problems = Problems()
    for place, item in enumerate(items):
        if item.catalog_id is ABSENT:
            problems.add(place, "catalog_id", Rule.MISSING)
        elif item.catalog_id not in work.facts.catalogs:
            problems.add(place, "catalog_id", Rule.UNKNOWN_CHOICE)
    problems.check()


def from_wire(work: Work, item: Any) -> Write:
    catalog_id = or_else(item.catalog_id, 0)
    change = ElementChange(
        id=or_else(item.id, 0),
        catalog_id=catalog_id,
        name=item.name,
        created_by=item.created_by,
        updated_by=item.updated_by,
        created_at=item.created_at or ABSENT,
        updated_at=item.updated_at or ABSENT,
        custom_fields=field_values.from_wire(work, Kind.ELEMENT, item.custom_fields, catalog_id),
    )
    asked = [(Kind.LEAD, item.leads_id), (Kind.CUSTOMER, item.customers_id)]
    link = [
        LinkWrite(here=NOBODY, there=End(kind, id), catalog_id=catalog_id)
        for kind, ids in asked
        for id in dict.fromkeys(or_else(ids, []))
        if id
    ]
    return Write(change=change, link=link)


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    return {**private_to_wire(card, work, call), "_links": item_link("catalog_elements", card.record.id)}


def private_to_wire(card: Card, work: Work, call: Call) -> Wire:
    element: Element = card.record
    return {
        "id": element.id,
        "catalog_id": element.catalog_id,
        "name": element.name,
        "created_by": element.created_by,
        "created_at": element.created_at,
        "updated_by": element.updated_by,
        "updated_at": element.updated_at,
        "is_deleted": element.is_deleted,
        "custom_fields": field_values.to_wire(work, Kind.ELEMENT, element.custom_fields, element.catalog_id),
        "leads": linked_to_wire(card, Kind.LEAD),
        "customers": linked_to_wire(card, Kind.CUSTOMER),
    }
