"""Catalogs: `type` filters at the top level, as the official client sends it."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, id_of, none, seconds
from voronka.api.http import Call
from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.domain.catalogs import Catalog, CatalogWrite
from voronka.domain.listing import slice_of
from voronka.services import catalogs
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Catalog]:
    found = catalogs.all_of(work, none(call.query.type) or ())
    return slice_of(found, place(call), lambda catalog: (catalog.sort, catalog.id))


def find_one(work: Work, call: Call) -> Catalog:
    return catalogs.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[Catalog]:
    return catalogs.add(work, writes)


def update(work: Work, call: Call, writes: Any) -> list[Catalog]:
    return catalogs.update(work, writes)


def update_one(work: Work, call: Call, write: CatalogWrite) -> Catalog:
    return catalogs.update(work, [write], only_one=True)[0]


def from_wire(item: Any, work: Work, call: Call) -> CatalogWrite:
    return CatalogWrite(
        id=id_of(item, call),
        name=item.name,
        type=given(getattr(item, "type", ABSENT)),
        sort=given(item.sort),
        can_add_elements=given(item.can_add_elements),
        can_show_in_cards=given(item.can_show_in_cards),
        can_link_multiple=given(item.can_link_multiple),
        created_by=given(item.created_by),
        updated_by=given(item.updated_by),
        created_at=seconds(item.created_at),
    )


def to_wire(catalog: Catalog, work: Work, call: Call) -> Wire:
    return {
        "id": catalog.id,
        "name": catalog.name,
        "created_by": catalog.created_by,
        "updated_by": catalog.updated_by,
        "created_at": catalog.created_at,
        "updated_at": catalog.updated_at,
        "sort": catalog.sort,
        "type": catalog.type,
        "can_add_elements": catalog.can_add_elements,
        "can_show_in_cards": catalog.can_show_in_cards,
        "can_link_multiple": catalog.can_link_multiple,
        "can_be_deleted": catalog.can_be_deleted,
        "sdk_widget_code": None,
        "account_id": work.account_id,
        "_links": self_link(call, "catalogs", catalog.id),
    }
