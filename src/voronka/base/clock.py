"""Seconds by a wall clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

DAY = 86_400
EARLIEST, LATEST = -62135500000, 253402200000


def local_time(seconds: int, timezone: str) -> datetime:
    """At the ends of the calendar a time zone would lead out of it."""
    return datetime.fromtimestamp(min(max(seconds, EARLIEST), LATEST), ZoneInfo(timezone))
