"""One cell's text → a value of its type. `Bad` says what is wrong with it."""

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from voronka.base.money import to_minor


class Bad(ValueError):
    """A text that cannot be what its column is said to be."""


UNIX = "unix"

_SIGNS = re.compile(r"[\s\u00a0\u202f$€£¥₽']|руб\.?|р\.", re.IGNORECASE)
_NUMBER = {
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"),
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
}
_LONGEST_NUMBER = 30

YES = frozenset({"1", "true", "yes", "y", "x", "+", "да", "истина", "✓"})
NO = frozenset({"0", "false", "no", "n", "-", "нет", "ложь"})


def number(text: str, decimal: str) -> str:
    """`1 054,50` → `1054.50`: spaces, thousands separators and currency signs are taken off."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return text
    bare = _SIGNS.sub("", text)
    if len(bare) > _LONGEST_NUMBER or not _NUMBER[decimal].fullmatch(bare):
        raise Bad(f"«{text}» is not a number")
    return bare.replace(",", "") if decimal == "." else bare.replace(".", "").replace(",", ".")


def money(text: str, decimal: str) -> int:
    return to_minor(number(text, decimal))


@lru_cache(16_384)
def moment(text: str, format: str, timezone: str) -> int:
    """Unix seconds; a day alone is its first second in the time zone."""
    try:
        if format == UNIX:
            return int(float(text))
        parsed = _parsed(text, format)
        return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=ZoneInfo(timezone))).timestamp())
    except (ValueError, OverflowError):
        raise Bad(_no_date(text, format)) from None


@lru_cache(16_384)
def day(text: str, format: str) -> str:
    """The day as the calendar shows it, whatever the time zone."""
    try:
        return _parsed(text, format).date().isoformat()
    except ValueError:
        raise Bad(_no_date(text, format)) from None


def _parsed(text: str, format: str) -> datetime:
    return datetime.strptime(text, format) if format else datetime.fromisoformat(text)  # noqa: DTZ007  # callers add it


def _no_date(text: str, format: str) -> str:
    return f"«{text}» is not a date of the form {format or 'YYYY-MM-DD'}"


def flag(text: str) -> bool:
    folded = text.casefold()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise Bad(f"«{text}» is neither yes nor no")


def phone(text: str) -> str:
    if not any(letter.isdigit() for letter in text):
        raise Bad(f"«{text}» is not a phone number")
    return text


def email(text: str) -> str:
    name, at, domain = text.partition("@")
    if not (name and at and domain) or any(letter.isspace() for letter in text):
        raise Bad(f"«{text}» is not an e-mail address")
    return text


def parts(text: str, separator: str) -> list[str]:
    """What one cell lists, each once; without a separator it lists one thing."""
    if not separator or separator not in text:
        return [text] if text else []
    return list(dict.fromkeys(part.strip() for part in text.split(separator) if part.strip()))
