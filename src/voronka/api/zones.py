"""Time zones as accounts show them."""

from datetime import datetime
from zoneinfo import ZoneInfo


def offset_of(timezone: str, now: int) -> str:
    """`+03:00`: how far from UTC it is at this moment."""
    return datetime.fromtimestamp(now, ZoneInfo(timezone)).isoformat()[-6:]
