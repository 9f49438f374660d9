"""Numbers, kept as decimal text so that nothing is lost, and flags."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from voronka.domain.errors import Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import NOTHING, IndexRow, Shape, Spot, is_empty
from voronka.domain.fields.writes import ValueWrite

LARGEST = Decimal(10) ** 18
CENT = Decimal("0.01")
ROOMY = Context(prec=64)  # the largest price times the largest quantity, to the cent
SMALLEST_PART = Decimal(10) ** -8


class Number(Shape):
    filters_by_range = True

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if is_empty(write.value):
            return NOTHING
        number = take_decimal(write.value, spot)
        return NOTHING if number is None else canonical(number)

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return [(None, float(value))]

    def searched(self, field: Field, value: Any) -> list[str]:
        return [value]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        number = take_decimal(raw, spot, key="")
        return [] if number is None else [float(canonical(number))]

    def bound(self, field: Field, raw: str, spot: Spot, *, lower: bool) -> float | None:
        number = take_decimal(raw, spot, key="")
        return None if number is None else float(number)


class Flag(Shape):
    searchable = False
    YES = ("1", "true")
    NO = ("0", "false")

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if is_empty(write.value):
            return NOTHING
        flag = self.parse(write.value)
        return spot.refuse("value", Rule.WRONG_TYPE, "bool") if flag is None else flag

    def parse(self, value: Any) -> bool | None:
        if isinstance(value, bool | int | str):
            text = str(value).strip().lower()
            return True if text in self.YES else False if text in self.NO else None
        return None

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return [(None, float(value))]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        flag = self.parse(raw)
        if flag is None:
            spot.refuse("", Rule.WRONG_TYPE, "bool")
        return [] if flag is None else [float(flag)]

    def text(self, field: Field, value: Any) -> str:
        return "1" if value else "0"


def take_decimal(value: Any, spot: Spot, key: str = "value") -> Decimal | None:
    number = _decimal(value)
    if number is None:
        spot.refuse(key, Rule.WRONG_TYPE, "numeric")
    elif not -LARGEST < number < LARGEST:
        spot.refuse(key, Rule.TOO_HIGH if number > 0 else Rule.TOO_LOW, str(LARGEST))
        return None
    return number


def canonical(number: Decimal) -> str:
    """No exponent, no idle zeros, no minus before nothing."""
    if number != number.to_integral_value():
        number = number.quantize(SMALLEST_PART)
        return f"{number:f}".rstrip("0").rstrip(".") if number else "0"
    return str(int(number))


def to_cents(number: Decimal) -> Decimal:
    """Halves go up, as people count money."""
    return number.quantize(CENT, rounding=ROUND_HALF_UP, context=ROOMY)


def plain(number: Decimal) -> int | float:
    """As JSON has it: 2.0 pieces are 2. Beyond 53 bits a client would read another whole number anyway."""
    return int(number) if number == number.to_integral_value() and abs(number) < 2**53 else float(number)


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = value.strip() if isinstance(value, str) else repr(value)
    try:
        number = Decimal(text) if len(text) < 64 else Decimal("NaN")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
