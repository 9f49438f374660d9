"""Time as a ratio: both sides in turn (A B A B), so that whatever else the machine does falls on both."""

import gc
import time
from collections.abc import Callable
from statistics import median

from msgspec import Struct

WARM = 5


class Result(Struct, frozen=True):
    """One line of the answer: milliseconds here and there, and those of the slowest call here."""

    what: str
    here: float
    there: float
    worst: float
    bar: float

    @property
    def ratio(self) -> float:
        return self.here / self.there

    @property
    def is_missed(self) -> bool:
        return self.ratio > self.bar

    def __str__(self) -> str:
        verdict = f"MISSED, bar {self.bar}" if self.is_missed else "ok"
        times = f"{self.here:8.2f} ms {self.there:8.2f} ms  × {self.ratio:5.2f}  at most {self.worst:4.0f} ms"
        return f"  {self.what:<58} {times}  {verdict}"


Call = Callable[[int], object]


def compare(what: str, here: Call, there: Call, *, bar: float, rounds: int = 40) -> Result:
    """Medians of calls in turn; a call is told its round. The order changes every round: neither is always first."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(WARM):
        here(number)
        there(number)
    gc.disable()
    for number in range(WARM, WARM + rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            taken[side].append(_timed((here, there)[side], number))
    gc.enable()
    ours, theirs = ([seconds * 1000 for seconds in side] for side in taken)
    result = Result(what, median(ours), median(theirs), max(ours), bar)
    print(result, flush=True)
    return result


def _timed(call: Call, number: int) -> float:
    began = time.perf_counter()
    call(number)
    return time.perf_counter() - began
