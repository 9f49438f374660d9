"""Counts what went wrong lately, by who tried. In memory: each process counts for itself, and a restart forgives."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

REMEMBERED = 10_000  # who fills it up only makes us forget his own tries


class Attempts:
    def __init__(self, at_most: int = 5, within: int = 60) -> None:
        self._at_most = at_most
        self._within = within
        self._times: OrderedDict[Hashable, list[int]] = OrderedDict()
        self._lock = threading.Lock()

    def are_too_many(self, who: Hashable, now: int) -> bool:
        with self._lock:
            return len(self._recent(who, now)) >= self._at_most

    def add(self, who: Hashable, now: int) -> None:
        with self._lock:
            self._times[who] = [*self._recent(who, now), now]
            self._times.move_to_end(who)
            if len(self._times) > REMEMBERED:
                self._times.popitem(last=False)

    def forget(self, who: Hashable) -> None:
        with self._lock:
            self._times.pop(who, None)

    def _recent(self, who: Hashable, now: int) -> list[int]:
        return [time for time in self._times.get(who, []) if now - time < self._within]
