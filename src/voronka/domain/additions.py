"""What a repetition may add to what was there first: that keeps what it has, what it lacks is filled, tags are added,
and so are phones and e-mails, of which one can have several."""

from typing import Any, TypeVar

from msgspec import Struct

from voronka.base.absent import ABSENT, or_else
from voronka.domain.duplicates import key_of
from voronka.domain.fields.definition import FieldSet
from voronka.domain.fields.reading import to_wire
from voronka.domain.fields.resolving import named
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.records import Record, RecordChange, Stored, TagWrite

MULTIPLE = "multitext"
NOTHING_SENT = ValueWrite()  # all nulls: some clients write so of every field they know

Change = TypeVar("Change", bound=RecordChange)


class Taken(Struct, frozen=True):
    """One field of a draft, as it is written: the values at these `places` stand behind those that the record has."""

    field: int  # its place in the draft
    write: FieldWrite
    behind: int
    places: list[int]

    def sent_at(self, number: int) -> str | None:
        return str(self.places[number - self.behind]) if number >= self.behind else None


class Holding:
    """The fields of a record, with what one repetition after another adds to them: the first one counts."""

    def __init__(self, record: Record, fields: FieldSet) -> None:
        self._fields = fields
        self._filled = {int(id) for id in record.custom_fields}
        several = {str(field.id) for field in fields.by_id.values() if field.type == MULTIPLE}
        held = {id: values for id, values in record.custom_fields.items() if id in several}
        self._texts = {write.field_id: write.values or [] for write in as_written(held, fields)}

    def take(self, draft: RecordChange) -> list[Taken]:
        sent = enumerate(or_else(draft.custom_fields, []))
        return [taken for place, write in sent if (taken := self._take(place, write))]

    def _take(self, place: int, write: FieldWrite) -> Taken | None:
        field, values = named(self._fields, write), write.values or []
        if field is None:  # it is refused where it is written
            return Taken(place, write, 0, [])
        held = self._texts.get(field.id, [])
        if field.id in self._filled and not held:
            return None
        known = {_key(value) for value in held}
        places = [number for number, value in enumerate(values) if not held or _key(value) not in known]
        whole = [*held, *(values[number] for number in places)]
        if held and not places:
            return None
        if any(value != NOTHING_SENT for value in whole):
            self._filled.add(field.id)
        if field.type == MULTIPLE:
            self._texts[field.id] = whole
        return Taken(place, FieldWrite(field_id=field.id, values=whole), len(held), places)


class Origin(Struct, frozen=True):
    """Where in its draft each part of an addition was sent."""

    fields: list[Taken]
    replacing: int  # so many of the added tags stood in `_embedded.tags`, before those of `tags_to_add`

    def sent_at(self, path: str) -> str:
        match path.split("."):
            case ["custom_fields_values", place, *rest]:
                taken = self.fields[int(place)]
                return ".".join(("custom_fields_values", str(taken.field), *_values_sent_at(taken, rest)))
            case ["tags_to_add", place, *rest] if int(place) < self.replacing:
                return ".".join(("_embedded.tags", place, *rest))
            case ["tags_to_add", place, *rest]:
                return ".".join(("tags_to_add", str(int(place) - self.replacing), *rest))
            case _:
                return path


def addition(change: type[Change], before: Record, draft: Change, holding: Holding) -> tuple[Change, Origin]:
    taken = holding.take(draft)
    added = change(id=before.id, custom_fields=[each.write for each in taken], tags_to_add=_added_tags(draft))
    return added, Origin(taken, len(or_else(draft.tags, [])))


def lead_addition(before: Lead, draft: LeadChange, holding: Holding) -> tuple[LeadChange, Origin]:
    added, origin = addition(LeadChange, before, draft, holding)
    if not before.price and draft.price is not ABSENT:
        added.price = draft.price
    return added, origin


def as_written(stored: Stored, fields: FieldSet) -> list[FieldWrite]:
    """What one record holds, as it is written into another."""
    return [
        FieldWrite(field_id=shown["field_id"], values=[ValueWrite(**_sent(value)) for value in shown["values"]])
        for shown in to_wire(fields, stored) or ()
    ]


def _key(value: ValueWrite) -> str | None:
    return key_of(value.value) if isinstance(value.value, str) else None


def _values_sent_at(taken: Taken, rest: list[str]) -> list[str]:
    match rest:
        case ["values", number, *more]:
            place = taken.sent_at(int(number))
            return ["values", place, *more] if place else ["values"]
        case _:
            return rest


def _sent(value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in ValueWrite.__struct_fields__ if key in value}


def _added_tags(draft: RecordChange) -> list[TagWrite]:
    return [*or_else(draft.tags, []), *or_else(draft.tags_to_add, [])]
