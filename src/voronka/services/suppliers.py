"""Suppliers are elements of their own catalog; invoices name them by id."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import structs

from voronka.domain import suppliers
from voronka.domain.elements import Element
from voronka.domain.kinds import Kind
from voronka.services.work import Work
from voronka.store import records


def with_suppliers(work: Work, found: Sequence[Element]) -> list[Element]:
    """The elements with name and requisites in each value that names a supplier. A deleted one leaves his id."""
    catalogs = {element.catalog_id for element in found}
    keys = {id: _fields_of(work, id) for id in catalogs}
    ids = {int(value["entity_id"]) for element in found for value in _values(element, keys) if _is_id(value)}
    held = _held(work, sorted(ids)) if ids else {}
    known = {
        str(id): suppliers.told(each, work.facts.fields_of(Kind.ELEMENT, each.catalog_id)) for id, each in held.items()
    }
    return [_completed(element, keys[element.catalog_id], known) for element in found]


def _held(work: Work, ids: Sequence[int]) -> dict[int, Element]:
    return records.get_many(work, Kind.ELEMENT, ids, work.actor.level(Kind.ELEMENT, "view"))


def _fields_of(work: Work, catalog_id: int) -> list[str]:
    fields = work.facts.fields_of(Kind.ELEMENT, catalog_id).by_id.values()
    return [str(field.id) for field in fields if field.type == "supplier"]


def _values(element: Element, keys: dict[int, list[str]]) -> Iterable[dict[str, Any]]:
    return (value for key in keys[element.catalog_id] for value in element.custom_fields.get(key, ()))


def _is_id(value: dict[str, Any]) -> bool:
    return str(value["entity_id"]).isdecimal()


def _completed(element: Element, keys: list[str], known: dict[str, dict[str, Any]]) -> Element:
    values = {
        key: [{**value, **known.get(str(value["entity_id"]), {})} for value in element.custom_fields[key]]
        for key in keys
        if key in element.custom_fields
    }
    return structs.replace(element, custom_fields=element.custom_fields | values) if values else element
