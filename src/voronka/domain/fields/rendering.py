"""Stored values as the timeline's events and the webhooks tell them."""

from collections.abc import Mapping, Sequence
from typing import Any

from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.types import TYPES


def event_values(field: Field, stored: Sequence[Any]) -> list[dict[str, Any]]:
    """One side (before or after) of custom_field_value_changed: one element a value."""
    type_ = TYPES[field.type]
    return [
        {
            "custom_field_value": {
                "field_id": field.id,
                "field_type": type_.legacy_id,
                "enum_id": type_.shape.option_id(value),
                "text": type_.shape.text(field, value),
            }
        }
        for value in type_.shape.alive(field, stored)
    ]


def webhook_fields(fields: FieldSet, stored: Mapping[str, list[Any]] | None) -> list[dict[str, Any]]:
    """`custom_fields` of a webhook: empty fields are left out, `code` is there only when the field has one."""
    known = ((fields.by_id.get(int(id)), values) for id, values in (stored or {}).items())
    held = ((field, TYPES[field.type].shape.alive(field, values)) for field, values in known if field)
    return [webhook_field(field, values) for field, values in held if values]


def webhook_field(field: Field, stored: Sequence[Any]) -> dict[str, Any]:
    shape = TYPES[field.type].shape
    told: dict[str, Any] = {
        "id": field.id,
        "name": field.name,
        "values": [shape.told(field, value) for value in stored],
    }
    return told | {"code": field.code} if field.code else told
