"""The outbox: from the journal's pending rows to deliveries, from deliveries to attempts. Claimed per account, by rows that are still to do."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, literal_column, select, text, update

from voronka.base.ulid import first_ulid, new_ulids
from voronka.domain.deliveries import WINDOW, Delivery, NewDelivery, Outcome
from voronka.domain.kinds import Kind
from voronka.domain.webhooks import Entry
from voronka.store.tables import attempts, deliveries, journal
from voronka.store.work import Work

# Written as in the partial indexes: a parameter in their place, and neither database would use the index.
PENDING = text("pending")
WAITING = text("state = 'waiting'")
BAD = text("(code < 100 OR code >= 300)")


def accounts_with_work(connection: Connection, now: int) -> set[int]:
    """The one reading that crosses accounts, by design: two index scans tell which of them have something to do.

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
    columns = (c.id, c.entity_type, c.entity_id, c.action, c.actor_id, c.created_at, c.before, c.after, c.record)
    oldest = select(*columns).where(c.account_id == work.account_id, PENDING).order_by(c.id).limit(most)
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


def claim(
    work: Work, destinations: dict[int, str], room: dict[int, int], most: int, lease: int
) -> tuple[list[Delivery], bool]:
    """Due deliveries, oldest first, at most `room` for a webhook; they are ours for `lease` seconds. And: is there more?"""
    c = deliveries.c
    columns = (c.id, c.webhook_id, c.entity_type, c.entity_id, c.event, c.body, c.attempts)
    free = c.account_id == work.account_id, WAITING, c.next_at <= work.now, c.leased_until <= work.now
    asked = [id for id in destinations if room[id] > 0]
    due = select(*columns).where(*free, work.dialect.any_of(c.webhook_id, asked)).order_by(c.next_at, c.id).limit(most)
    rows = work.connection.execute(work.dialect.claimed(due)).all() if asked else []
    left, until = dict(room), work.now + lease
    taken: list[Delivery] = []
    for row in rows:
        if left[row.webhook_id] > 0:
            left[row.webhook_id] -= 1
            known = dict(row._mapping) | {"kind": Kind(row.entity_type), "destination": destinations[row.webhook_id]}
            del known["entity_type"]
            taken.append(Delivery(**known, leased_until=until))
    _lease(work, [delivery.id for delivery in taken], until)
    return taken, len(rows) == most


def release(work: Work, ids: Sequence[str]) -> None:
    """Not sent after all: free for the next one at once."""
    _lease(work, ids, 0)


def _lease(work: Work, ids: Sequence[str], until: int) -> None:
    if ids:
        c = deliveries.c
        ours = update(deliveries).where(c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
        work.connection.execute(ours.values(leased_until=until))


def settle(work: Work, settled: Iterable[tuple[Outcome, str, int]]) -> None:
    """Outcome, new state and time of the next attempt. Only under the lease it was sent under: another has it otherwise."""
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
    c = attempts.c
    recent = (
        c.account_id == work.account_id,
        work.dialect.any_of(c.webhook_id, webhook_ids),
        c.at > work.now - WINDOW,
        BAD,
    )
    counted = select(c.webhook_id, func.count(literal_column("1")).label("bad")).where(*recent).group_by(c.webhook_id)
    return {row.webhook_id: row.bad for row in work.connection.execute(counted)}


def prune(work: Work, before: int, most: int) -> bool:
    """Forgets what was finished, or held, and what was attempted before this time. True: there may be more."""
    bound = first_ulid(before)
    old = deliveries.c.account_id == work.account_id, deliveries.c.id < bound, deliveries.c.state != "waiting"
    gone = list(work.connection.execute(select(deliveries.c.id).where(*old).limit(most)).scalars())
    ours = deliveries.c.account_id == work.account_id
    work.connection.execute(delete(deliveries).where(ours, work.dialect.any_of(deliveries.c.id, gone)))
    tried = attempts.c.account_id == work.account_id
    past = list(
        work.connection.execute(select(attempts.c.id).where(tried, attempts.c.id < bound).limit(most)).scalars()
    )
    work.connection.execute(delete(attempts).where(tried, work.dialect.any_of(attempts.c.id, past)))
    return most in (len(gone), len(past))
