"""Telling the subscribers, as far as the database is concerned. Everything here may be cut off at any moment and is
then done again from what is written: changes stay pending until their deliveries stand, deliveries until an answer."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence

from voronka.domain.access import SYSTEM
from voronka.domain.deliveries import (
    BAD_AT_MOST,
    KEPT_FOR,
    TRIGGER_BAD_AT_MOST,
    TRIGGER_WINDOW,
    Addressee,
    Delivery,
    NewDelivery,
    Outcome,
    delinquents,
    pause_of,
)
from voronka.domain.webhooks import Entry, Webhook
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


def claim(work: Work, room: dict[str, int], usual_room: int, most: int, lease: int) -> tuple[list[Delivery], bool]:
    """Deliveries to be sent now, at most `room` of a destination, ours for `lease` seconds. And: may there be more?"""
    told = active(work)
    left = {destination: room.get(destination, usual_room) for destination in told.values()}
    asked = {to: destination for to, destination in told.items() if left[destination] > 0}
    due = store.due(work, asked, most, work.now + lease) if asked else []
    taken = []
    for delivery in due:
        if left[delivery.destination] > 0:
            left[delivery.destination] -= 1
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
    known = _told(work, work.facts.webhooks)
    outcomes = [outcome for outcome in outcomes if outcome.delivery.to in known]
    if not outcomes:
        return []
    store.add_attempts(work, outcomes)
    switched_off = _switch_off(work, outcomes)
    on = active(work)
    store.settle(work, [(outcome, *_next(outcome, on)) for outcome in outcomes])
    _let_rest(work, outcomes)
    return switched_off


def active(work: Work) -> dict[Addressee, str]:
    """Who is to be told, and where."""
    return _told(work, [webhook for webhook in work.facts.webhooks if not webhook.disabled])


def _told(work: Work, webhooks: Iterable[Webhook]) -> dict[Addressee, str]:
    of_webhooks: dict[Addressee, str] = {(webhook.id, None): webhook.destination for webhook in webhooks}
    return of_webhooks | {(None, trigger.id): trigger.destination for trigger in work.facts.triggers}


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


def _let_rest(work: Work, outcomes: Sequence[Outcome]) -> None:
    """An address that answers triggers badly too often is tried again only after a pause; what is new goes there."""
    suspects = {each.delivery.destination for each in outcomes if each.delivery.trigger_id and not each.is_good}
    of_suspects = {each.id: each.destination for each in work.facts.triggers if each.destination in suspects}
    bad: dict[str, int] = defaultdict(int)
    for id, count in (store.bad_attempts_of_triggers(work, [*of_suspects]) if of_suspects else {}).items():
        bad[of_suspects[id]] += count
    tired = [id for id, destination in of_suspects.items() if bad[destination] > TRIGGER_BAD_AT_MOST]
    if tired:
        store.rest(work, tired, work.now + TRIGGER_WINDOW)


def _next(outcome: Outcome, on: Container[Addressee]) -> tuple[str, int]:
    pause = pause_of(outcome)
    if outcome.is_good:
        return "done", outcome.at
    if pause is None:
        return "dead", outcome.at
    return "waiting" if outcome.delivery.to in on else "held", outcome.at + pause
