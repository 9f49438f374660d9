"""Written values → stored values, every fault named by its path; and which required fields are still empty."""

from collections.abc import Sequence
from typing import Any

from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.shapes import NOTHING, Spot
from voronka.domain.fields.types import TYPES
from voronka.domain.fields.writes import FieldWrite

Stored = dict[str, list[Any]]

KEY = "custom_fields_values"


def resolve(
    fields: FieldSet, writes: Sequence[FieldWrite], item: int, problems: Problems, *, timezone: str, key: str = KEY
) -> Stored:
    """Per written field (by id, as text) what is to be stored; an empty list: the field is cleared.

    `item` and `key` say where in the request the writes stand. A field written twice keeps the last writing.
    """
    taken: Stored = {}
    for place, write in enumerate(writes):
        field = _find(fields, write, item, problems, f"{key}.{place}")
        if field is not None and TYPES[field.type].writable:
            taken[str(field.id)] = _take_all(field, write, item, problems, f"{key}.{place}.values", timezone)
    return taken


def missing_required(fields: FieldSet, stored: Stored, pipeline_id: int, status_id: int) -> list[Field]:
    """Fields that have to be filled before a lead may stand in this status."""
    demanding = (field for field in fields.by_id.values() if field.required_statuses)
    needed = (field for field in demanding if _is_required(field, pipeline_id, status_id))
    return [field for field in needed if not _is_filled(field, stored.get(str(field.id), []))]


def named(fields: FieldSet, write: FieldWrite) -> Field | None:
    if write.field_id is not None:
        return fields.by_id.get(write.field_id)
    return fields.by_code.get(write.field_code) if write.field_code else None


def missing_on_element(fields: FieldSet, stored: Stored) -> list[Field]:
    """What an element of the vendor's own catalogs cannot do without. Of the account's own fields the flag binds
    people at the card (unconfirmed): integrations that never knew of it would be refused."""
    needed = (field for field in fields.by_id.values() if field.is_required and field.is_predefined)
    return [field for field in needed if not _is_filled(field, stored.get(str(field.id), []))]


def _find(fields: FieldSet, write: FieldWrite, item: int, problems: Problems, path: str) -> Field | None:
    if write.field_id is None and not write.field_code:
        problems.add(item, f"{path}.field_id", Rule.MISSING)
        return None
    field = named(fields, write)
    if field is None:
        key = "field_code" if write.field_id is None else "field_id"
        problems.add(item, f"{path}.{key}", Rule.UNKNOWN_CHOICE)
    return field


def _take_all(field: Field, write: FieldWrite, item: int, problems: Problems, path: str, timezone: str) -> list[Any]:
    type_ = TYPES[field.type]
    taken: list[Any] = []
    for place, value in enumerate(write.values or ()):
        stored = type_.shape.take(field, value, Spot(problems, item, f"{path}.{place}", timezone))
        if stored is not NOTHING:
            taken.append(stored)
    settled = type_.shape.settle(taken)
    if len(settled) > type_.most:
        problems.add(item, path, Rule.TOO_MANY, str(type_.most))
    return settled


def _is_filled(field: Field, values: list[Any]) -> bool:
    return any(value is not False for value in TYPES[field.type].shape.alive(field, values))


def _is_required(field: Field, pipeline_id: int, status_id: int) -> bool:
    return any(
        where["status_id"] == status_id and where["pipeline_id"] == pipeline_id for where in field.required_statuses
    )
