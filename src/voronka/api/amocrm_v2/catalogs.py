"""Catalogs: changed without a time, so never stale; what cannot be changed or deleted is told under its id."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, item_link
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.amocrm_v2.records import require_names
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.http import Call
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.catalogs import Catalog, CatalogWrite
from voronka.domain.freshness import Unfit
from voronka.services import catalog_ends, catalogs, writes
from voronka.services.work import Work
from voronka.services.writes import Updated


def find(work: Work, call: Call) -> Page[Catalog]:
    rows, ids = rows_of(call.query), or_else(call.query.id, None)
    found = [catalog for catalog in catalogs.all_of(work) if ids is None or catalog.id in ids]
    return Page.cut(found[rows["offset"] :], rows["limit"])


def add(work: Work, items: Sequence[Any]) -> Sequence[Catalog]:
    require_names(items)
    return catalogs.add(work, [from_wire(item) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    known = {catalog.id for catalog in catalogs.all_of(work)}
    changes = [from_wire(item) for item in items]
    places = [place for place, change in enumerate(changes) if change.id in known]
    saved = writes.placed(places, lambda: catalogs.update(work, [changes[place] for place in places]))
    return Updated(saved, [None if change.id in known else Unfit.UNKNOWN for change in changes])


SETTER = Setter("catalogs", add, update, catalog_ends.delete, is_nested=True)


def from_wire(item: Any) -> CatalogWrite:
    return CatalogWrite(
        id=or_else(item.id, 0),
        name=item.name,
        type=item.type or ABSENT,
        can_add_elements=item.can_add_elements,
        can_show_in_cards=item.can_show_in_cards,
        can_link_multiple=item.can_link_multiple,
    )


def to_wire(catalog: Catalog, work: Work, call: Call) -> Wire:
    return {**private_to_wire(catalog, work, call), "_links": item_link("catalogs", catalog.id)}


def private_to_wire(catalog: Catalog, work: Work, call: Call) -> Wire:
    return {
        "id": catalog.id,
        "name": catalog.name,
        "type": catalog.type,
        "created_by": catalog.created_by,
        "created_at": catalog.created_at,
        "sort": catalog.sort,
        "can_add_elements": catalog.can_add_elements,
        "can_show_in_cards": catalog.can_show_in_cards,
        "can_link_multiple": catalog.can_link_multiple,
        "sdk_widget_code": None,
    }
