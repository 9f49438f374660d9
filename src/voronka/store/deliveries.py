"""The outbox: from the journal's pending rows to deliveries, from deliveries to attempts.

Work is claimed account by account, and found by looking at the rows that are still to do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, or_, select, text, update

from voronka.base.ulid import first_ulid, new_ulids
from voronka.domain.deliveries import TRIGGER_WINDOW, WINDOW, Addressee, Delivery, NewDelivery, Outcome
from voronka.domain.kinds import Kind
from voronka.domain.webhooks import Entry
from voronka.store.tables import attempts, deliveries, journal
from voronka.store.work import Work

# Written as in the partial indexes: a parameter in their place, and neither database would use the index.
PENDING = text("pending")
WAITING = text("state = 'waiting'")
BAD = text("(code < 100 OR code >= 300)")


def accounts_with_work(connection: Connection, now: int) -> set[int]:
    """Crosses accounts, by design, as website_buttons and bot_calls do beside it: index scans tell which accounts have
    something to do.

    Asking account by account would cost the same for every idle account, at every tick. Citus answers it from all
    shards at once, because both statements group by the column that it shards by.
    """
    untold = select(journal.c.account_id).where(PENDING).group_by(journal.c.account_id)
    free = deliveries.c.next_at <= now, deliveries.c.leased_until <= now
    due = select(deliveries.c.account_id).where(WAITING, *free).group_by(deliveries.c.account_id)
    return {*connection.execute(untold).scalars(), *connection.execute(due).scalars()}


def untold(work: Work, most: int) -> list[Entry]:
    """The oldest changes that nobody has been told of. By a mark, not by «id above the last one seen»: that would
    pass over whatever a slower transaction commits later under a lower id."""
    c = journal.c
    oldest: Select[Any] = select(journal).where(c.account_id == work.account_id, PENDING).order_by(c.id).limit(most)
    return [
        Entry(
            id=row.id,
            kind=Kind(row.entity_type),
            entity_id=row.entity_id,
            action=row.action,
            actor_id=row.actor_id,
            created_at=row.created_at,
            before=row.before or {},
            after=row.after or {},
            record=row.record or {},
        )
        for row in work.connection.execute(work.dialect.claimed(oldest))
    ]


def mark_told(work: Work, ids: Sequence[str]) -> None:
    """The snapshot was kept for this alone."""
    told = update(journal).where(journal.c.account_id == work.account_id, work.dialect.any_of(journal.c.id, ids))
    work.connection.execute(told.values(pending=False, record=None))


def add(work: Work, new: Sequence[NewDelivery]) -> None:
    rows = [
        {
            "account_id": work.account_id,
            "id": id,
            "webhook_id": delivery.webhook_id,
            "trigger_id": delivery.trigger_id,
            "entity_type": int(delivery.kind),
            "entity_id": delivery.entity_id,
            "event": delivery.event,
            "body": delivery.body,
            "state": "waiting",
            "attempts": 0,
            "next_at": work.now,
            "leased_until": 0,
            "created_at": work.now,
        }
        for id, delivery in zip(new_ulids(len(new)), new, strict=True)
    ]
    work.dialect.insert_many(work.connection, deliveries, rows)


def due(work: Work, destinations: dict[Addressee, str], most: int, until: int) -> list[Delivery]:
    """To these addressees, oldest first; what another worker is just claiming is passed over."""
    c = deliveries.c
    free = c.account_id == work.account_id, WAITING, c.next_at <= work.now, c.leased_until <= work.now
    webhook_ids = [webhook_id for webhook_id, _ in destinations if webhook_id]
    trigger_ids = [trigger_id for _, trigger_id in destinations if trigger_id]
    asked = or_(work.dialect.any_of(c.webhook_id, webhook_ids), work.dialect.any_of(c.trigger_id, trigger_ids))
    oldest: Select[Any] = select(deliveries).where(*free, asked).order_by(c.next_at, c.id).limit(most)
    return [
        Delivery(
            id=row.id,
            webhook_id=row.webhook_id,
            trigger_id=row.trigger_id,
            destination=destinations[row.webhook_id, row.trigger_id],
            kind=Kind(row.entity_type),
            entity_id=row.entity_id,
            event=row.event,
            body=row.body,
            attempts=row.attempts,
            leased_until=until,
        )
        for row in work.connection.execute(work.dialect.claimed(oldest))
    ]


def lease(work: Work, ids: Sequence[str], until: int) -> None:
    c = deliveries.c
    ours = update(deliveries).where(c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    work.connection.execute(ours.values(leased_until=until))


def settle(work: Work, settled: Iterable[tuple[Outcome, str, int]]) -> None:
    """Outcome, new state, time of the next attempt. Only under the lease it was sent under."""
    rows = [
        {
            "account_id": work.account_id,
            "id": outcome.delivery.id,
            "leased_until": outcome.delivery.leased_until,
            "state": state,
            "attempts": outcome.delivery.attempts + 1,
            "next_at": next_at,
        }
        for outcome, state, next_at in settled
    ]
    work.dialect.update_many(work.connection, deliveries, rows, ("account_id", "id", "leased_until"))


def add_attempts(work: Work, outcomes: Sequence[Outcome]) -> None:
    rows = [
        {
            "account_id": work.account_id,
            "id": id,
            "webhook_id": outcome.delivery.webhook_id,
            "trigger_id": outcome.delivery.trigger_id,
            "delivery_id": outcome.delivery.id,
            "at": outcome.at,
            "code": outcome.code,
            "milliseconds": outcome.milliseconds,
            "error": outcome.error,
        }
        for id, outcome in zip(new_ulids(len(outcomes)), outcomes, strict=True)
    ]
    work.dialect.insert_many(work.connection, attempts, rows)


def bad_attempts(work: Work, webhook_ids: Sequence[int]) -> dict[int, int]:
    """How many there were in the last two hours."""
    return _bad(work, attempts.c.webhook_id, webhook_ids, WINDOW)


def bad_attempts_of_triggers(work: Work, trigger_ids: Sequence[int]) -> dict[int, int]:
    """How many there were in the last five minutes."""
    return _bad(work, attempts.c.trigger_id, trigger_ids, TRIGGER_WINDOW)


def _bad(work: Work, addressee: Any, ids: Sequence[int], within: int) -> dict[int, int]:
    of_these = attempts.c.account_id == work.account_id, work.dialect.any_of(addressee, ids)
    recent = *of_these, attempts.c.at > work.now - within, BAD
    counted = select(addressee.label("id"), func.count().label("bad")).where(*recent).group_by(addressee)
    return {row.id: row.bad for row in work.connection.execute(counted)}


def rest(work: Work, trigger_ids: Sequence[int], until: int) -> None:
    """Nothing of these triggers is tried again before; what was never tried is."""
    c = deliveries.c
    retries = c.account_id == work.account_id, WAITING, c.attempts > 0, c.next_at < until
    put_off = update(deliveries).where(*retries, work.dialect.any_of(c.trigger_id, trigger_ids))
    work.connection.execute(put_off.values(next_at=until))


def prune(work: Work, before: int, most: int) -> bool:
    """Forgets what was finished, or held, and what was attempted before this time. True: there may be more."""
    bound = first_ulid(before)
    finished = _remove(work, deliveries, most, deliveries.c.id < bound, deliveries.c.state != "waiting")
    tried = _remove(work, attempts, most, attempts.c.id < bound)
    return most in (finished, tried)


def _remove(work: Work, table: Table, most: int, *old: ColumnElement[bool]) -> int:
    """A part at a time, so that nobody waits long for the lock."""
    ours = table.c.account_id == work.account_id
    ids = list(work.connection.execute(select(table.c.id).where(ours, *old).limit(most)).scalars())
    if ids:
        work.connection.execute(delete(table).where(ours, work.dialect.any_of(table.c.id, ids)))
    return len(ids)
