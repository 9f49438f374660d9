"""Keeps below the server's limit, so that nobody is shut out. Pure: the clock is handed in, waiting is the caller's."""

from collections import deque
from threading import Lock

PER_SECOND = 7  # amoCRM's own limit of one integration
WINDOW = 1.1  # seconds; a tenth more than the limit says, because requests do not all travel equally fast


class Limiter:
    """At most `per_second` requests start in any window; None: as many as you like."""

    def __init__(self, per_second: int | None = PER_SECOND) -> None:
        if per_second is not None and per_second < 1:
            raise ValueError("per_second is at least 1; None switches the limit off")
        self._starts: deque[float] = deque(maxlen=per_second)
        self._unlimited = per_second is None
        self._held_until = 0.0
        self._lock = Lock()

    def turn(self, now: float) -> float:
        """Takes the next free place; returns the seconds to wait for it."""
        with self._lock:
            start = max(now, self._held_until)
            if not self._unlimited:
                if len(self._starts) == self._starts.maxlen:
                    start = max(start, self._starts[0] + WINDOW)
                self._starts.append(start)
            return start - now

    def hold(self, until: float) -> None:
        """After the server said «too many»: nobody starts before that."""
        with self._lock:
            self._held_until = max(self._held_until, until)
