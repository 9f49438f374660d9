"""Values of a JSON column as the texts that a driver is given, a whole column at a time."""

from collections.abc import Sequence
from typing import Any

import msgspec

_encode_lines = msgspec.json.Encoder().encode_lines


def json_texts(values: Sequence[Any]) -> list[str | None]:
    """None stays None. A JSON text has no line break of its own, so one call encodes them all."""
    texts = _encode_lines(list(values)).decode().split("\n")
    return [None if text == "null" else text for text in texts[:-1]]
