"""Values of custom fields, both ways: v2's `value`, `enum` and `subtype` against the stored forms of domain/fields."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape, unescape
from typing import Any
from zoneinfo import ZoneInfo

from voronka.base.absent import ABSENT, Absent
from voronka.domain.fields.definition import Field
from voronka.domain.fields.types import TYPES
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.services.work import Work

Wire = dict[str, Any]

DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(.*)")
SHORT_TIME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(.*))?")
TEXTS = frozenset({"text", "textarea", "url", "streetaddress", "tracking_data", "org_legal_name"})
CHOICES = frozenset({"select", "multiselect", "radiobutton", "category"})
OBJECTS = frozenset({"legal_entity", "items", "linked_entity", "file", "payer", "supplier"})


def from_wire(work: Work, kind: Kind, sent: Any, catalog_id: int = 0) -> list[FieldWrite] | Absent:
    """What was sent of custom fields, in the words of the domain; which field and value are wrong, it says itself."""
    if sent is ABSENT:
        return ABSENT
    known = work.facts.fields_of(kind, catalog_id).by_id
    return [
        FieldWrite(field_id=write.id, values=[*_values(known.get(write.id), write.values)] if write.values else [])
        for write in sent
    ]


def to_wire(work: Work, kind: Kind, stored: Any, catalog_id: int = 0, *, text_enums: bool = False) -> list[Wire]:
    """Fields that have a value. `text_enums`: ids of options as decimal texts, as companies show them."""
    known = work.facts.fields_of(kind, catalog_id).by_id
    zone = work.account.settings.timezone
    shown = (_field(known[int(id)], values, zone) for id, values in (stored or {}).items() if int(id) in known)
    found = [field for field in shown if field["values"]]
    if text_enums:
        for value in (value for field in found for value in field["values"] if "enum" in value):
            value["enum"] = str(value["enum"])
    return found


def _field(field: Field, stored: Sequence[Any], zone: str) -> Wire:
    alive = TYPES[field.type].shape.alive(field, stored)
    shown: Wire = {"id": field.id, "name": field.name}
    if field.code:
        shown["code"] = field.code
    read = READ.get(field.type, _plain)
    return shown | {"values": [read(field, value, zone) for value in alive], "is_system": field.is_predefined}


def _plain(field: Field, value: Any, zone: str) -> Wire:
    return {"value": value}


def _choice(field: Field, value: Any, zone: str) -> Wire:
    """Texts of options come as HTML, as PHP makes it: one client turns them back."""
    return {"value": escape(TYPES[field.type].shape.text(field, value)).replace("&#x27;", "'"), "enum": value}


def _labelled(field: Field, value: Any, zone: str) -> Wire:
    return {"value": value[0], "enum": value[1]}


def _address(field: Field, value: Any, zone: str) -> Wire:
    """By name, as it is documented to be written: a number would do for reading alone (unconfirmed)."""
    codes = {option.id: option.code or option.value for option in field.enums}
    return {"value": value[0], "subtype": codes.get(value[1], str(value[1]))}


def _flag(field: Field, value: Any, zone: str) -> Wire:
    return {"value": "1" if value else "0"}


def _moment(field: Field, value: Any, zone: str) -> Wire:
    moment = datetime.fromtimestamp(value, ZoneInfo(zone))
    return {"value": moment.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")}


READ: dict[str, Callable[[Field, Any, str], Wire]] = {
    **dict.fromkeys(CHOICES, _choice),
    "multitext": _labelled,
    "smart_address": _address,
    "checkbox": _flag,
    "date": _moment,
    "birthday": _moment,
    "date_time": _moment,
}


def _values(field: Field | None, sent: Sequence[Any]) -> list[ValueWrite]:
    """Of a field that is not there nothing is read: the domain refuses it by its id."""
    if field is None:
        return []
    flat = [each for item in sent for each in (item if isinstance(item, list) else [item])]
    return [_value(field, item if isinstance(item, dict) else {"value": item}) for item in flat]


def _value(field: Field, item: Wire) -> ValueWrite:
    value, enum = item.get("value"), item.get("enum") or None
    if field.type in CHOICES:
        return _choose(field, value, enum)
    if field.type == "multitext":
        return _labelled_write(field, _text(value), enum)
    if field.type == "smart_address":
        return _labelled_write(field, _text(value), item.get("subtype") or enum)
    if field.type == "chained_list":
        step = value if isinstance(value, dict) else item
        return ValueWrite(catalog_id=step.get("catalog_id"), catalog_element_id=step.get("catalog_element_id"))
    if field.type in OBJECTS:
        return ValueWrite(value=item if "value" not in item else value)
    if field.type in TEXTS:
        return ValueWrite(value=_text(value))
    if field.type in ("date", "birthday", "date_time"):
        return ValueWrite(value=_moment_text(value))
    return ValueWrite(value=value)


def _choose(field: Field, value: Any, enum: Any) -> ValueWrite:
    """An id in `value` before a text, a text before what `enum` says: clients send the id here and the text there."""
    options = field.options()
    ids = {str(option.id) for option in options}
    if str(value).strip() in ids:
        return ValueWrite(enum_id=int(value))
    if value is None or value == "":
        return ValueWrite(enum_id=enum)
    texts = [option.id for option in options if option.value in (str(value), unescape(str(value)))]
    if texts:
        return ValueWrite(enum_id=texts[0])
    return ValueWrite(enum_id=enum) if str(enum) in ids else ValueWrite(value=value)


def _labelled_write(field: Field, text: Any, label: Any) -> ValueWrite:
    """By name or by number; 0 and nothing are the first kind. Kinds that an account made itself have a name alone."""
    for option in field.options():
        if label is not None and label in (option.code, option.value):
            return ValueWrite(value=text, enum_id=option.id)
    number = str(label).strip() if label is not None else ""
    if number.isdecimal() and number.isascii() and len(number) < 19:
        return ValueWrite(value=text, enum_id=int(number) or None)
    return ValueWrite(value=text, enum_code=label)


def _text(value: Any) -> Any:
    """Numbers are texts here as often as not."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value) if isinstance(value, int | float) else value


def _moment_text(value: Any) -> Any:
    """Dates in the spellings that clients have, as the domain reads them; what is none stays to be refused."""
    text = value.strip() if isinstance(value, str) else value
    if not isinstance(text, str):
        return value
    if found := DAY_FIRST.fullmatch(text):
        text = f"{found[3]}-{found[2]}-{found[1]}{found[4]}"
    if found := SHORT_TIME.fullmatch(text):
        year, month, day, hour, minute, second, rest = found.groups()
        time = f"T{int(hour):02}:{minute}:{second or '00'}{(rest or '').strip()}" if hour else ""
        return f"{year}-{int(month):02}-{int(day):02}{time}"
    return text
