"""Telling a subscriber or a trigger's address: how long it may take, when it is tried again, when one gives up."""

from collections.abc import Sequence

from msgspec import Struct

from voronka.domain.kinds import Kind

ANSWER_WITHIN = 2.0  # seconds, from the look-up of the name to the answer's first line

MINUTE = 60
BAD_AT_MOST = 100  # bad answers within the window; at the next one the webhook is switched off
WINDOW = 120 * MINUTE

# Of triggers. Older documents know no attempt but the first, newer ones up to four more within an hour. Those lose
# nothing, so they are made; when within the hour is said nowhere.
TRIGGER_PAUSES = {1: MINUTE, 2: 5 * MINUTE, 3: 15 * MINUTE, 4: 30 * MINUTE}
TRIGGER_BAD_AT_MOST = 100  # bad answers of an address within the window; after more of them nothing is tried again
TRIGGER_WINDOW = 5 * MINUTE  # … for as long

KEPT_FOR = 3 * 24 * 60 * MINUTE

NO_ANSWER = 0


Addressee = tuple[int | None, int | None]  # a webhook's id, or else a trigger's


class NewDelivery(Struct, kw_only=True, frozen=True):
    webhook_id: int | None = None
    trigger_id: int | None = None
    kind: Kind
    entity_id: int
    event: str
    body: str

    @property
    def to(self) -> Addressee:
        return self.webhook_id, self.trigger_id


class Delivery(NewDelivery, kw_only=True, frozen=True):
    """One notice on its way. It belongs to whoever holds the lease, until the lease runs out."""

    id: str
    destination: str
    attempts: int  # made so far
    leased_until: int


class Outcome(Struct, kw_only=True, frozen=True):
    """One attempt. `code`: the answer's, or NO_ANSWER."""

    delivery: Delivery
    at: int
    code: int
    milliseconds: int
    error: str | None = None

    @property
    def is_good(self) -> bool:
        return 100 <= self.code < 300


def pause_after(attempts: int, code: int) -> int | None:
    """Seconds until the next attempt, after so many of them, the last one answered badly; None: it was the last."""
    overloaded = code == 499 or 500 <= code < 600  # the later attempts are only for who may recover
    if attempts >= 3 and not overloaded:
        return None
    return {1: 5 * MINUTE, 2: 15 * MINUTE, 3: 15 * MINUTE, 4: 60 * MINUTE}.get(attempts)


def pause_of(outcome: Outcome) -> int | None:
    """The same of one that was just answered badly, by the schedule of whom it goes to."""
    attempts = outcome.delivery.attempts + 1
    return TRIGGER_PAUSES.get(attempts) if outcome.delivery.trigger_id else pause_after(attempts, outcome.code)


def delinquents(outcomes: Sequence[Outcome]) -> set[int]:
    """The webhooks whose last answer was a bad one: for them the bad ones are counted."""
    last = {outcome.delivery.webhook_id: outcome.is_good for outcome in outcomes}
    return {webhook_id for webhook_id, is_good in last.items() if webhook_id and not is_good}
