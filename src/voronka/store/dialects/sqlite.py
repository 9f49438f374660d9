"""SQLite: WAL, one writer, lists as JSON, FTS5 with trigrams."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    BindParameter,
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    column,
    create_engine,
    delete,
    event,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
    update,
)
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.pool import QueuePool

from voronka.store.dialects import LAST_ID, Dialect, OnConflict, Row
from voronka.store.dialects.json_texts import json_texts

# rowid of the full-text index: account, kind and record in one number, so a search is a range of rowids in id order
KIND_BITS = 4
ID_BITS = LAST_ID.bit_length()

# made with detail='none': without the places of the trigrams in the text the index is a third as large, and `matches`
# looks into the text itself
_SEARCH = table("search_texts", column("rowid", Integer), column("text", Text))


def make_engine(path: str, size: int) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=2,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 30, "cached_statements": 512},
        hide_parameters=True,  # what customers wrote is nothing for the log
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
    )
    engine.dialect.statement_compiler = _Compiler
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-16000",
        "mmap_size=268435456",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the write lock at once: a reader that turns writer half-way may fail for no fault of its own."""
    connection.exec_driver_sql(connection.get_execution_options().get("voronka_begin", "BEGIN IMMEDIATE"))


class _Compiler(SQLiteCompiler):
    """SQLAlchemy does not know that SQLite takes a hint after a table's name."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text


class Sqlite(Dialect):
    name = "sqlite"
    finds_words_in_order = True

    def any_of(self, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
        return _is_in(column, bindparam(None, self.listed(values), unique=True))

    def among(self, column: Any, name: str) -> ColumnElement[bool]:
        return _is_in(column, bindparam(name, type_=Text))

    def listed(self, values: Sequence[int] | Sequence[str]) -> str:
        return msgspec.json.encode(values).decode()

    def holds(self, column: Any, path: Sequence[str], values: Sequence[str]) -> ColumnElement[bool]:
        item = func.json_each(column).table_valued("value", name="item")
        found = cast(func.json_extract(item.c.value, f"$.{'.'.join(path)}"), Text)
        wanted = found == values[0] if len(values) == 1 else self.any_of(found, values)
        return exists(select(1).select_from(item).where(wanted))

    def insert_many(
        self, connection: Connection, table: Table, rows: Sequence[Row], on_conflict: OnConflict = "fail"
    ) -> int:
        if not rows:
            return 0
        names = tuple(rows[0])
        return connection.exec_driver_sql(_insert_text(table, names, on_conflict), _bound(table, names, rows)).rowcount

    def update_many(self, connection: Connection, table: Table, rows: Sequence[Row], keys: Sequence[str]) -> None:
        if not rows:
            return
        found = and_(*(table.c[key] == bindparam(f"key_{key}") for key in keys))
        changed = {name: bindparam(f"new_{name}") for name in rows[0] if name not in keys}
        named = [{f"{'key' if name in keys else 'new'}_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(update(table).where(found).values(changed), named)

    def delete_many(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            found = and_(*(table.c[name] == bindparam(f"key_{name}") for name in rows[0]))
            named = [{f"key_{name}": value for name, value in row.items()} for row in rows]
            connection.execute(delete(table).where(found), named)

    def locked(self, statement: Select[Any]) -> Select[Any]:
        return statement  # BEGIN IMMEDIATE already holds the only write lock

    def kept(self, statement: Select[Any]) -> Select[Any]:
        return statement

    def claimed(self, statement: Select[Any]) -> Select[Any]:
        return statement

    def by_index(self, statement: Select[Any], table: Table, index: str) -> Select[Any]:
        return statement.with_hint(table, f"INDEXED BY {index}", "sqlite")

    def begin_bulk(self, connection: Connection) -> None:
        # the same pages of the indexes change in every batch: they go into the file once in a while, not every time
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint=20000")

    def save_search_texts(
        self, connection: Connection, account_id: int, kind: int, texts: dict[int, str], *, new: bool
    ) -> None:
        if not new:
            self.delete_search_texts(connection, account_id, kind, list(texts))
        rows = [{"rowid": _rowid(account_id, kind, id), "text": folded} for id, folded in texts.items()]
        if rows:
            connection.execute(text("INSERT INTO search_texts (rowid, text) VALUES (:rowid, :text)"), rows)

    def search_texts(self, connection: Connection, account_id: int, kind: int, after: int, last: int) -> dict[int, str]:
        start = _rowid(account_id, kind, 0)
        within = {"above": start + after, "last": start + last}
        found = text("SELECT rowid, text FROM search_texts WHERE rowid > :above AND rowid <= :last")
        return {row[0] - start: row[1] for row in connection.execute(found, within)}

    def delete_search_texts(self, connection: Connection, account_id: int, kind: int, ids: Sequence[int]) -> None:
        rows = [{"rowid": _rowid(account_id, kind, id)} for id in ids]
        if rows:
            connection.execute(text("DELETE FROM search_texts WHERE rowid = :rowid"), rows)

    def matches(self, account_id: int, kind: int, words: Sequence[str]) -> tuple[Select[Any], Any]:
        """Rowids of the full-text index come in their order, so in the order of ids."""
        first, rowid = _rowid(account_id, kind, 0), _SEARCH.c.rowid
        asked = " AND ".join('"' + part.replace('"', '""') + '"' for word in words for part in _trigrams(word))
        found = text("search_texts MATCH :search_trigrams").bindparams(search_trigrams=asked)
        held = (func.instr(_SEARCH.c.text, word) > 0 for word in words)
        ours = (rowid > first, rowid < _rowid(account_id, kind + 1, 0))
        return select((rowid - first).label("id")).where(found, *ours, *held), rowid

    def contains(self, account_id: int, kind: int, column: Any, words: Sequence[str]) -> ColumnElement[bool]:
        held = select(_SEARCH.c.text).where(_SEARCH.c.rowid == column + _rowid(account_id, kind, 0)).scalar_subquery()
        return and_(*(func.instr(held, word) > 0 for word in words))


def _trigrams(word: str) -> list[str]:
    """Every third one covers the word: fewer lists to go through, and the text decides. A shorter word has none."""
    starts = sorted({*range(0, len(word) - 2, 3), len(word) - 3}) if len(word) >= 3 else []
    return [word[start : start + 3] for start in starts]


def _is_in(column: Any, listed: BindParameter[Any]) -> ColumnElement[bool]:
    return column.in_(select(literal_column("value")).select_from(func.json_each(listed)))


@cache
def _insert_text(table: Table, names: tuple[str, ...], on_conflict: OnConflict) -> str:
    """Handed to the driver as it is: SQLAlchemy's own way of binding a row costs more than SQLite's of storing it."""
    verb = "INSERT OR IGNORE" if on_conflict == "ignore" else "INSERT"
    marks = ", ".join("?" for _ in names)
    return f"{verb} INTO {table.name} ({', '.join(names)}) VALUES ({marks})"


def _bound(table: Table, names: tuple[str, ...], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return list(zip(*(_column(table.c[name].type, [row[name] for row in rows]) for name in names), strict=True))


def _column(type_: Any, values: list[Any]) -> list[Any]:
    if isinstance(type_, JSON):
        return json_texts(values)
    # the driver asks every bool whether it wants to be adapted; an int it takes at once
    return [None if value is None else int(value) for value in values] if isinstance(type_, Boolean) else values


def _rowid(account_id: int, kind: int, entity_id: int) -> int:
    return account_id << (KIND_BITS + ID_BITS) | kind << ID_BITS | entity_id


DIALECT = Sqlite()
