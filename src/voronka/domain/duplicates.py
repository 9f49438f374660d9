"""Duplicate control: by what two contacts are the same, and what a repetition may add to what was there first."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from voronka.base.absent import ABSENT, or_else
from voronka.base.folding import fold, looks_like_phone, phone_key
from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.reading import to_wire
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.records import Record, RecordChange, Stored, TagWrite

CODES = ("PHONE", "EMAIL")


def identifying_fields(fields: FieldSet) -> list[Field]:
    return [fields.by_code[code] for code in CODES if code in fields.by_code]


def identifying_keys(change: RecordChange, fields: FieldSet) -> list[str]:
    """Phones and e-mails of a new contact, as the value index holds them."""
    known = {field.id for field in identifying_fields(fields)}
    texts = [
        value.value
        for write in or_else(change.custom_fields, [])
        if _field_id(write, fields) in known
        for value in write.values or ()
        if isinstance(value.value, str)
    ]
    return [phone_key(text) if looks_like_phone(text) else fold(text) for text in texts if text.strip()]


def _field_id(write: FieldWrite, fields: FieldSet) -> int | None:
    found = fields.by_code.get(write.field_code or "")
    return write.field_id if write.field_id is not None else found.id if found else None


def lead_addition(before: Lead, draft: LeadChange, fields: FieldSet) -> LeadChange:
    """The lead that was there keeps what it has; only what is empty is filled, tags are added."""
    addition = LeadChange(
        id=before.id, custom_fields=_empty_ones(before, draft, fields), tags_to_add=_added_tags(draft)
    )
    if not before.price and draft.price is not ABSENT:
        addition.price = draft.price
    return addition


def record_addition(before: Record, draft: RecordChange, fields: FieldSet, change: type[RecordChange]) -> RecordChange:
    return change(id=before.id, custom_fields=_empty_ones(before, draft, fields), tags_to_add=_added_tags(draft))


class Origin(Struct, frozen=True):
    """Where in its draft each part of an addition was sent."""

    fields: list[int]  # places of the fields that the record does not have yet
    replacing: int  # so many of the added tags stood in `_embedded.tags`, before those of `tags_to_add`

    def sent_at(self, path: str) -> str:
        match path.split("."):
            case ["custom_fields_values", place, *rest]:
                return ".".join(("custom_fields_values", str(self.fields[int(place)]), *rest))
            case ["tags_to_add", place, *rest] if int(place) < self.replacing:
                return ".".join(("_embedded.tags", place, *rest))
            case ["tags_to_add", place, *rest]:
                return ".".join(("tags_to_add", str(int(place) - self.replacing), *rest))
            case _:
                return path


def origin(before: Record, draft: RecordChange, fields: FieldSet) -> Origin:
    return Origin(_empty_places(before, draft, fields), len(or_else(draft.tags, [])))


def _empty_places(before: Record, draft: RecordChange, fields: FieldSet) -> list[int]:
    """Which of the draft's fields the record does not have yet."""
    writes: Iterable[FieldWrite] = or_else(draft.custom_fields, [])
    filled = before.custom_fields
    return [place for place, write in enumerate(writes) if str(_field_id(write, fields)) not in filled]


def _empty_ones(before: Record, draft: RecordChange, fields: FieldSet) -> list[FieldWrite]:
    writes: list[FieldWrite] = or_else(draft.custom_fields, [])
    return [writes[place] for place in _empty_places(before, draft, fields)]


def as_written(stored: Stored, fields: FieldSet) -> list[FieldWrite]:
    """What one record holds, as it is written into another."""
    return [
        FieldWrite(field_id=shown["field_id"], values=[ValueWrite(**_sent(value)) for value in shown["values"]])
        for shown in to_wire(fields, stored) or ()
    ]


def _sent(value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in ValueWrite.__struct_fields__ if key in value}


def _added_tags(draft: RecordChange) -> list[TagWrite]:
    return [*or_else(draft.tags, []), *or_else(draft.tags_to_add, [])]
