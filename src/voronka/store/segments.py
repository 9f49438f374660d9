"""Segments are read with the account's facts; here they are written. Also: which customers are in which."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from voronka.store.tables import customer_segments, segments
from voronka.store.work import Work

c = segments.c
held = customer_segments.c


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
