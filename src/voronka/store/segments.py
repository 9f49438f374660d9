"""Segments are read with the account's facts; here they are written. Also: which customers are in which."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, delete, func, select

from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.segments import Segment
from voronka.store import sight
from voronka.store.tables import customer_segments, customers, segments
from voronka.store.work import Work

c = segments.c
held = customer_segments.c


def add(work: Work, new: Segment) -> None:
    work.dialect.insert_many(work.connection, segments, [_row(work, new)])


def save(work: Work, changed: Segment) -> None:
    work.dialect.update_many(work.connection, segments, [_row(work, changed)], ("account_id", "id"))


def remove(work: Work, id: int) -> None:
    work.connection.execute(delete(segments).where(c.account_id == work.account_id, c.id == id))


def lock(work: Work, id: int) -> None:
    """Nobody joins it until we are done; who was just doing so is waited for."""
    work.connection.execute(work.dialect.locked(select(c.id).where(c.account_id == work.account_id, c.id == id)))


def members(work: Work, id: int, limit: int) -> list[int]:
    """Deleted customers too."""
    found = select(held.customer_id).where(held.account_id == work.account_id, held.segment_id == id)
    return list(work.connection.execute(found.order_by(held.customer_id).limit(limit)).scalars())


def leave(work: Work, id: int, customer_ids: Sequence[int]) -> None:
    ours = held.account_id == work.account_id, held.segment_id == id
    gone = work.dialect.any_of(held.customer_id, customer_ids)
    work.connection.execute(delete(customer_segments).where(*ours, gone))


def counts(work: Work, ids: Sequence[int], level: Level) -> dict[int, int]:
    """The wire shows them, so they are counted: of those segments alone that are on the page, and as many customers as
    the actor would find."""
    t = customers.c
    there = and_(t.account_id == held.account_id, t.id == held.customer_id, t.is_deleted.is_(False))
    counted: Any = select(held.segment_id, func.count().label("members")).select_from(
        customer_segments.join(customers, there)
    )
    ours = held.account_id == work.account_id, work.dialect.any_of(held.segment_id, ids)
    seen = sight.seen(work, Kind.CUSTOMER, level, sight.few(work, Kind.CUSTOMER, level), held.customer_id)
    rows = work.connection.execute(counted.where(*ours, *seen).group_by(held.segment_id))
    return {row.segment_id: row.members for row in rows}


def kept(work: Work, ids: set[int]) -> set[int]:
    """Those that are there; they will be until the transaction ends."""
    found: Any = select(c.id).where(c.account_id == work.account_id, work.dialect.any_of(c.id, sorted(ids)))
    return set(work.connection.execute(work.dialect.kept(found.order_by(c.id))).scalars())


def join(work: Work, places: dict[int, Sequence[int]], *, is_new: bool) -> None:
    """The segments of each customer, by his id. A new one has left none."""
    if not is_new:
        gone = held.account_id == work.account_id, work.dialect.any_of(held.customer_id, sorted(places))
        work.connection.execute(delete(customer_segments).where(*gone))
    rows = [
        {"account_id": work.account_id, "segment_id": segment_id, "customer_id": customer_id}
        for customer_id, joined in places.items()
        for segment_id in joined
    ]
    work.dialect.insert_many(work.connection, customer_segments, rows)


def _row(work: Work, segment: Segment) -> dict[str, Any]:
    return msgspec.to_builtins(segment) | {"account_id": work.account_id}
