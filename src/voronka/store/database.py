"""The database behind one name: a unit of work goes in, its result comes out, committed or not at all.

Store and services are plain synchronous code on a Connection. On SQLite a unit runs in a thread; on PostgreSQL it runs
on asyncpg through SQLAlchemy's run_sync: one hop per unit either way.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from voronka.base.attempts import Attempts
from voronka.base.secrets import Secrets
from voronka.store.dialects import Dialect, sqlite
from voronka.store.facts import FactsCache
from voronka.store.ids import Ids, OneWriter

T = TypeVar("T")
Unit = Callable[[Connection], T]


class Database(Protocol):
    dialect: Dialect
    ids: Ids
    facts: FactsCache
    secrets: Secrets
    failed_logins: Attempts
    writers: int  # how many writing units of one process are worth running side by side

    async def run(self, unit: Unit[T], *, write: bool = True) -> T: ...

    async def close(self) -> None: ...


def open_database(url: str, secrets: Secrets) -> Database:
    """`sqlite:///path/file.db` or `postgresql://user@host/name`, and the key from which its credentials are derived."""
    scheme = url.split(":", 1)[0].split("+", 1)[0]
    if scheme == "sqlite":
        return SqliteDatabase(url, secrets)
    if scheme in ("postgresql", "postgres"):
        # asyncpg and what SQLAlchemy needs for it cost a tenth of a second, which the embedded database should not pay
        from voronka.store.postgresql_database import PostgresqlDatabase

        return PostgresqlDatabase(url, secrets)
    raise ValueError(f"Unknown database {scheme!r}: use sqlite:///file.db or postgresql://user@host/name")


class SqliteDatabase:
    """Readers in parallel, one writer: the lock queues this process's writers fairly, busy_timeout the others'."""

    dialect: Dialect = sqlite.DIALECT
    threads = 6
    writers = 1

    def __init__(self, url: str, secrets: Secrets) -> None:
        path = url.split(":///", 1)[1]
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sqlite.make_engine(path, self.threads)
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="sqlite")
        self._writer = threading.Lock()
        self.ids: Ids = OneWriter()
        self.facts = FactsCache()
        self.secrets = secrets
        self.failed_logins = Attempts()

    async def run(self, unit: Unit[T], *, write: bool = True) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._run, unit, write)

    def _run(self, unit: Unit[T], write: bool) -> T:
        if not write:
            return self._transaction(unit, "BEGIN")
        with self._writer:
            return self._transaction(unit, "BEGIN IMMEDIATE")

    def _transaction(self, unit: Unit[T], begin: str) -> T:
        with self._engine.connect().execution_options(voronka_begin=begin) as connection, connection.begin():
            return unit(connection)

    async def close(self) -> None:
        self._pool.shutdown()
        self._engine.dispose()
