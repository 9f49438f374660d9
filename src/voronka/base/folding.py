"""One folding of text for search, name filters and duplicate control, the same on every database."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_PHONE = re.compile(r"^\+?[\d\s().\-]{5,}$")
_NOT_DIGIT = re.compile(r"\D")


def fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())  # the same, for a quarter of the time
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip().replace("ё", "е")


def digits(text: str) -> str:
    return _NOT_DIGIT.sub("", text)


def phone_key(text: str) -> str:
    """The last ten digits: «8 926…» and «+7 926…» are one number."""
    return digits(text)[-10:]


def looks_like_phone(text: str) -> bool:
    return bool(_PHONE.match(text.strip()))
