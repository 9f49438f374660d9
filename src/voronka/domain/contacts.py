"""Contacts: people. A name, or a first and a last name joined in the account's order.

(unconfirmed) A name alone is not split: the vendor's samples show it beside empty parts, and who guessed would be wrong
about half of them.
"""

from typing import Any

from msgspec import structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Rule
from voronka.domain.kinds import Kind
from voronka.domain.records import Record, RecordChange
from voronka.domain.saving import NAME_AT_MOST, Moment, changed_values, new_values

LAST_NAME_FIRST = 2


class Contact(Record, frozen=True):
    first_name: str
    last_name: str
    is_unsorted: bool


class ContactChange(RecordChange, kw_only=True):
    first_name: str | Absent = ABSENT
    last_name: str | Absent = ABSENT
    is_unsorted: bool | Absent = ABSENT


def make(change: ContactChange, id: int, item: int, moment: Moment) -> Contact:
    values = new_values(Kind.CONTACT, change, id, item, moment)
    values |= {"first_name": "", "last_name": ""} | _names(change, item, moment)
    values["name"] = values["name"] or _joined(values["first_name"], values["last_name"], moment) or f"Контакт #{id}"
    return Contact(**values, is_unsorted=or_else(change.is_unsorted, False))


def apply(before: Contact, change: ContactChange, item: int, moment: Moment) -> Contact:
    values = changed_values(Kind.CONTACT, before, change, item, moment)
    names = _names(change, item, moment)
    first, last = names.get("first_name", before.first_name), names.get("last_name", before.last_name)
    is_renamed = (first, last) != (before.first_name, before.last_name)
    if is_renamed and values.get("name") in (None, "", before.name):
        # The whole follows its parts, as on the card, also when a client sends the old whole back beside a new part.
        values["name"] = _joined(first, last, moment) or before.name
    values["is_unsorted"] = or_else(change.is_unsorted, before.is_unsorted)
    return structs.replace(before, **values, **names)


def _names(change: ContactChange, item: int, moment: Moment) -> dict[str, Any]:
    parts = {"first_name": change.first_name, "last_name": change.last_name}
    names = {name: value for name, value in parts.items() if value is not ABSENT}
    for name, value in names.items():
        if len(value) > NAME_AT_MOST:
            moment.problems.add(item, name, Rule.TOO_LONG, str(NAME_AT_MOST))
    return names


def _joined(first: str, last: str, moment: Moment) -> str:
    parts = (last, first) if moment.settings.contact_name_display_order == LAST_NAME_FIRST else (first, last)
    return " ".join(part for part in parts if part)
