"""Sortable ids of journal rows and events: 26 lower-case letters, time first."""

import os
import threading
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = [high + low for high in ALPHABET for low in ALPHABET]
TAIL_BITS = 20  # four letters: two pairs
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
    return _sequence(first, first + count)


def _sequence(first: int, end: int) -> list[str]:
    """Neighbours share all but their last four letters, which come out of a table: imports need millions of ids."""
    made: list[str] = []
    while first < end:
        start = _encode(first >> TAIL_BITS, 26 - TAIL_BITS // 5)
        tail = first & (1 << TAIL_BITS) - 1
        until = min(tail + end - first, 1 << TAIL_BITS)
        made += [start + PAIRS[number >> 10] + PAIRS[number & 1023] for number in range(tail, until)]
        first += until - tail
    return made


def first_ulid(seconds: int) -> str:
    """What every id made at this unix time or later is greater than: ids themselves tell what is old."""
    return _encode(seconds * 1000 << 80, 26)
