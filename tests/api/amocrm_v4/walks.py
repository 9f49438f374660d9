"""Lists that hold more than a page, read to their end while other people write.

Rows are copies of one that the list shows, put there by the thousand at once. While a page is read, a thread adds some,
deletes some of those that were read and of those to come, and changes others.
"""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from random import shuffle
from typing import Any

import httpx2
from sqlalchemy import Table, delete, func, select, update

from tests.world import World
from voronka.services.work import Work
from voronka.store.tables import metadata

# By the last word of the list's name: its table, its column, and the key under which items show that, if another.
TABLES = {
    "bots": ("bots", "id"),
    "catalogs": ("catalogs", "id"),
    "companies": ("companies", "id"),
    "contacts": ("contacts", "id"),
    "custom_fields": ("custom_fields", "id"),
    "customers": ("customers", "id"),
    "elements": ("elements", "id"),
    "events": ("events", "id"),
    "files": ("file_links", "id"),
    "leads": ("leads", "id"),
    "messages": ("messages", "id"),
    "notes": ("notes", "id"),
    "notes_of": ("notes", "id"),
    "roles": ("roles", "id"),
    "segments": ("segments", "id"),
    "tags": ("tags", "id"),
    "talks": ("talks", "id", "talk_id"),
    "tasks": ("tasks", "id"),
    "templates": ("chat_templates", "id"),
    "transactions": ("transactions", "id"),
    "transactions_of": ("transactions", "id"),
    "unsorted": ("unsorted", "uid"),
    "users": ("users", "id"),
    "website_buttons": ("website_buttons", "id", "source_id"),
    "widgets": ("widgets", "id"),
}
WHOLE = {"files": ("files", "uuid")}  # the list of all files, which has the name of those that hang on a record
ONE_PAGE = {"currencies", "subscriptions"}  # a table in the code, and at most one row

# What a row cannot be without, and the column that says which it is.
PARENTS = {"file_links": ("files", "file_id"), "website_buttons": ("sources", "id")}
SHARED = {"account_id", "client_id", "entity_id", "entity_type"}

# All lists are cut by the same few lines of store/listing.py or domain/listing.py, so ten thousand rows of every list
# would say no more than these do.
HUGE = {"leads.list", "contacts.list", "tasks.list", "leads.notes.list", "events.list", "catalogs.elements.list"}
TEN_THOUSAND, A_THOUSAND, FEW = 10_000, 1_000, 150
FACTS = {"catalogs", "custom_fields", "roles", "segments", "users"}  # held in memory, and read anew after each change
MOST = {"chats.templates.list": 50, "events.list": 100}
ADDED = 5
ORDERED, ALIKE = ("complete_till", "created_at", "size", "sort", "updated_at"), 7


def rows_of(world: World, name: str, item: Any) -> "Rows":
    word = name.removesuffix(".list").rpartition(".")[2]
    table, column, *key = WHOLE[word] if name == "files.list" else TABLES[word]
    rows = Rows(world, metadata.tables[table], column, key[0] if key else column)
    rows.fill(item, TEN_THOUSAND if name in HUGE else FEW if word in FACTS else A_THOUSAND)
    rows.at_once = 20 if word in FACTS else MOST.get(name, 250)
    return rows


def walk(client: httpx2.Client, page: Any, key: str, rows: "Rows") -> None:
    """From this page on by `next`; what stood all the time comes once, and nothing that nobody changed comes twice."""
    seen: list[Any] = []
    with ThreadPoolExecutor(1) as others:
        while True:
            seen += [item[rows.shown] for item in page["_embedded"][key]]
            following = page["_links"].get("next")
            if not following:
                break
            writing = others.submit(rows.disturb, seen)
            page = client.get(following["href"]).json()
            writing.result()
    missed = rows.standing - set(seen)
    twice = {id for id, times in Counter(seen).items() if times > 1} - rows.changed
    assert (sorted(missed), sorted(twice)) == ([], [])
    assert len(rows.standing) > FEW // 2


