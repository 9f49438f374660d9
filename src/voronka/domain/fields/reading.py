"""Stored values → `custom_fields_values` of v4. Pages of 250 records pass here, so each field is prepared once."""

from collections.abc import Mapping
from typing import Any

from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.shapes import Reader
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind


def to_wire(fields: FieldSet, stored: Mapping[str, list[Any]] | None) -> list[dict[str, Any]] | None:
    """None when no field holds a value. What a deleted field or option left behind is passed over."""
    if not stored:
        return None
    prepared = fields.prepared or _prepare(fields)
    items: list[dict[str, Any]] = []
    for id, values in stored.items():
        if id in prepared:
            head, read = prepared[id]
            if shown := read(values):
                item = head.copy()
                item["values"] = shown
                items.append(item)
    return items or None


def _prepare(fields: FieldSet) -> dict[str, tuple[dict[str, Any], Reader]]:
    for field in fields.by_id.values():
        fields.prepared[str(field.id)] = _head(field), TYPES[field.type].shape.reader(field)
    return fields.prepared


def _head(field: Field) -> dict[str, Any]:
    head: dict[str, Any] = {
        "field_id": field.id,
        "field_name": field.name,
        "field_code": field.code,
        "field_type": field.type,
    }
    if field.entity_type == Kind.LEAD:
        head["is_computed"] = False
    return head
