"""Rows of calls that bots have still to make: one of a run at most. Their `entity_id` as deliveries is the run's id."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from voronka.domain.bots import BotCall
from voronka.domain.deliveries import Delivery
from voronka.domain.kinds import Kind
from voronka.store.tables import bot_calls
from voronka.store.work import Work

c = bot_calls.c
EVENT = "widget_request"


def accounts_due(connection: Connection, now: int) -> set[int]:
    """Across accounts, by design: see deliveries.accounts_with_work."""
    due = select(c.account_id).where(c.next_at <= now).group_by(c.account_id)
    return {*connection.execute(due).scalars()}


def due(work: Work, most: int, until: int) -> list[Delivery]:
    """The oldest; what another worker is just claiming is passed over."""
    ours = (c.account_id == work.account_id, c.next_at <= work.now)
    oldest: Any = select(bot_calls).where(*ours).order_by(c.next_at, c.id).limit(most)
    return [
        Delivery(
            id=f"{EVENT}-{row.id}-{row.created_at}",
            destination=row.url,
            kind=Kind(row.entity_type),
            entity_id=row.id,
            event=EVENT,
            body=row.body,
            attempts=row.attempts,
            leased_until=until,
        )
        for row in work.connection.execute(work.dialect.claimed(oldest))
    ]


def is_ours(work: Work, call: Delivery) -> bool:
    """Still the call that was claimed: a bot that went on has another one, or none."""
    held = select(c.id).where(c.account_id == work.account_id, c.id == call.entity_id, c.next_at == call.leased_until)
    return work.connection.execute(work.dialect.locked(held)).first() is not None


def put_off(work: Work, ids: Sequence[int], until: int, **columns: int) -> None:
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    work.connection.execute(update(bot_calls).where(*ours).values(next_at=until, **columns))


def add(work: Work, new: Sequence[BotCall]) -> None:
    rows = [
        {
            "account_id": work.account_id,
            "id": call.run.id,
            "entity_type": int(call.run.entity_type),
            "url": call.url,
            "body": call.body,
            "attempts": 0,
            "next_at": work.now,
            "created_at": work.now,
        }
        for call in new
    ]
    work.dialect.insert_many(work.connection, bot_calls, rows)


def remove(work: Work, run_ids: Sequence[int]) -> None:
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.id, run_ids))
    work.connection.execute(delete(bot_calls).where(*ours))
