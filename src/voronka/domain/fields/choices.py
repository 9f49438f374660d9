"""One option or several out of a list or a tree; stored as option ids."""

from collections.abc import Sequence
from typing import Any

from voronka.base.folding import fold
from voronka.domain.errors import Rule
from voronka.domain.fields.definition import Enum, Field
from voronka.domain.fields.shapes import NOTHING, IndexRow, Reader, Shape, Spot, is_empty
from voronka.domain.fields.writes import ValueWrite


class Choice(Shape):
    searchable = False  # options get renamed; a search for one is a filter by it

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if is_empty(write.value) and write.enum_id is None and write.enum_code is None:
            return NOTHING
        option = find_option(field, write, spot)
        return NOTHING if option is None else option.id

    def settle(self, values: list[Any]) -> list[Any]:
        return list(dict.fromkeys(values))

    def alive(self, field: Field, values: Sequence[Any]) -> Sequence[Any]:
        """An option that was deleted takes the values with it, though the records keep its id."""
        held = {option.id for option in field.options()}
        return [id for id in values if id in held]

    def reader(self, field: Field) -> Reader:
        shown = {
            option.id: {"value": option.value, "enum_id": option.id, "enum_code": option.code}
            for option in field.options()
        }
        return lambda values: [shown[id] for id in values if id in shown]

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return [(None, value)]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        folded = fold(raw)
        by_id = [option for option in field.options() if str(option.id) == raw.strip()]
        found = by_id or [option for option in field.options() if fold(option.value) == folded]
        if not found:
            spot.refuse("", Rule.UNKNOWN_CHOICE)
        return [float(option.id) for option in found]

    def text(self, field: Field, value: Any) -> str:
        return next((option.value for option in field.options() if option.id == value), "")

    def option_id(self, value: Any) -> int | None:
        return value

    def told(self, field: Field, value: Any) -> Any:
        return {"value": self.text(field, value), "enum": value}


def find_option(field: Field, write: ValueWrite, spot: Spot) -> Enum | None:
    """By id, else by code, else by exact text: what clients read they send back whole, so the id decides."""
    if write.enum_id is not None:
        return _by_id(field, write.enum_id, spot)
    if not is_empty(write.enum_code):
        return _known(
            next((option for option in field.options() if option.code == write.enum_code), None), "enum_code", spot
        )
    return _by_value(field, write.value, spot)


def _by_id(field: Field, id: Any, spot: Spot) -> Enum | None:
    if isinstance(id, str) and id.isdecimal() and len(id) < 20:
        id = int(id)
    if not isinstance(id, int) or isinstance(id, bool):
        spot.refuse("enum_id", Rule.WRONG_TYPE, "int")
        return None
    return _known(next((option for option in field.options() if option.id == id), None), "enum_id", spot)


def _by_value(field: Field, value: Any, spot: Spot) -> Enum | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        spot.refuse("value", Rule.WRONG_TYPE, "string")
        return None
    return _known(next((option for option in field.options() if option.value == str(value)), None), "value", spot)


def _known(option: Enum | None, key: str, spot: Spot) -> Enum | None:
    if option is None:
        spot.refuse(key, Rule.UNKNOWN_CHOICE)
    return option
