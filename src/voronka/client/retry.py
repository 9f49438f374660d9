"""When to send a request again, and how long to wait before it. Pure: time and chance are handed in."""

from msgspec import Struct

from voronka.client.answers import Answer
from voronka.client.errors import ConnectionFailed

TOO_MANY = 429  # refused at the door: nothing was done, so any request may be sent again
AWAY = frozenset({502, 503, 504})
SHORTEST_AFTER_TOO_MANY = 1.0  # limits are counted by the second


class Retry(Struct, frozen=True, kw_only=True):
    """How often and how patiently to try.

    tries: requests in all; 1 switches retries off. first: seconds before the second try, doubled each time, and up to
    half as much again by chance, so that clients that fell together do not come back together. longest: no pause is
    longer; when the server asks for more than this, you get the error instead, with `retry_after`.

    Sent again: what never left; what was refused for too many requests; and, only for requests that do no harm twice
    (GET, DELETE, renewing tokens), what met a broken line, a timeout, or 502, 503, 504. A write whose answer was lost
    is not repeated: the error says `maybe_done`, and you look what became of it. A DELETE sent again may end in
    NotFound about what its first try deleted.
    """

    tries: int = 5
    first: float = 0.5
    longest: float = 60.0

    def pause(self, outcome: Answer | ConnectionFailed, *, tried: int, repeatable: bool, chance: float) -> float | None:
        """Seconds until the next try; None: the outcome stands. `chance`: from 0 to 1."""
        if tried >= self.tries or not _is_passing(outcome, repeatable=repeatable):
            return None
        asked = outcome.retry_after if isinstance(outcome, Answer) else None
        if asked is not None:
            return asked if asked <= self.longest else None
        least = SHORTEST_AFTER_TOO_MANY if isinstance(outcome, Answer) and outcome.status == TOO_MANY else 0.0
        return min(max(least, self.first * 2 ** (tried - 1)) * (1 + chance / 2), self.longest)


def _is_passing(outcome: Answer | ConnectionFailed, *, repeatable: bool) -> bool:
    if isinstance(outcome, ConnectionFailed):
        return repeatable or not outcome.maybe_done
    return outcome.status == TOO_MANY or (repeatable and outcome.status in AWAY)
