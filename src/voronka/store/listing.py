"""Filter, order, page → one statement, the same for every entity."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, false, or_, select

from voronka.base.folding import fold, looks_like_phone, phone_key
from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.fields.filtering import FieldFilter
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery, Range
from voronka.store.records import TABLES, from_row, in_recycle_bin, select_all, visible
from voronka.store.tables import field_values
from voronka.store.work import Work

SHORTEST_WORD = 3  # what a trigram index can look up


def page(work: Work, kind: Kind, query: ListQuery, level: Level) -> Page[Any]:
    table = TABLES[kind]
    statement = select_all(kind).where(*visible(work, kind, level), *_conditions(work, kind, query))
    if query.only_deleted and kind != Kind.ELEMENT:  # the recycle bin is small: it is read, not found among all records
        statement = work.dialect.by_index(statement, table, f"{table.name}_deleted")
    return cut(work, statement, table, query).map(lambda row: from_row(kind, row))


def cut(work: Work, statement: Select[Any], table: Table, query: ListQuery) -> Page[Any]:
    """The rows of the page asked for, in the order asked for."""
    ordered = _ordered(statement, table, query)
    rows = work.connection.execute(ordered.limit(query.limit + 1).offset((query.page - 1) * query.limit)).all()
    return Page.cut(rows, query.limit)


def _ordered(statement: Select[Any], table: Table, query: ListQuery) -> Select[Any]:
    """Ids break ties, so that pages neither overlap nor skip. The sum keeps SQLite from walking all records in order
    to find a few of them."""
    name, direction = query.order
    first = table.c[name] + 0 if _finds_few(query) else table.c[name]
    columns = [first] if name == "id" else [first, table.c.id]
    return statement.order_by(*(column.desc() if direction == "desc" else column for column in columns))


def _finds_few(query: ListQuery) -> bool:
    """By name, by id, by words: but the index of words is in the order of ids, and may find many."""
    return query.names is not None or "id" in query.equal or bool(query.text and query.order[0] != "id")


def _conditions(work: Work, kind: Kind, query: ListQuery) -> list[Any]:
    table = TABLES[kind]
    found: list[Any] = [in_recycle_bin(table, query.only_deleted)]
    found += [work_any(work, table.c[name], values) for name, values in query.equal.items()]
    for name, asked in query.ranges.items():
        found += between(table.c[name], asked)
    if query.names is not None:
        found.append(work_any(work, table.c.name_folded, [fold(name) for name in query.names]))
    if query.stages is not None:
        found.append(or_(*(at_stage(table, pipeline_id, status_id) for pipeline_id, status_id in query.stages)))
    if query.if_modified_since is not None:
        found.append(table.c.updated_at > query.if_modified_since)
    found += [_has_value(work, table, asked) for asked in query.fields]
    if query.text:
        found += _has_text(work, kind, table, query.text)
    return found


def work_any(work: Work, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
    """One value is compared as it is: the planner then streams the index in order."""
    return column == values[0] if len(values) == 1 else work.dialect.any_of(column, values)


def between(column: Any, asked: Range) -> list[ColumnElement[bool]]:
    """Whole columns are compared with whole numbers: beside a fraction PostgreSQL would not use their index."""
    low, high = asked.from_, asked.to
    if isinstance(column.type, Integer):
        low, high = low if low is None else ceil(low), high if high is None else floor(high)
    return ([] if low is None else [column >= low]) + ([] if high is None else [column <= high])


def at_stage(table: Table, pipeline_id: int | None, status_id: int) -> ColumnElement[bool]:
    status = table.c.status_id == status_id
    return status if pipeline_id is None else and_(table.c.pipeline_id == pipeline_id, status)


def _has_value(work: Work, table: Table, asked: FieldFilter) -> ColumnElement[bool]:
    values = field_values.c
    held: list[ColumnElement[bool]] = [values.account_id == work.account_id, values.field_id == asked.field_id]
    if asked.is_range:
        held += [values.value_num.is_not(None), *between(values.value_num, Range(asked.low, asked.high))]
    else:
        alternatives = [values.value_text == text for text in asked.texts] + [
            values.value_num == number for number in asked.nums
        ]
        held.append(or_(false(), *alternatives))
    return table.c.id.in_(select(values.entity_id).where(*held))


def _has_text(work: Work, kind: Kind, table: Table, asked: str) -> list[ColumnElement[bool]]:
    folded = fold(asked)
    if not folded:
        return []
    words = [phone_key(asked)] if looks_like_phone(asked) else folded.split()
    long = [word for word in words if len(word) >= SHORTEST_WORD]
    if long:
        return [work.dialect.matches(work.account_id, int(kind), table.c.id, long)]
    return [table.c.name_folded >= folded, table.c.name_folded < folded + "\U0010ffff"]
