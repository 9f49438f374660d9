"""Sortable ids of journal rows and events: 26 lower-case letters, time first."""

import os
import threading
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_lock = threading.Lock()
_last = 0


def _encode(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        letters.append(ALPHABET[number & 31])
        number >>= 5
    return "".join(reversed(letters))


def new_ulids(count: int) -> list[str]:
    """`count` ids, each greater than every id this process has made before."""
    global _last
    with _lock:
        first = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big") >> 1
        first = max(first, _last + 1)
        _last = first + count - 1
    return [_encode(number, 26) for number in range(first, first + count)]


def first_ulid(seconds: int) -> str:
    """What every id made at this unix time or later is greater than: ids themselves tell what is old."""
    return _encode(seconds * 1000 << 80, 26)
