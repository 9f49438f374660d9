"""If-Modified-Since: only what changed after a moment."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

HEADER = "if-modified-since"


def modified_since(headers: Mapping[str, str]) -> int | None:
    """RFC 1123, in UTC where no zone is named, or Unix seconds, as one client sends them. What is neither is no
    condition, as HTTP has it."""
    header = headers.get(HEADER, "").strip()
    if header.isdecimal():
        return int(header[:18])
    try:
        moment = parsedate_to_datetime(header) if header else None
        return None if moment is None else int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None
