"""Bots call the addresses of widgets, as far as the database is concerned. A call stands until it is answered, so a
killed worker loses none."""

from collections.abc import Sequence

from voronka.domain.bots import CALL_AGAIN_AFTER, CALLS_AT_MOST
from voronka.domain.deliveries import Delivery, Outcome
from voronka.services import bots
from voronka.services.work import Work
from voronka.store import bot_calls as store
from voronka.store import bots as store_bots

CLAIMED_AT_ONCE = 100


def claim(work: Work, lease: int) -> list[Delivery]:
    """Calls to be made now, ours for `lease` seconds."""
    claimed = store.due(work, CLAIMED_AT_ONCE, work.now + lease)
    if claimed:
        store.put_off(work, [call.entity_id for call in claimed], work.now + lease)
    return claimed


def settle(work: Work, outcomes: Sequence[Outcome]) -> None:
    """Answered, a bot waits for what it is told to do next. One whose widget does not answer is stopped."""
    for outcome in outcomes:
        call = outcome.delivery
        if call.event != store.EVENT or not store.is_ours(work, call):
            continue  # the bot went on meanwhile
        if outcome.is_good:
            store.remove(work, [call.entity_id])
        elif call.attempts + 1 < CALLS_AT_MOST:
            store.put_off(work, [call.entity_id], outcome.at + CALL_AGAIN_AFTER, attempts=call.attempts + 1)
        else:
            _give_up(work, call.entity_id)


def _give_up(work: Work, run_id: int) -> None:
    run = store_bots.get_run(work, run_id, lock=True)
    if run is not None:
        bots.give_up(work, [run])
