"""Segments: groups of customers, with a colour and custom fields of their own."""

from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Rule
from voronka.domain.fields.resolving import resolve
from voronka.domain.fields.writes import FieldWrite
from voronka.domain.kinds import Kind
from voronka.domain.naming import checked_name
from voronka.domain.records import Stored, changed_fields

if TYPE_CHECKING:  # the moment knows the facts, and segments are among them
    from voronka.domain.saving import Moment

SEGMENTS_AT_MOST = 100
FIELDS_AT_MOST = 30

# fmt: off
COLORS = (
    "10599d", "2176ff", "006acc", "07a0c3", "247ba0", "177e89", "046e8f", "598381", "0c7c59", "495f41", "00a44b",
    "08605f", "bf2600", "06d6a0", "e14945", "79b473", "ae003f", "a2ad59", "cd0f53", "8e936d", "832161", "2e5339",
    "bf126f", "6f7c12", "ff5376", "dd1c1a", "bb304e", "631d76", "9d2b32", "4a001f", "b118c8", "6a0f49", "6610f2",
    "b38a58", "8963ba", "4b3666", "932f6d", "6b2d5c", "6461a0", "4f517d",
)
# fmt: on


class Segment(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    color: str
    available_products_price_types: list[int]
    bonus_points_conversion_rate: float | None  # points for each hundred of a purchase
    # per cent of a purchase that points may pay: kept for the till, as who redeems names no purchase on the wire
    bonus_points_max_discount: float | None
    custom_fields: Stored
    created_at: int
    updated_at: int


class Counted(Struct, frozen=True):
    """A segment with the number of its customers."""

    segment: Segment
    customers: int


class SegmentWrite(Struct, kw_only=True):
    name: str | Absent = ABSENT
    color: str | Absent = ABSENT
    available_products_price_types: list[int] | Absent = ABSENT
    bonus_points_conversion_rate: float | Absent | None = ABSENT
    bonus_points_max_discount: float | Absent | None = ABSENT
    custom_fields: list[FieldWrite] | Absent = ABSENT


def make(write: SegmentWrite, id: int, moment: "Moment") -> Segment:
    blank = Segment(
        id=id,
        name="",
        color=COLORS[0],
        available_products_price_types=[],
        bonus_points_conversion_rate=None,
        bonus_points_max_discount=None,
        custom_fields={},
        created_at=moment.now,
        updated_at=moment.now,
    )
    return _written(blank, write, checked_name(write.name, None, moment.problems, 0), moment)


def apply(before: Segment, write: SegmentWrite, moment: "Moment") -> Segment:
    stamped = structs.replace(before, updated_at=moment.now)
    return _written(stamped, write, checked_name(write.name, before.name, moment.problems, 0), moment)


def _written(before: Segment, write: SegmentWrite, name: str, moment: "Moment") -> Segment:
    color = or_else(write.color, before.color).lower()
    if color not in COLORS:
        moment.problems.add(0, "color", Rule.UNKNOWN_CHOICE)
    prices = or_else(write.available_products_price_types, before.available_products_price_types)
    if write.available_products_price_types is not ABSENT:
        _check_prices(prices, moment)
    points: dict[str, Any] = {
        key: value
        for key in ("bonus_points_conversion_rate", "bonus_points_max_discount")
        if (value := getattr(write, key)) is not ABSENT
    }
    fields = changed_fields(before.custom_fields, _fields(write, moment))
    return structs.replace(
        before, name=name, color=color, available_products_price_types=prices, custom_fields=fields, **points
    )


def _check_prices(prices: list[int], moment: "Moment") -> None:
    """Price fields, of whichever list has them."""
    of_elements = [held for (kind, _), held in moment.facts.fields.items() if kind == Kind.ELEMENT]
    known = {id for held in of_elements for id, field in held.by_id.items() if field.type == "price"}
    for place, id in enumerate(prices):
        if id not in known:
            moment.problems.add(0, f"available_products_price_types.{place}", Rule.UNKNOWN_CHOICE)


def _fields(write: SegmentWrite, moment: "Moment") -> Stored:
    if write.custom_fields is ABSENT:
        return {}
    fields = moment.facts.fields_of(Kind.SEGMENT)
    return resolve(fields, write.custom_fields, 0, moment.problems, timezone=moment.settings.timezone)
