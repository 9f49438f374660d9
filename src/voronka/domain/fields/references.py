"""Values that name another record: whom they may mean, and what of him is told beside the id."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct, structs

from voronka.domain.catalogs import PRODUCTS, SUPPLIERS
from voronka.domain.facts import Facts
from voronka.domain.fields.composites import REQUISITES
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import is_empty
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.kinds import BY_PLURAL, Kind

PEOPLE = (Kind.CONTACT, Kind.COMPANY)
SEARCHED = {"contacts": (Kind.CONTACT,), "companies": (Kind.COMPANY,)}


class Reference(Struct, frozen=True):
    """`path`: where in the value the id stands; `kinds`: what it may be the id of, the likelier first.
    `catalogs`: of an element, in which ones it may be."""

    path: str
    kinds: tuple[Kind, ...]
    id: int
    catalogs: tuple[int, ...] = ()


def reference_of(field: Field, write: ValueWrite, facts: Facts) -> Reference | None:
    """None when the value names nobody; what has a wrong type is left to the shape to refuse."""
    find = FINDERS.get(field.type)
    return find(field, write, facts) if find else None


def is_meant(reference: Reference, kind: Kind, record: Any, facts: Facts) -> bool:
    """What is in a list that is switched off is not there."""
    return kind != Kind.ELEMENT or (record.catalog_id in reference.catalogs and record.catalog_id in facts.catalogs)


def held_in(record: Any, field: Field, reference: Reference) -> dict[str, Any] | None:
    """The value of the record's field that names the same one already."""
    key, kinds = reference.path.rpartition(".")[2], (None, *(kind.plural for kind in reference.kinds))
    values = [] if record is None else record.custom_fields.get(str(field.id), [])
    same = (value for value in values if _whole(value.get(key)) == reference.id)
    return next((value for value in same if value.get("entity_type") in kinds), None)


def known_of(field: Field, kind: Kind, record: Any, facts: Facts) -> dict[str, Any]:
    """Name of the record, and of a payer his requisites."""
    known: dict[str, Any] = {"name": record.name, "entity_type": kind.plural}
    if kind == Kind.ELEMENT:
        known["catalog_id"] = record.catalog_id
    return known | _requisites(kind, record, facts) if field.type == "payer" else known


def completed(field: Field, write: ValueWrite, known: dict[str, Any]) -> ValueWrite:
    """With what is known of the record, where the writer said nothing of it; other types tell the id alone."""
    if field.type not in ("linked_entity", "payer"):
        return write
    sent = {key: value for key, value in write.value.items() if value not in (None, "")}
    return structs.replace(write, value={**known, **sent})


def _requisites(kind: Kind, record: Any, facts: Facts) -> dict[str, Any]:
    """Those of the first legal person on the card."""
    for field in facts.fields_of(kind).by_id.values():
        held = record.custom_fields.get(str(field.id)) if field.type == "legal_entity" else None
        if held:
            return {key: held[0][key] for key in REQUISITES if held[0].get(key) is not None}
    return {}


def _linked(field: Field, write: ValueWrite, facts: Facts) -> Reference | None:
    value: dict[str, Any] = write.value if isinstance(write.value, dict) else {}
    id, search = _named(value), field.settings.get("search_in", "")
    catalog_id = _whole(value.get("catalog_id")) or (int(search) if search.isdecimal() else 0)
    kind = BY_PLURAL.get(str(value.get("entity_type") or ""))
    if kind is None and catalog_id:
        kind = Kind.ELEMENT
    kinds = (kind,) if kind else SEARCHED.get(search, PEOPLE)
    catalogs = (catalog_id,) if catalog_id else tuple(facts.catalogs)
    return None if id is None else Reference("value.entity_id", kinds, id, catalogs)


def _payer(_field: Field, write: ValueWrite, _facts: Facts) -> Reference | None:
    value: dict[str, Any] = write.value if isinstance(write.value, dict) else {}
    id, kind = _named(value), BY_PLURAL.get(str(value.get("entity_type") or ""))
    return None if id is None else Reference("value.entity_id", (kind,) if kind else PEOPLE, id)


def _supplier(_field: Field, write: ValueWrite, facts: Facts) -> Reference | None:
    id = _named(write.value) if isinstance(write.value, dict) else None
    held = tuple(catalog.id for catalog in facts.catalogs.values() if catalog.type == SUPPLIERS)
    return None if id is None else Reference("value.entity_id", (Kind.ELEMENT,), id, held)


def _product(_field: Field, write: ValueWrite, facts: Facts) -> Reference | None:
    """Lines need no product; one that is named is a product of the account."""
    id = write.value.get("product_id") if isinstance(write.value, dict) else None
    held = tuple(catalog.id for catalog in facts.catalogs.values() if catalog.type == PRODUCTS)
    return None if is_empty(id) else Reference("value.product_id", (Kind.ELEMENT,), _whole(id), held)


def _step(_field: Field, write: ValueWrite, _facts: Facts) -> Reference | None:
    id, catalog_id = _whole(write.catalog_element_id), _whole(write.catalog_id)
    return Reference("catalog_element_id", (Kind.ELEMENT,), id, (catalog_id,)) if id and catalog_id else None


def _named(value: dict[str, Any]) -> int | None:
    """None when nobody is named; what cannot be an id is nobody's either, so it is refused."""
    id = value.get("entity_id")
    return None if is_empty(id) else _whole(id)


def _whole(value: Any) -> int:
    """Ids come as numbers as often as texts; 0 is nobody."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 19:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else 0


FINDERS: dict[str, Callable[[Field, ValueWrite, Facts], Reference | None]] = {
    "chained_list": _step,
    "items": _product,
    "linked_entity": _linked,
    "payer": _payer,
    "supplier": _supplier,
}
