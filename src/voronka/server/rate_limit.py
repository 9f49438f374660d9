"""amoCRM's own limits, for those who want to test against them: off unless a setting turns them on.

Counted per process: with several workers each has its own window.
"""

import time
from collections import defaultdict, deque
from collections.abc import Callable

from voronka.api.http import Reply
from voronka.domain.errors import Refused

PER_INTEGRATION = 7
PER_ACCOUNT = 50
WINDOW = 1.0
PATIENCE = 100  # refusals within the last minute after which the caller is shut out
BLOCK = 60.0


class TooManyRequests(Refused):
    """Over the limit of this second."""


class Blocked(Refused):
    """Went on and on over the limit."""


class RateLimit:
    def __init__(self, enabled: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._enabled = enabled
        self._clock = clock
        self._seen: dict[object, deque[float]] = defaultdict(deque)
        self._refused: dict[object, deque[float]] = defaultdict(deque)

    def count(self, account_id: int, client_id: str | None) -> None:
        if not self._enabled:
            return
        now = self._clock()
        caller = (account_id, client_id)
        if self._recent(self._refused[caller], now, BLOCK) > PATIENCE:
            raise Blocked("Blocked for sending too many requests. Wait a minute.")
        over = self._recent(self._seen[caller], now, WINDOW) >= PER_INTEGRATION
        if over or self._recent(self._seen[account_id], now, WINDOW) >= PER_ACCOUNT:
            self._refused[caller].append(now)
            raise TooManyRequests("Too many requests. Wait a second.")
        self._seen[caller].append(now)
        self._seen[account_id].append(now)

    @staticmethod
    def _recent(times: deque[float], now: float, window: float) -> int:
        while times and times[0] <= now - window:
            times.popleft()
        return len(times)

    @staticmethod
    def refusal(error: Exception) -> Reply | None:
        """HTML, as amoCRM's front server answers: its official client knows these two by a body that is not JSON."""
        if isinstance(error, TooManyRequests):
            return _page(429, "429 Too Many Requests", {"Retry-After": "1"})
        return _page(403, "403 Forbidden", {}) if isinstance(error, Blocked) else None


def _page(status: int, title: str, headers: dict[str, str]) -> Reply:
    html = f"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"
    return Reply(status=status, body=html, headers=headers, content_type="text/html; charset=utf-8")
