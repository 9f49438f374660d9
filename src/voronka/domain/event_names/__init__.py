"""What the types of events are called, in the languages that amoCRM speaks of them."""

from collections.abc import Iterator

from msgspec import Struct

from voronka.domain.event_names import en, es, pt, ru
from voronka.domain.event_types import ANY_FIELD, NUMBERS, of_field
from voronka.domain.facts import Facts

NAMES = {"ru": ru.NAMES, "en": en.NAMES, "es": es.NAMES, "pt": pt.NAMES}
OF_FIELD = {"ru": ru.OF_FIELD, "en": en.OF_FIELD, "es": es.OF_FIELD, "pt": pt.OF_FIELD}
DEFAULT = "en"


class EventType(Struct, frozen=True):
    key: str
    number: int
    name: str


def types_of(facts: Facts, language: str) -> Iterator[EventType]:
    """All types, and one for every custom field of the account."""
    spoken = language if language in NAMES else DEFAULT
    for key, number in NUMBERS.items():
        yield EventType(key, number, NAMES[spoken][key])
    for fields in facts.fields.values():
        for field in fields.by_id.values():
            yield EventType(of_field(field.id), NUMBERS[ANY_FIELD], OF_FIELD[spoken].format(name=field.name))
