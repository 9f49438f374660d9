"""Time as a ratio: both sides in turn (A B A B), so that whatever else the machine does falls on both."""

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median

from msgspec import Struct

WARM = 5


class Result(Struct, frozen=True):
    """One line of the answer: milliseconds here and there. A bar of 0: told, not judged."""

    what: str
    here: float
    there: float
    bar: float

    @property
    def ratio(self) -> float:
        return self.here / self.there

    def __str__(self) -> str:
        verdict = "" if not self.bar else "  ok" if self.ratio <= self.bar else f"  MISSED, bar {self.bar}"
        return f"  {self.what:<58} {self.here:8.2f} ms {self.there:8.2f} ms  × {self.ratio:5.2f}{verdict}"


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
    result = Result(what, median(taken[0]) * 1000, median(taken[1]) * 1000, bar)
    print(result, flush=True)
    return result


def _timed(call: Call, number: int) -> float:
    began = time.perf_counter()
    call(number)
    return time.perf_counter() - began


def missed(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.bar and result.ratio > result.bar]
