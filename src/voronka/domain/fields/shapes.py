"""What a type of field must be able to do with its values. About six shapes serve all types; types.py is the table.

Stored, a field's values are a list of: text ("str"), number (canonical decimal text), flag (bool), moment (unix
seconds), choice (option id), labelled text ([text, option id]) or a composite (dict of known keys).
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from voronka.base.folding import fold
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.writes import ValueWrite

Reader = Callable[[list[Any]], list[Any]]
IndexRow = tuple[str | None, float | None]

NOTHING: Final = object()

INDEXED_LETTERS = 200


class Spot:
    """Where in the request a value stands, and in which time zone its days are. The path is only built for a fault."""

    __slots__ = ("path", "place", "problems", "timezone")

    def __init__(self, problems: Problems, place: int, path: str, timezone: str) -> None:
        self.problems = problems
        self.place = place
        self.path = path
        self.timezone = timezone

    def refuse(self, key: str, rule: Rule, expected: str = "") -> Any:
        self.problems.add(self.place, f"{self.path}.{key}" if key else self.path, rule, expected)
        return NOTHING


class Shape:
    """The behaviour of a plain text-like value; each shape overrides what differs."""

    filters_by_range = False
    filterable = True
    is_looked_up = False  # indexed although no filter asks for it
    searchable = True

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        """The stored form of one written value, NOTHING when it is empty or was refused at `spot`."""
        raise NotImplementedError

    def settle(self, values: list[Any]) -> list[Any]:
        """All values of one field together: the place to drop repeated ones."""
        return values

    def alive(self, field: Field, values: Sequence[Any]) -> Sequence[Any]:
        """Those of the stored values that still mean something."""
        return values

    def reader(self, field: Field) -> Reader:
        """Made once for a field, called for every record: values as v4 shows them."""
        return _plain

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        """By what a filter finds the value."""
        return text_rows(self.text(field, value))

    def searched(self, field: Field, value: Any) -> list[str]:
        """By which folded texts the full-text search finds the value."""
        return [fold(self.text(field, value))]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        """What a filter's value looks for among `index` rows: texts or numbers."""
        return [key for key, _ in text_rows(raw) if key is not None]

    def bound(self, field: Field, raw: str, spot: Spot, *, lower: bool) -> float | None:
        """One end of a filter's range."""
        raise NotImplementedError

    def text(self, field: Field, value: Any) -> str:
        """The value in words, for events and search."""
        return str(value)

    def option_id(self, value: Any) -> int | None:
        """The option that a value names, if it does."""
        return None

    def told(self, field: Field, value: Any) -> Any:
        """The value as a webhook tells it."""
        return {"value": self.text(field, value)}


def _plain(values: list[Any]) -> list[Any]:
    """Most fields hold one value, and a comprehension would cost more than what it makes."""
    return [{"value": values[0]}] if len(values) == 1 else [{"value": value} for value in values]


def text_rows(text: str) -> list[IndexRow]:
    folded = fold(text[: 2 * INDEXED_LETTERS])[:INDEXED_LETTERS]
    return [(folded, None)] if folded else []


def is_empty(value: Any) -> bool:
    return value is None or value == ""
