"""`filter[custom_fields_values][ID]` → what to look for in the value index."""

from collections.abc import Sequence

from msgspec import Struct

from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import Shape, Spot
from voronka.domain.fields.types import TYPES

VALUES_AT_MOST = 250


class Range(Struct, frozen=True):
    """Both ends belong to the range; an end that is None or empty is open."""

    low: str | None = None
    high: str | None = None


class FieldFilter(Struct, frozen=True, kw_only=True):
    """A record matches when one of the field's index rows is among `texts` or `nums`, or lies within low..high."""

    field_id: int
    texts: list[str] = []
    nums: list[float] = []
    low: float | None = None
    high: float | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not None or self.high is not None


def filter_of(field: Field, raw: Sequence[str] | Range, problems: Problems, *, timezone: str) -> FieldFilter:
    shape = TYPES[field.type].shape
    path = f"filter.custom_fields_values.{field.id}"
    spot = Spot(problems, 0, path, timezone)
    if not shape.filterable:
        problems.add(0, path, Rule.UNEXPECTED)
        return FieldFilter(field_id=field.id)
    if isinstance(raw, Range):
        return _range(field, shape, raw, spot)
    if len(raw) > VALUES_AT_MOST:
        problems.add(0, path, Rule.TOO_MANY, str(VALUES_AT_MOST))
    return _values(field, shape, raw[:VALUES_AT_MOST], spot)


def _range(field: Field, shape: Shape, raw: Range, spot: Spot) -> FieldFilter:
    if not shape.filters_by_range:
        spot.refuse("", Rule.UNEXPECTED)
        return FieldFilter(field_id=field.id)
    low = shape.bound(field, raw.low, spot, lower=True) if raw.low else None
    high = shape.bound(field, raw.high, spot, lower=False) if raw.high else None
    return FieldFilter(field_id=field.id, low=low, high=high)


def _values(field: Field, shape: Shape, raw: Sequence[str], spot: Spot) -> FieldFilter:
    sought = [key for text in raw for key in shape.sought(field, text, spot)]
    texts = [key for key in sought if isinstance(key, str)]
    return FieldFilter(field_id=field.id, texts=texts, nums=[key for key in sought if not isinstance(key, str)])
