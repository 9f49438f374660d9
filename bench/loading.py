"""Databases full of invented records. Each is made once: SQLite keeps a file, PostgreSQL a database, named by its size.

Secondary indexes are made after the rows, which is what takes a million leads from an hour to minutes.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy import Index, text

from bench import company, invented
from bench.invented import Invented
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.records import Link, Tag
from voronka.services.work import Connection, Work
from voronka.store import links, records, tags
from voronka.store.database import Database, open_database
from voronka.store.schema import migrate
from voronka.store.tables import metadata

T = TypeVar("T")

MADE = 7  # counts up when the records or the tables change: what was kept from before is made anew
BATCH = 5_000
FILLED = ("leads", "contacts", "companies", "field_values", "entity_tags", "links", "search_texts")


def sqlite(directory: Path, size: int) -> str:
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"leads-{size}-v{MADE}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished.db")
        for left in directory.glob(f"{unfinished.name}*"):
            left.unlink()
        asyncio.run(fill(f"sqlite:///{unfinished}", size))
        unfinished.rename(path)
    return f"sqlite:///{path}"


def postgresql(url: str, size: int) -> str:
    """Beside the database that `url` names; its user must be allowed to create databases."""
    name = f"voronka_bench_{size}_v{MADE}"
    made = urlsplit(url)._replace(path=f"/{name}").geturl()
    if asyncio.run(_is_new(url, name)):
        asyncio.run(fill(made, size))
        asyncio.run(_execute(made, "VACUUM ANALYZE", "CREATE TABLE finished ()"))
    return made


async def _is_new(url: str, name: str) -> bool:
    """A database that was not filled to its end is dropped."""
    server = await asyncpg.connect(url)
    try:
        if await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            there = await asyncpg.connect(urlsplit(url)._replace(path=f"/{name}").geturl())
            finished = await there.fetchval("SELECT to_regclass('finished')")
            await there.close()
            if finished:
                return False
            await server.execute(f"DROP DATABASE {name}")
        await server.execute(f"CREATE DATABASE {name}")
        return True
    finally:
        await server.close()


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url, command_timeout=3600)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def fill(url: str, size: int) -> None:
    """`size` leads, half as many contacts, a tenth as many companies."""
    began = time.perf_counter()
    database = open_database(url, company.SECRETS)
    try:
        await migrate(database)
        directory = await database.run(lambda connection: company.directory(company.create(connection, database)))
        indexes = _indexes(database)
        await database.run(lambda connection: [index.drop(connection) for index in indexes])
        await _fill(database, directory, size)
        for index in indexes:
            await database.run(lambda connection, index=index: index.create(connection))
        await database.run(lambda connection: company.subscribe(company.work_in(connection, database)))
        await database.run(_analyze)
    finally:
        await database.close()
    print(f"  made {size:,} leads in {time.perf_counter() - began:.0f} s", flush=True)


def _indexes(database: Database) -> list[Index]:
    tables = [metadata.tables[name] for name in FILLED if name != "search_texts" or database.dialect.name != "sqlite"]
    return [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]


def _analyze(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))


async def _fill(database: Database, directory: Sequence[Tag], size: int) -> None:
    def in_work(unit: Callable[[Work], T]) -> Callable[[Connection], T]:
        return lambda connection: unit(company.work_in(connection, database))

    async def ids_of(kind: Kind, count: int) -> range:
        ids = await database.run(in_work(lambda work: work.new_ids(kind.plural, count)))
        return range(ids[0], ids[-1] + 1)

    made = await database.run(in_work(lambda work: company.of_facts(work.facts)))
    people, firms = await ids_of(Kind.CONTACT, size // 2), await ids_of(Kind.COMPANY, size // 10)
    deals = await ids_of(Kind.LEAD, size)
    for batch in _batches(invented.firms(made, firms)):
        await database.run(in_work(lambda work, batch=batch: records.insert(work, Kind.COMPANY, batch)))
    for batch in _batches(invented.contacts(made, people)):
        await database.run(in_work(lambda work, batch=batch: records.insert(work, Kind.CONTACT, batch)))
    for batch in _batches(invented.leads(made, deals, len(directory), len(people), len(firms))):
        await database.run(in_work(lambda work, batch=batch: _insert(work, batch, directory, people, firms)))


def _batches(made: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(made, BATCH)):
        yield batch


def _insert(work: Work, batch: Sequence[Invented], directory: Sequence[Tag], people: range, firms: range) -> None:
    records.insert(work, Kind.LEAD, [each.lead for each in batch])
    tags.attach(work, Kind.LEAD, ((each.lead.id, directory[place].id) for each in batch for place in each.tags))
    held: list[tuple[End, Any]] = []
    for each in batch:
        here = End(Kind.LEAD, each.lead.id)
        held.append((here, Link(to_type=Kind.CONTACT, to_id=people[each.contact], is_main=True)))
        if each.firm is not None:
            held.append((here, Link(to_type=Kind.COMPANY, to_id=firms[each.firm])))
    links.insert(work, held)
