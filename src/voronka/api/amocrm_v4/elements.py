"""Elements of a catalog. Answers of writes are short, but always name the catalog: the official client reads it."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.listing import field_filters, order_of
from voronka.api.amocrm_v4.reading import fields_of, self_link
from voronka.api.amocrm_v4.writing import fields_from_wire, given, id_of, none, seconds
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain import invoices
from voronka.domain.catalogs import INVOICES
from voronka.domain.elements import Element, ElementChange
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.services import elements, suppliers
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Element]:
    found = elements.page(work, call.path["catalog_id"], query_from_wire(work, call))
    return found.with_items(_shown(work, call, found.items))


def find_one(work: Work, call: Call) -> Element:
    return _shown(work, call, [elements.get(work, call.path["catalog_id"], call.path["id"])])[0]


def _shown(work: Work, call: Call, found: Sequence[Element]) -> Sequence[Element]:
    return suppliers.with_suppliers(work, found) if "supplier_field_values" in call.query.with_ else found


def add(work: Work, call: Call, drafts: Any) -> list[Element]:
    return elements.add(work, drafts)


def update(work: Work, call: Call, changes: Any) -> list[Element]:
    return elements.update(work, changes)


def update_one(work: Work, call: Call, change: ElementChange) -> Element:
    return elements.update_one(work, change)


def query_from_wire(work: Work, call: Call) -> ListQuery:
    """Ids come as filter[id] or, from the official client, as a bare `id`."""
    query = call.query
    ids = none(query.filter.id) or none(query.id)
    return ListQuery(
        **paged(call),
        order=order_of(query.order, ("id",)),
        text=none(query.query),
        equal={"id": ids} if ids else {},
        fields=field_filters(work, Kind.ELEMENT, query.filter.custom_fields_values, call.path["catalog_id"]),
    )


def from_wire(item: Any, work: Work, call: Call) -> ElementChange:
    return ElementChange(
        id=id_of(item, call),
        catalog_id=call.path["catalog_id"],
        name=item.name,
        custom_fields=fields_from_wire(item.custom_fields_values),
        currency_id=item.currency_id,
        created_by=given(item.created_by),
        updated_by=given(item.updated_by),
        created_at=seconds(item.created_at),
        updated_at=seconds(item.updated_at),
    )


def to_wire(element: Element, work: Work, call: Call) -> Wire:
    fields = work.facts.fields_of(Kind.ELEMENT, element.catalog_id)
    invoice_link = {"invoice_link": invoices.link(element, fields)} if "invoice_link" in call.query.with_ else {}
    return {
        "id": element.id,
        "name": element.name,
        "created_by": element.created_by,
        "updated_by": element.updated_by,
        "created_at": element.created_at,
        "updated_at": element.updated_at,
        "is_deleted": element.is_deleted,
        "custom_fields_values": fields_of(work, Kind.ELEMENT, element.custom_fields, element.catalog_id),
        "catalog_id": element.catalog_id,
        "account_id": work.account_id,
        "currency_id": element.currency_id,
        **invoice_link,
        "_links": _links(element, call),
        **_embedded(element, work),
    }


def added(element: Element, work: Work, call: Call) -> Wire:
    return {
        "id": element.id,
        "name": element.name,
        "catalog_id": element.catalog_id,
        "invoice_link": invoices.link(element, work.facts.fields_of(Kind.ELEMENT, element.catalog_id)),
        "_links": _links(element, call),
        **_embedded(element, work),
    }


def updated(element: Element, work: Work, call: Call) -> Wire:
    return added(element, work, call) | {"updated_at": element.updated_at}


def _embedded(element: Element, work: Work) -> Wire:
    """Invoices alone are documents with which something may be wrong."""
    catalog = work.facts.catalogs.get(element.catalog_id)
    if catalog is None or catalog.type != INVOICES:
        return {}
    message = invoices.warning(element, work.facts.fields_of(Kind.ELEMENT, element.catalog_id))
    return {"_embedded": {"warning": {"message": message}}}


def _links(element: Element, call: Call) -> Wire:
    return self_link(call, f"catalogs/{element.catalog_id}/elements", element.id)
