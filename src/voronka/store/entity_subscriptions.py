"""Rows of those who follow a record without being responsible for it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select

from voronka.domain.entity_subscriptions import Subscriber
from voronka.domain.links import End
from voronka.store.tables import entity_subscriptions
from voronka.store.work import Work

c = entity_subscriptions.c


def of_record(work: Work, end: End) -> list[Subscriber]:
    added = select(c.subscriber_id, c.subscriber_type).where(*_of(work, end)).order_by(c.place)
    rows = work.connection.execute(added)
    return [Subscriber(row.subscriber_id, row.subscriber_type) for row in rows]


def replace(work: Work, end: End, now: Sequence[Subscriber]) -> None:
    rows = [
        {
            "account_id": work.account_id,
            "entity_type": int(end.kind),
            "entity_id": end.id,
            "subscriber_type": each.type,
            "subscriber_id": each.id,
            "place": place,
        }
        for place, each in enumerate(now)
    ]
    work.connection.execute(delete(entity_subscriptions).where(*_of(work, end)))
    work.dialect.insert_many(work.connection, entity_subscriptions, rows)


def move(work: Work, gone: End, kept: End) -> None:
    """Who followed one of two that become one follows the one that stays."""
    followers = of_record(work, gone)
    if followers:
        replace(work, kept, list(dict.fromkeys([*of_record(work, kept), *followers])))
        replace(work, gone, [])


def _of(work: Work, end: End) -> tuple[ColumnElement[bool], ...]:
    return c.account_id == work.account_id, c.entity_type == int(end.kind), c.entity_id == end.id
