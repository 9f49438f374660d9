"""Rows of a POST read back, given other ids, and inserted by the driver alone."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import msgspec
from sqlalchemy import JSON
from sqlalchemy.dialects import postgresql

from voronka.base.ulid import new_ulids
from voronka.store.dialects.sqlite import ID_BITS
from voronka.store.tables import metadata

FAR = 1_000_000_000  # ids of the bare side begin here, so the sides never meet
CONDITIONS = {
    "leads": "id IN ({ids})",
    "field_values": "entity_type = 2 AND entity_id IN ({ids})",
    "entity_tags": "entity_type = 2 AND entity_id IN ({ids})",
    "links": "from_type = 2 AND from_id IN ({ids})",
    "search_texts": "entity_type = 2 AND entity_id IN ({ids})",
    "journal": "id > '{last}'",
    "events": "id > '{last}'",
}
ID_COLUMNS = ("id", "entity_id", "from_id")

Sample = dict[str, list[dict[str, Any]]]


class Bare:
    """What both kinds of database share."""

    def read(self, statement: str) -> list[dict[str, Any]]:
        raise NotImplementedError

    def insert(self, batch: Any) -> None:
        raise NotImplementedError

    def ready(self, sample: Sample) -> Any:
        raise NotImplementedError

    def search_texts(self, ids: list[int]) -> list[dict[str, Any]]:
        return self.read(f"SELECT * FROM search_texts WHERE {CONDITIONS['search_texts'].format(ids=_listed(ids))}")

    def left_behind(self, post: Callable[[], bytes]) -> Sample:
        """All rows that a POST has written, by table; nobody else writes meanwhile."""
        last = new_ulids(1)[0]
        ids = [lead["id"] for lead in msgspec.json.decode(post())["_embedded"]["leads"]]
        sample = {
            table: self.read(f"SELECT * FROM {table} WHERE {condition.format(ids=_listed(ids), last=last)}")
            for table, condition in CONDITIONS.items()
            if table != "search_texts"
        }
        return sample | {"search_texts": self.search_texts(ids)}

    def prepared(self, sample: Sample, first: int) -> Any:
        """The rows with leads numbered from `first` and a journal of their own, in the form that `insert` takes."""
        new_ids = {row["id"]: first + place for place, row in enumerate(sample["leads"])}
        journal_ids = dict(
            zip((row["id"] for row in sample["journal"]), new_ulids(len(sample["journal"])), strict=True)
        )
        event_ids = dict(zip((row["id"] for row in sample["events"]), new_ulids(len(sample["events"])), strict=True))
        renamed = new_ids | journal_ids | event_ids
        return self.ready({table: [_renamed(row, renamed) for row in rows] for table, rows in sample.items()})


def _listed(ids: list[int]) -> str:
    return ", ".join(map(str, ids))


def _renamed(row: dict[str, Any], ids: dict[Any, Any]) -> dict[str, Any]:
    """New leads have ids that no contact has reached yet, so an id alone says which record is meant."""
    columns = (*ID_COLUMNS, "journal_id")
    renamed = {name: ids.get(value, value) if name in columns else value for name, value in row.items()}
    if "rowid" in row:
        renamed["rowid"] = row["rowid"] >> ID_BITS << ID_BITS | ids[row["rowid"] % 2**ID_BITS]
    return renamed


class BareSqlite(Bare):
    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(url.split(":///", 1)[1], isolation_level=None, timeout=30)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("synchronous=FULL", "cache_size=-16000", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    def read(self, statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(statement)]

    def search_texts(self, ids: list[int]) -> list[dict[str, Any]]:
        (account,) = self._connection.execute("SELECT id FROM accounts WHERE is_default").fetchone()
        rowids = [account << (ID_BITS + 4) | 2 << ID_BITS | id for id in ids]
        return self.read(f"SELECT rowid, text FROM search_texts WHERE rowid IN ({_listed(rowids)})")

    def ready(self, sample: Sample) -> Any:
        return [
            (
                f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({', '.join('?' * len(rows[0]))})",
                [tuple(row.values()) for row in rows],
            )
            for table, rows in sample.items()
        ]

    def insert(self, batch: Any) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for statement, rows in batch:
            self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class BarePostgresql(Bare):
    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._connection = self._runner.run(asyncpg.connect(url, server_settings={"jit": "off"}))

    def read(self, statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._runner.run(self._connection.fetch(statement))]

    def ready(self, sample: Sample) -> Any:
        """Columns as arrays: quicker than executemany."""
        return [
            (
                _unnested(table, list(rows[0])),
                [list(column) for column in zip(*(row.values() for row in rows), strict=True)],
            )
            for table, rows in sample.items()
        ]

    def insert(self, batch: Any) -> None:
        self._runner.run(self._insert(batch))

    async def _insert(self, batch: Any) -> None:
        async with self._connection.transaction():
            for statement, columns in batch:
                await self._connection.execute(statement, *columns)

    def close(self) -> None:
        self._runner.run(self._connection.close())
        self._runner.close()


def _unnested(table: str, names: list[str]) -> str:
    columns = metadata.tables[table].c
    is_json = {name: isinstance(columns[name].type, JSON) for name in names}
    types = [
        "text" if is_json[name] else columns[name].type.compile(postgresql.dialect()).partition(" ")[0]
        for name in names
    ]
    arrays = ", ".join(f"${place}::{type_}[]" for place, type_ in enumerate(types, 1))
    read = ", ".join(f"source.{name}::json" if is_json[name] else f"source.{name}" for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {read} FROM unnest({arrays}) AS source({', '.join(names)})"


@contextmanager
def bare(url: str) -> Iterator[BareSqlite | BarePostgresql]:
    driver = BareSqlite(url) if url.startswith("sqlite") else BarePostgresql(url)
    try:
        yield driver
    finally:
        driver.close()
