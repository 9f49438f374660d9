"""The database behind one name: a unit of work goes in, its result comes out, committed or not at all.

Store and services are plain synchronous code on a Connection. On SQLite a unit runs in a thread; on PostgreSQL it runs
on asyncpg through SQLAlchemy's run_sync: one hop per unit either way.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from voronka.base.attempts import Attempts
from voronka.base.secrets import Secrets
from voronka.store.dialects import Dialect, sqlite
from voronka.store.disk import Disk
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
    disk: Disk
    writers: int  # how many writing units of one process are worth running side by side

    async def run(self, unit: Unit[T], *, write: bool = True, one_moment: bool = False) -> T:
        """`one_moment`: all statements of a unit that reads see the database as it is when it begins."""
        ...

    async def close(self) -> None: ...


def open_database(url: str, secrets: Secrets, files: Path | None = None) -> Database:
    """`sqlite:///path/file.db` or `postgresql://user@host/name`, and the key from which its credentials are derived.

    files: the directory of what people upload; it belongs to the database as its tables do.
    """
    scheme = url.split(":", 1)[0].split("+", 1)[0]
    if scheme == "sqlite":
        return SqliteDatabase(url, secrets, files)
    if scheme in ("postgresql", "postgres"):
        # asyncpg and what SQLAlchemy needs for it cost a tenth of a second, which the embedded database should not pay
        from voronka.store.postgresql_database import PostgresqlDatabase

        return PostgresqlDatabase(url, secrets, files)
    raise ValueError(f"Unknown database {scheme!r}: use sqlite:///file.db or postgresql://user@host/name")


class SqliteDatabase:
    """Readers in parallel, one writer: writers queue for a thread of their own, so that however many of them wait,
    readers do not. Those of other processes are waited for by busy_timeout."""

    dialect: Dialect = sqlite.DIALECT
    readers = 6
    writers = 1

    def __init__(self, url: str, secrets: Secrets, files: Path | None) -> None:
        path = url.split(":///", 1)[1]
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sqlite.make_engine(path, self.readers + self.writers)
        self._readers = ThreadPoolExecutor(self.readers, thread_name_prefix="sqlite-reader")
        self._writer = ThreadPoolExecutor(self.writers, thread_name_prefix="sqlite-writer")
        self.ids: Ids = OneWriter()
        self.facts = FactsCache()
        self.secrets = secrets
        self.failed_logins = Attempts()
        self.disk = Disk(files)

    async def run(self, unit: Unit[T], *, write: bool = True, one_moment: bool = False) -> T:
        threads, begin = (self._writer, "BEGIN IMMEDIATE") if write else (self._readers, "BEGIN")
        return await asyncio.get_running_loop().run_in_executor(threads, self._transaction, unit, begin)

    def _transaction(self, unit: Unit[T], begin: str) -> T:
        with self._engine.connect().execution_options(voronka_begin=begin) as connection, connection.begin():
            try:
                return unit(connection)
            except StopIteration as ended:  # a future cannot carry it: who waits would wait for ever
                raise RuntimeError("A unit of work ran out of what it iterates over.") from ended

    async def close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        self._engine.dispose()
