"""Rows of purchases, found with the customer whose they are."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, func, select

from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.transactions import Transaction
from voronka.store import listing, sight
from voronka.store.tables import transactions
from voronka.store.work import Work

c = transactions.c
COLUMNS: list[Any] = [c[name] for name in Transaction.__struct_fields__]


def page(work: Work, query: ListQuery, level: Level) -> Page[Transaction]:
    held = _seen(work, level) + [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    statement: Any = select(*COLUMNS).where(*held)
    return listing.cut(work, statement, transactions, query).map(_transaction)


def get(work: Work, id: int, level: Level) -> Transaction | None:
    return get_many(work, [id], level).get(id)


def get_many(work: Work, ids: Sequence[int], level: Level) -> dict[int, Transaction]:
    """By id, those that are there."""
    statement: Any = select(*COLUMNS).where(*_seen(work, level), listing.any_of(work, c.id, ids)).order_by(c.id)
    return {row.id: _transaction(row) for row in work.connection.execute(statement)}


def last_of(work: Work, customer_ids: Sequence[int]) -> dict[int, int]:
    """When each of these customers bought last, of those that bought."""
    mine = (
        c.account_id == work.account_id,
        c.is_deleted.is_(False),
        listing.any_of(work, c.customer_id, customer_ids),
    )
    rows: Any = work.connection.execute(
        select(c.customer_id, func.max(c.completed_at)).where(*mine).group_by(c.customer_id)
    )
    return dict(rows.all())


def insert(work: Work, new: list[Transaction]) -> None:
    work.dialect.insert_many(work.connection, transactions, [_row(work, purchase) for purchase in new])


def save(work: Work, changed: Sequence[Transaction]) -> None:
    rows = [_row(work, purchase) for purchase in changed]
    work.dialect.update_many(work.connection, transactions, rows, ("account_id", "id"))


def _seen(work: Work, level: Level) -> list[ColumnElement[bool]]:
    few = sight.few(work, Kind.CUSTOMER, level)
    ours = [c.account_id == work.account_id, c.is_deleted.is_(False)]
    seen = sight.seen(work, Kind.CUSTOMER, level, few, c.customer_id)
    return [*ours, *seen, sight.alive(work, Kind.CUSTOMER, c.customer_id)]


def _row(work: Work, purchase: Transaction) -> dict[str, Any]:
    return msgspec.to_builtins(purchase) | {"account_id": work.account_id}


def _transaction(row: Row[Any]) -> Transaction:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"elements": row.elements or [], "metadata": row.metadata or {}}
    return Transaction(**values)
