"""Ids count per account and kind of thing, from 100,001 up (clients refuse small ones)."""

import threading
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

FIRST = 100_001
BLOCK = 500

_TAKE = text(
    "INSERT INTO counters (account_id, name, next) VALUES (:account_id, :name, :after) "
    "ON CONFLICT (account_id, name) DO UPDATE SET next = counters.next + :count RETURNING next"
)


def _take(connection: Connection, account_id: int, name: str, count: int) -> range:
    values = {"account_id": account_id, "name": name, "after": FIRST + count, "count": count}
    end: int = connection.execute(_TAKE, values).scalar_one()
    return range(end - count, end)


class Ids(Protocol):
    def take(self, connection: Connection, account_id: int, name: str, count: int) -> list[int]: ...


class OneWriter:
    """SQLite: the transaction already holds the only write lock, so the counter costs nobody a wait."""

    def take(self, connection: Connection, account_id: int, name: str, count: int) -> list[int]:
        return list(_take(connection, account_id, name, count))


class Blocks:
    """PostgreSQL: a block at a time, in a transaction of its own, so that writers never queue at the counter's row.

    Ids of an unfinished block are lost when the process ends; nobody needs them to be dense.
    """

    def __init__(self, engine: "AsyncEngine") -> None:
        self._engine = engine
        self._left: dict[tuple[int, str], range] = {}
        self._lock = threading.Lock()

    def take(self, connection: Connection, account_id: int, name: str, count: int) -> list[int]:
        taken = self._from_block(account_id, name, count)
        if len(taken) < count:
            self._refill(account_id, name, count)
            taken += self._from_block(account_id, name, count - len(taken))
        return taken

    def _from_block(self, account_id: int, name: str, count: int) -> list[int]:
        with self._lock:
            block = self._left.get((account_id, name), range(0))
            self._left[account_id, name] = block[count:]
            return list(block[:count])

    def _refill(self, account_id: int, name: str, count: int) -> None:
        with self._engine.sync_engine.connect() as connection, connection.begin():
            block = _take(connection, account_id, name, max(BLOCK, count))
        with self._lock:
            self._left[account_id, name] = block
