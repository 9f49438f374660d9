"""PostgreSQL: asyncpg, lists and bulk writes as arrays, row locks, trigram search."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    TextClause,
    and_,
    any_,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import dialect as postgresql_dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from voronka.domain.errors import Overtaken
from voronka.store.dialects import Dialect, OnConflict, Row
from voronka.store.dialects.json_texts import json_texts
from voronka.store.tables import search_texts

# Serialization failure, deadlock, and a unique name or number that another writer took between our look and our
# writing: when the unit runs again it sees what the other one wrote, and answers to that.
RACES = {"40001", "40P01", "23505"}


def make_engine(url: str, size: int) -> AsyncEngine:
    rest = url.split("://", 1)[1]
    return create_async_engine(
        f"postgresql+asyncpg://{rest}",
        pool_size=size,
        max_overflow=size,
        hide_parameters=True,  # what customers wrote is nothing for the log
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"jit": "off"}},
    )


def lost_a_race(error: DBAPIError | Overtaken) -> bool:
    return isinstance(error, Overtaken) or getattr(error.orig, "sqlstate", None) in RACES


class Postgresql(Dialect):
    name = "postgresql"
    finds_words_in_order = False

    def any_of(self, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
        return column == any_(bindparam(None, list(values), type_=_array_of(column), unique=True))

    def among(self, column: Any, name: str) -> ColumnElement[bool]:
        return column == any_(bindparam(name, type_=_array_of(column)))

    def listed(self, values: Sequence[int] | Sequence[str]) -> list[Any]:
        return list(values)

    def holds(self, column: Any, path: Sequence[str], values: Sequence[str]) -> ColumnElement[bool]:
        item = func.json_array_elements(column).table_valued("value", name="item")
        found = func.json_extract_path_text(item.c.value, *path, type_=Text)
        return exists(select(1).select_from(item).where(self.any_of(found, values)))

    def insert_many(
        self, connection: Connection, table: Table, rows: Sequence[Row], on_conflict: OnConflict = "fail"
    ) -> int:
        if not rows:
            return 0
        names = tuple(rows[0])
        return connection.execute(_insert_arrays(table, names, on_conflict), _arrays(table, names, rows)).rowcount

    def update_many(self, connection: Connection, table: Table, rows: Sequence[Row], keys: Sequence[str]) -> None:
        if rows:
            names = tuple(rows[0])
            connection.execute(_update_arrays(table, names, tuple(keys)), _arrays(table, names, rows))

    def delete_many(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            names = tuple(rows[0])
            connection.execute(_delete_arrays(table, names), _arrays(table, names, rows))

    def locked(self, statement: Select[Any]) -> Select[Any]:
        return statement.with_for_update()

    def kept(self, statement: Select[Any]) -> Select[Any]:
        return statement.with_for_update(read=True, key_share=True)

    def claimed(self, statement: Select[Any]) -> Select[Any]:
        return statement.with_for_update(skip_locked=True)

    def by_index(self, statement: Select[Any], table: Table, index: str) -> Select[Any]:
        return statement  # it counts rows by itself

    def begin_bulk(self, connection: Connection) -> None:
        # an import fills empty tables: a plan kept from then reads all of them for every batch
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")

    def save_search_texts(
        self, connection: Connection, account_id: int, kind: int, texts: dict[int, str], *, new: bool
    ) -> None:
        if not new:
            self.delete_search_texts(connection, account_id, kind, list(texts))
        rows = [
            {"account_id": account_id, "entity_type": kind, "entity_id": id, "text": folded}
            for id, folded in texts.items()
        ]
        self.insert_many(connection, search_texts, rows)

    def search_texts(self, connection: Connection, account_id: int, kind: int, after: int, last: int) -> dict[int, str]:
        c = search_texts.c
        within = c.account_id == account_id, c.entity_type == kind, c.entity_id > after, c.entity_id <= last
        return {row.entity_id: row.text for row in connection.execute(select(c.entity_id, c.text).where(*within))}

    def delete_search_texts(self, connection: Connection, account_id: int, kind: int, ids: Sequence[int]) -> None:
        ours = and_(search_texts.c.account_id == account_id, search_texts.c.entity_type == kind)
        connection.execute(delete(search_texts).where(ours, self.any_of(search_texts.c.entity_id, ids)))

    def matches(self, account_id: int, kind: int, words: Sequence[str]) -> tuple[Select[Any], Any]:
        held = (search_texts.c.text.contains(word, autoescape=True) for word in words)
        ours = (search_texts.c.account_id == account_id, search_texts.c.entity_type == kind)
        return select(search_texts.c.entity_id).where(*ours, *held), search_texts.c.entity_id

    def contains(self, account_id: int, kind: int, column: Any, words: Sequence[str]) -> ColumnElement[bool]:
        return column.in_(self.matches(account_id, kind, words)[0])


def _array_of(column: Any) -> ARRAY[Any]:
    return ARRAY(Text if isinstance(column.type, Text) else BigInteger)


def _type_of(table: Table, name: str) -> str:
    return table.c[name].type.compile(postgresql_dialect()).partition(" COLLATE")[0]


def _is_json(table: Table, name: str) -> bool:
    return isinstance(table.c[name].type, JSON)


def _source(table: Table, names: tuple[str, ...]) -> str:
    arrays = (f"CAST(:{name} AS {'TEXT' if _is_json(table, name) else _type_of(table, name)}[])" for name in names)
    return f"unnest({', '.join(arrays)}) AS source({', '.join(names)})"


def _read(table: Table, name: str) -> str:
    return f"source.{name}::json" if _is_json(table, name) else f"source.{name}"


@cache
def _insert_arrays(table: Table, names: tuple[str, ...], on_conflict: OnConflict) -> TextClause:
    values = ", ".join(_read(table, name) for name in names)
    ending = " ON CONFLICT DO NOTHING" if on_conflict == "ignore" else ""
    return text(f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {values} FROM {_source(table, names)}{ending}")


@cache
def _update_arrays(table: Table, names: tuple[str, ...], keys: tuple[str, ...]) -> TextClause:
    changed = ", ".join(f"{name} = {_read(table, name)}" for name in names if name not in keys)
    found = " AND ".join(f"{table.name}.{key} = source.{key}" for key in keys)
    return text(f"UPDATE {table.name} SET {changed} FROM {_source(table, names)} WHERE {found}")


@cache
def _delete_arrays(table: Table, names: tuple[str, ...]) -> TextClause:
    found = " AND ".join(f"{table.name}.{name} = source.{name}" for name in names)
    return text(f"DELETE FROM {table.name} USING {_source(table, names)} WHERE {found}")


def _arrays(table: Table, names: tuple[str, ...], rows: Sequence[Row]) -> dict[str, list[Any]]:
    columns = {name: [row[name] for row in rows] for name in names}
    return {name: json_texts(values) if _is_json(table, name) else values for name, values in columns.items()}


DIALECT = Postgresql()
