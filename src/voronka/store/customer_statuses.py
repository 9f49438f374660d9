"""Statuses of customers are read with the account's facts; here they are written. Also: which customers stand where."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import and_, delete, or_, select, update

from voronka.domain.customer_statuses import CustomerStatus
from voronka.store.tables import customer_statuses, customers
from voronka.store.work import Work

c = customer_statuses.c


def add(work: Work, new: Sequence[CustomerStatus]) -> None:
    work.dialect.insert_many(work.connection, customer_statuses, [_row(work, status) for status in new])


def save(work: Work, changed: Sequence[CustomerStatus]) -> None:
    rows = [_row(work, status) for status in changed]
    work.dialect.update_many(work.connection, customer_statuses, rows, ("account_id", "id"))


def remove(work: Work, ids: Sequence[int]) -> None:
    ours = c.account_id == work.account_id, work.dialect.any_of(c.id, ids)
    work.connection.execute(delete(customer_statuses).where(*ours))


def lock(work: Work, ids: Sequence[int]) -> None:
    """Nobody puts a customer into these statuses until we are done; who was just doing so is waited for."""
    ours: Any = select(c.id).where(c.account_id == work.account_id, work.dialect.any_of(c.id, ids)).order_by(c.id)
    work.connection.execute(work.dialect.locked(ours))


def kept(work: Work, ids: set[int]) -> set[int]:
    """Those that are there; they will be until the transaction ends."""
    found: Any = select(c.id).where(c.account_id == work.account_id, work.dialect.any_of(c.id, sorted(ids)))
    return set(work.connection.execute(work.dialect.kept(found.order_by(c.id))).scalars())


def customers_at(work: Work, status_ids: Sequence[int], limit: int) -> list[int]:
    t = customers.c
    there = work.dialect.any_of(t.status_id, status_ids)
    found = select(t.id).where(t.account_id == work.account_id, there, t.is_deleted.is_(False))
    return list(work.connection.execute(found.limit(limit)).scalars())


def awaited(work: Work, before: Mapping[int, int], limit: int) -> list[int]:
    """Who was to buy before the moment that stands beside his status."""
    t = customers.c
    here = or_(*(and_(t.status_id == id, t.next_date < moment) for id, moment in before.items()))
    found = select(t.id).where(t.account_id == work.account_id, here, t.is_deleted.is_(False))
    return list(work.connection.execute(found.limit(limit)).scalars())


def move_deleted_customers(work: Work, status_ids: Sequence[int], to: int) -> None:
    t = customers.c
    there = work.dialect.any_of(t.status_id, status_ids)
    moved = update(customers).where(t.account_id == work.account_id, there, t.is_deleted)
    work.connection.execute(moved.values(status_id=to))


def _row(work: Work, status: CustomerStatus) -> dict[str, Any]:
    return msgspec.to_builtins(status) | {"account_id": work.account_id}
