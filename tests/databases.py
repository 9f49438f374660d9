"""A fresh database for every test, cheaply: filled once in a session, then brought back to that state.

SQLite copies a file. PostgreSQL takes a quarter of a second to copy a database, so there every table is set back from
a copy in a schema of its own: some milliseconds.
"""

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import asyncpg

from voronka.base.secrets import Secrets
from voronka.store.database import Connection, Database, open_database
from voronka.store.schema import migrate
from voronka.store.tables import metadata

T = TypeVar("T")

VARIABLE = "VORONKA_TEST_DATABASE_URL"
SECRETS = Secrets(b"tests have this key, nobody else")

Fill = Callable[[Connection, Database], T]


def kinds() -> list[str]:
    return ["sqlite", "postgresql"] if os.environ.get(VARIABLE) else ["sqlite"]


class Home(Protocol):
    """Where databases of one kind live during a session."""

    async def create(self, name: str) -> str: ...
    async def keep(self, name: str) -> None: ...
    async def fresh(self, name: str) -> str: ...
    async def drop(self, name: str) -> None: ...


class Templates:
    """Databases by what is in them; each content is made once in a session."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._made: dict[str, Any] = {}

    async def fresh(self, name: str, fill: Fill[T]) -> tuple[str, T]:
        """The URL of a database in its first state, and what `fill` returned when it was made."""
        if name not in self._made:
            self._made[name] = await self._make(name, fill)
            await self.home.keep(name)
        return await self.home.fresh(name), self._made[name]

    async def _make(self, name: str, fill: Fill[T]) -> T:
        database = open_database(await self.home.create(name), SECRETS)
        try:
            await migrate(database)
            return await database.run(lambda connection: fill(connection, database))
        finally:
            await database.close()

    async def drop_all(self) -> None:
        for name in self._made:
            await self.home.drop(name)


class SqliteHome:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._numbers = count(1)

    async def create(self, name: str) -> str:
        return self._url(name)

    async def keep(self, name: str) -> None:
        """The file itself is the copy; it is never opened again."""

    async def fresh(self, name: str) -> str:
        copy = f"{name}-{next(self._numbers)}"
        shutil.copyfile(self._directory / f"{name}.db", self._directory / f"{copy}.db")
        return self._url(copy)

    async def drop(self, name: str) -> None:
        for path in self._directory.glob(f"{name}*.db*"):
            path.unlink()

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._directory / name}.db"


class PostgresqlHome:
    """Databases beside the one that the URL names; its user must be allowed to create them."""

    def __init__(self, url: str, worker: str) -> None:
        self._url = url
        self._prefix = f"voronka_test_{os.getpid()}_{worker}"

    async def create(self, name: str) -> str:
        await self._execute(self._url, f"CREATE DATABASE {self._name(name)}")
        return self._url_of(name)

    async def keep(self, name: str) -> None:
        copies = "".join(f"CREATE TABLE kept.{table} AS TABLE {table}; " for table in metadata.tables)
        await self._execute(self._url_of(name), "CREATE SCHEMA kept; " + copies)

    async def fresh(self, name: str) -> str:
        """Whoever is left over from a failed test is sent away first: it may hold locks."""
        tables = [table.name for table in metadata.sorted_tables]
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        emptied = "".join(f"DELETE FROM {table}; " for table in reversed(tables))
        filled = "".join(f"INSERT INTO {table} SELECT * FROM kept.{table}; " for table in tables)
        await self._execute(self._url_of(name), f"{others} AND pid <> pg_backend_pid(); {emptied} {filled}")
        return self._url_of(name)

    async def drop(self, name: str) -> None:
        await self._execute(self._url, f"DROP DATABASE {self._name(name)} WITH (FORCE)")

    def _name(self, name: str) -> str:
        return f"{self._prefix}_{name}"

    def _url_of(self, name: str) -> str:
        return urlsplit(self._url)._replace(path=f"/{self._name(name)}").geturl()

    async def _execute(self, url: str, statements: str) -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statements)
        finally:
            await connection.close()
