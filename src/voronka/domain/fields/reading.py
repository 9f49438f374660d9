"""Stored values → `custom_fields_values` of v4. Pages of 250 records pass here, so each field is prepared once."""

from collections.abc import Callable, Mapping
from typing import Any

from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind

ItemReader = Callable[[list[Any]], dict[str, Any] | None]


def to_wire(fields: FieldSet, stored: Mapping[str, list[Any]] | None) -> list[dict[str, Any]] | None:
    """None when no field holds a value. What a deleted field or option left behind is passed over."""
    if not stored:
        return None
    readers = fields.prepared or _prepare(fields)
    shown: list[dict[str, Any]] = []
    for id, values in stored.items():
        read = readers.get(id)
        if read is not None and (item := read(values)) is not None:
            shown.append(item)
    return shown or None


def _prepare(fields: FieldSet) -> dict[str, ItemReader]:
    fields.prepared.update({str(field.id): _item_reader(field) for field in fields.by_id.values()})
    return fields.prepared


def _item_reader(field: Field) -> ItemReader:
    head: dict[str, Any] = {
        "field_id": field.id,
        "field_name": field.name,
        "field_code": field.code,
        "field_type": field.type,
    }
    if field.entity_type == Kind.LEAD:
        head["is_computed"] = False
    read = TYPES[field.type].shape.reader(field)

    def read_item(values: list[Any]) -> dict[str, Any] | None:
        shown = read(values)
        return {**head, "values": shown} if shown else None

    return read_item
