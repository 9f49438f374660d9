"""The deliveries that wait in memory for one destination: in order, a few at once, one at a time of one record."""

from collections import deque
from collections.abc import Container, Iterable

from voronka.domain.deliveries import Addressee, Delivery, Outcome
from voronka.hooks.settings import HookSettings


class Line:
    """A destination whose last answer was bad gets less of everything, so that it costs the others little."""

    def __init__(self, settings: HookSettings) -> None:
        self._settings = settings
        self._waiting: deque[Delivery] = deque()
        self._sending: dict[str, tuple[int, int]] = {}  # delivery → its record
        self._is_sick = False

    @property
    def room(self) -> int:
        """How many more may wait here. Asked for again only when half is gone: few, larger claims."""
        size = self._settings.sick_waiting if self._is_sick else self._settings.waiting
        held = len(self._waiting)
        return size - held if held <= size // 2 else 0

    @property
    def is_empty(self) -> bool:
        return not self._waiting and not self._sending

    def add(self, claimed: Delivery) -> None:
        self._waiting.append(claimed)

    def start(self) -> list[Delivery]:
        """What may be sent now."""
        started = []
        while delivery := self._next():
            self._sending[delivery.id] = delivery.kind, delivery.entity_id
            started.append(delivery)
        return started

    def finish(self, delivery: Delivery, outcome: Outcome | None) -> None:
        del self._sending[delivery.id]
        if outcome is not None:
            self._is_sick = not outcome.is_good

    def keep(self, addressees: Container[Addressee]) -> None:
        """What waited for others will not be sent."""
        self._waiting = deque(delivery for delivery in self._waiting if delivery.to in addressees)

    def clear(self) -> Iterable[Delivery]:
        """What waited and will not be sent."""
        left, self._waiting = self._waiting, deque()
        return left

    def _next(self) -> Delivery | None:
        if len(self._sending) >= (self._settings.sick_at_once if self._is_sick else self._settings.at_once):
            return None
        busy = set(self._sending.values())
        for place, delivery in enumerate(self._waiting):
            record = delivery.kind, delivery.entity_id
            if record not in busy:
                del self._waiting[place]
                return delivery
            busy.add(record)  # the later ones of this record wait behind it
        return None