class Rows:
    """standing: those that nobody touches, as the items show them. changed: those that may have moved. at_once: on a
    page, as many as the list allows."""

    def __init__(self, world: World, table: Table, column: str, shown: str) -> None:
        self.world, self.table, self.column, self.shown = world, table, column, shown
        self.standing: set[Any] = set()
        self.changed: set[Any] = set()
        self.sample: dict[str, dict[str, Any]] = {}
        self.last = 0
        self.at_once = 250

    def fill(self, item: Any, count: int) -> None:
        self.world.do(self._read, item[self.shown])
        self.standing = set(self.world.do(self._add, count))

    def disturb(self, seen: list[Any]) -> None:
        """The row with which the last page ended goes too: who remembers a place remembers more than a row."""
        read = [id for id in reversed(seen) if id in self.standing]
        to_come = list(self.standing - set(seen))
        shuffle(to_come)  # or they were the very rows that a page by its number would pass over
        gone, changed = ([*read[some], *to_come[some]] for some in (slice(0, 2), slice(2, 4)))
        self.standing -= {*gone, *changed}
        self.changed |= {*changed}
        self.world.do(self._disturb, gone, changed)

    def _disturb(self, work: Work, gone: list[Any], changed: list[Any]) -> None:
        self._add(work, ADDED)
        work.connection.execute(delete(self.table).where(*self._these(work, gone)))
        if "updated_at" in self.table.c:
            work.connection.execute(
                update(self.table).where(*self._these(work, changed)).values(updated_at=work.now + 1)
            )

    def _these(self, work: Work, ids: Iterable[Any]) -> tuple[Any, Any]:
        return self.table.c.account_id == work.account_id, self.table.c[self.column].in_(ids)

    def _read(self, work: Work, shown: Any) -> None:
        row = work.connection.execute(select(self.table).where(*self._these(work, [shown]))).one()
        self.sample[self.table.name] = dict(row._mapping)
        if self.table.name in PARENTS:
            name, link = PARENTS[self.table.name]
            c = metadata.tables[name].c
            held = select(metadata.tables[name]).where(c.account_id == work.account_id, c.id == getattr(row, link))
            self.sample[name] = dict(work.connection.execute(held).one()._mapping)

    def _add(self, work: Work, count: int) -> list[Any]:
        parent = PARENTS.get(self.table.name, (None, ""))[0]
        tables = [metadata.tables[name] for name in (parent, self.table.name) if name]
        first = max(self.last, *(_greatest(work, table) for table in tables)) + 1
        self.last = first + count
        numbers = range(first, self.last)
        rows: list[dict[str, Any]] = []
        for table in tables:
            apart = {"id", "place", *_unique(table)} & set(table.c.keys())
            sample = self.sample[table.name]
            rows = [
                sample | _apart(sample, number) | {name: _fresh(sample[name], number) for name in apart}
                for number in numbers
            ]
            work.dialect.insert_many(work.connection, table, rows)
        work.facts_change()  # for the lists that are read from there
        return [row[self.column] for row in rows]


def _apart(sample: dict[str, Any], number: int) -> dict[str, Any]:
    """By what lists are ordered: some rows differ, some are alike."""
    return {name: sample[name] + number % ALIKE for name in ORDERED if isinstance(sample.get(name), int)}


def _unique(table: Table) -> set[str]:
    return {column.name for index in table.indexes if index.unique for column in index.columns} - SHARED


def _fresh(value: Any, number: int) -> Any:
    return number if isinstance(value, int) else f"{value[:26]}-{number}" if value else value


def _greatest(work: Work, table: Table) -> int:
    """Of the ids that are numbers."""
    greatest = select(func.max(table.c.id)).where(table.c.account_id == work.account_id)
    return work.connection.execute(greatest).scalar_one() if table.c.id.type.python_type is int else 0
