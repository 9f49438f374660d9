"""The parts of a written record that all records share. A null is the same as nothing sent, except where it clears."""

from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent
from voronka.base.money import to_minor
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.records import TagWrite

T = TypeVar("T")


def given(value: T | UnsetType | None) -> T | Absent:
    return ABSENT if value is None or value is UNSET else value


def patched(value: T | UnsetType) -> T | Absent:
    """Where null is a value of its own: it takes away what was there."""
    return ABSENT if isinstance(value, UnsetType) else value


def seconds(value: float | UnsetType | None) -> int | Absent:
    """Clients send floats; the fraction is cut off."""
    return ABSENT if value is None or isinstance(value, UnsetType) else int(value)


def money(value: float | UnsetType | None) -> int | Absent:
    """Whole units outside, minor ones inside."""
    amount = given(value)
    return ABSENT if isinstance(amount, Absent) else to_minor(amount)


def none(value: T | UnsetType | None) -> T | None:
    return None if value is UNSET else value


def shared_from_wire(item: Any, call: Call) -> dict[str, Any]:
    """What every record's change takes from the wire, by the names of RecordChange."""
    embedded = none(item.embedded)
    return {
        "name": given(item.name),
        **signed_from_wire(item, call),
        "custom_fields": fields_from_wire(item.custom_fields_values),
        "tags_to_add": tags_from_wire(given(item.tags_to_add)),
        "tags_to_delete": tags_from_wire(given(getattr(item, "tags_to_delete", UNSET))),
        "tags": ABSENT if embedded is None else tags_from_wire(_replacing(embedded.tags)),
    }


def signed_from_wire(item: Any, call: Call) -> dict[str, Any]:
    """By the names of SignedChange."""
    return {
        "id": id_of(item, call),
        "responsible_user_id": given(item.responsible_user_id),
        "created_by": given(item.created_by),
        "updated_by": given(item.updated_by),
        "created_at": seconds(item.created_at),
        "updated_at": seconds(item.updated_at),
    }


def id_of(item: Any, call: Call) -> int:
    """Of one thing the path says which, and an `id` in its body is ignored; what is new has none."""
    return call.path.get("id") or getattr(item, "id", 0)


def _replacing(tags: Any) -> Any:
    """Here alone null is a word of its own: it takes all tags off."""
    return [] if tags is None else tags


def fields_from_wire(values: Any) -> list[FieldWrite] | Absent:
    values = given(values)
    return ABSENT if values is ABSENT else [_field(item) for item in values]


def _field(item: Any) -> FieldWrite:
    values = none(item.values)
    written = None if values is None else [_value(value) for value in values]
    return FieldWrite(field_id=none(item.field_id), field_code=none(item.field_code), values=written)


def _value(item: Any) -> ValueWrite:
    return ValueWrite(
        value=none(item.value),
        enum_id=none(item.enum_id),
        enum_code=none(item.enum_code),
        catalog_id=none(item.catalog_id),
        catalog_element_id=none(item.catalog_element_id),
    )


def tags_from_wire(tags: Any) -> list[TagWrite] | Absent:
    return ABSENT if tags is ABSENT else [TagWrite(id=none(tag.id), name=none(tag.name)) for tag in tags]
