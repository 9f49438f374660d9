"""Duplicate control: by what two contacts are the same."""

from voronka.base.absent import or_else
from voronka.base.folding import digits, fold, looks_like_phone, phone_key
from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.resolving import named
from voronka.domain.records import RecordChange

CODES = ("PHONE", "EMAIL")
SHORTEST = 5  # digits of a phone: below it there are «нет», «-» and extensions, which many people share


def identifying_fields(fields: FieldSet) -> list[Field]:
    return [fields.by_code[code] for code in CODES if code in fields.by_code]


def identifying_keys(change: RecordChange, fields: FieldSet) -> list[str]:
    """Phones and e-mails of a new contact, as the value index holds them."""
    known = identifying_fields(fields)
    texts = [
        value.value
        for write in or_else(change.custom_fields, [])
        if named(fields, write) in known
        for value in write.values or ()
        if isinstance(value.value, str)
    ]
    return [key_of(text) for text in texts if "@" in text or len(digits(text)) >= SHORTEST]


def key_of(text: str) -> str:
    """One key for all spellings."""
    return phone_key(text) if looks_like_phone(text) else fold(text)
