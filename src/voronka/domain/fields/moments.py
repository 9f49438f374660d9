"""Dates and times, stored as unix seconds; a date or a birthday is the midnight of its day where the account is.

(unconfirmed) Where else: people read a day off the card, and their clients send the midnight that people see.
"""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from voronka.domain.errors import Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import NOTHING, IndexRow, Shape, Spot, is_empty
from voronka.domain.fields.writes import ValueWrite

_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ].+)?")

EARLIEST = -62135596800  # the year 1
LATEST = 253402300799  # the year 9999


class Moment(Shape):
    filters_by_range = True
    searchable = False

    def __init__(self, *, is_day: bool) -> None:
        self.is_day = is_day

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if is_empty(write.value):
            return NOTHING
        seconds = self.parse(write.value, spot.timezone)
        return spot.refuse("value", Rule.WRONG_TYPE, "int") if seconds is None else seconds

    def parse(self, value: Any, timezone: str) -> int | None:
        try:
            seconds = _seconds(value, timezone)
            return midnight(seconds, timezone) if self.is_day and seconds is not None else seconds
        except (ValueError, OverflowError):
            return None

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return [(None, value)]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        seconds = self.bound(field, raw, spot, lower=True)
        return [] if seconds is None else [seconds]

    def bound(self, field: Field, raw: str, spot: Spot, *, lower: bool) -> float | None:
        seconds = self.parse(raw, spot.timezone)
        if seconds is None:
            spot.refuse("", Rule.WRONG_TYPE, "int")
        return seconds

    def told(self, field: Field, value: Any) -> Any:
        return value  # in webhooks a date stands bare, without a `value` key


def midnight(seconds: int, timezone: str) -> int:
    moment = datetime.fromtimestamp(seconds, ZoneInfo(timezone))
    return int(moment.replace(hour=0, minute=0, second=0, fold=0).timestamp())


def _seconds(value: Any, timezone: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            return _from_text(text, timezone)
        value = float(text)
    seconds = int(value)
    return seconds if EARLIEST <= seconds <= LATEST else None


def _from_text(text: str, timezone: str) -> int | None:
    """RFC 3339; without an offset, or a day alone, in the account's time zone."""
    if not _DATE.fullmatch(text):
        return None
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))).timestamp())
