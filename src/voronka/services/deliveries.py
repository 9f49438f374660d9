"""Telling the subscribers, as far as the database is concerned. Everything here may be cut off at any moment and is
then done again from what is written: changes stay pending until their deliveries stand, deliveries until an answer."""

from collections.abc import Callable, Sequence

from voronka.domain.access import SYSTEM
from voronka.domain.deliveries import BAD_AT_MOST, KEPT_FOR, Delivery, NewDelivery, Outcome, delinquents, pause_after
from voronka.domain.webhooks import Entry
from voronka.services.work import Connection, Database, Work
from voronka.store import accounts, bot_calls, webhooks, website_buttons
from voronka.store import deliveries as store

PRUNED_AT_ONCE = 2000


def accounts_with_work(connection: Connection, now: int) -> set[int]:
    others = website_buttons.accounts_with_pending(connection) | bot_calls.accounts_due(connection, now)
    return store.accounts_with_work(connection, now) | others


def all_accounts(connection: Connection) -> list[int]:
    return [account.id for account in accounts.all_accounts(connection)]


def work_of(database: Database, connection: Connection, account_id: int, now: int) -> Work | None:
    """None: the account is gone."""
    account = accounts.by_id(connection, account_id)
    return account and Work(database, connection, account, SYSTEM, now)


def tell(work: Work, notices_of: Callable[[Entry], list[NewDelivery]], most: int) -> int:
    """Turns the oldest untold changes into deliveries; how many changes there were."""
    entries = store.untold(work, most)
    store.add(work, [notice for entry in entries for notice in notices_of(entry)])
    if entries:
        store.mark_told(work, [entry.id for entry in entries])
    return len(entries)


def claim(work: Work, room: dict[int, int], usual_room: int, most: int, lease: int) -> tuple[list[Delivery], bool]:
    """Deliveries to be sent now, at most `room` of a webhook, ours for `lease` seconds. And: may there be more?"""
    left = {id: room.get(id, usual_room) for id in active(work)}
    asked = {webhook.id: webhook.destination for webhook in work.facts.webhooks if left.get(webhook.id, 0) > 0}
    due = store.due(work, asked, most, work.now + lease) if asked else []
    taken = []
    for delivery in due:
        if left[delivery.webhook_id] > 0:
            left[delivery.webhook_id] -= 1
            taken.append(delivery)
    if taken:
        store.lease(work, [delivery.id for delivery in taken], work.now + lease)
    return taken, len(due) == most


def release(work: Work, unsent: Sequence[Delivery]) -> None:
    """Not sent after all: free for the next worker at once."""
    if unsent:
        store.lease(work, [delivery.id for delivery in unsent], 0)


def settle(work: Work, outcomes: Sequence[Outcome]) -> list[str]:
    """Writes down what came of the attempts; the destinations that were switched off for it."""
    known = {webhook.id for webhook in work.facts.webhooks}
    outcomes = [outcome for outcome in outcomes if outcome.delivery.webhook_id in known]
    if not outcomes:
        return []
    store.add_attempts(work, outcomes)
    switched_off = _switch_off(work, outcomes)
    on = active(work)
    store.settle(work, [(outcome, *_next(outcome, on)) for outcome in outcomes])
    return switched_off


def active(work: Work) -> set[int]:
    """The webhooks that are to be told."""
    return {webhook.id for webhook in work.facts.webhooks if not webhook.disabled}


def prune(work: Work) -> bool:
    """True: there may be more to forget."""
    off = [webhook.id for webhook in work.facts.webhooks if webhook.disabled]
    if off:
        webhooks.hold(work, off)  # what another worker was just preparing when the webhook was switched off
    return store.prune(work, work.now - KEPT_FOR, PRUNED_AT_ONCE)


def _switch_off(work: Work, outcomes: Sequence[Outcome]) -> list[str]:
    suspects = delinquents(outcomes)
    bad = store.bad_attempts(work, sorted(suspects)) if suspects else {}
    over = [id for id, count in bad.items() if count > BAD_AT_MOST]
    found = [webhook for webhook in work.facts.webhooks if webhook.id in over and not webhook.disabled]
    if found:
        webhooks.switch_off(work, [webhook.id for webhook in found])
    return [webhook.destination for webhook in found]


def _next(outcome: Outcome, on: set[int]) -> tuple[str, int]:
    pause = pause_after(outcome.delivery.attempts + 1, outcome.code)
    if outcome.is_good:
        return "done", outcome.at
    if pause is None:
        return "dead", outcome.at
    return "waiting" if outcome.delivery.webhook_id in on else "held", outcome.at + pause
