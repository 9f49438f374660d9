"""What all lists share: order, page, and the conditions that are more than one comparison."""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, Text, and_, literal, tuple_

from voronka.base.page import Page, Place
from voronka.domain.listing import ListQuery, Range, check_after
from voronka.store.work import Work


def cut(work: Work, statement: Select[Any], table: Table, query: ListQuery) -> Page[Any]:
    """The rows of the page asked for, in the order asked for."""
    columns = order_of(table, query)
    return page(work, ordered(statement, columns, query), columns, query)


def page(work: Work, ordered: Select[Any], columns: Sequence[Any], place: Place) -> Page[Any]:
    """`columns`: by which it is ordered, as the statement names them."""
    rows = work.connection.execute(ordered.limit(place.limit + 1).offset(place.skipped)).all()
    key = None if place.offset is not None else lambda row: tuple(getattr(row, column.key) for column in columns)
    return Page.cut(rows, place.limit, key)


def order_of(table: Table, query: ListQuery) -> list[Any]:
    """Ids break ties, so that pages neither overlap nor skip."""
    name = query.order[0]
    return [table.c.id] if name == "id" else [table.c[name], table.c.id]


def ordered(statement: Select[Any], columns: Sequence[Any], query: ListQuery) -> Select[Any]:
    """By these columns, in the direction asked for."""
    return directed(statement, columns, query, descending=query.order[1] == "desc")


def directed(statement: Select[Any], columns: Sequence[Any], place: Place, *, descending: bool) -> Select[Any]:
    """From the place on, where it is told by the row before it."""
    if place.after:
        check_after(place.after, [column.type.python_type for column in columns])
        here = tuple_(*columns)
        end = tuple_(*(literal(value, column.type) for value, column in zip(place.after, columns, strict=True)))
        statement = statement.where(here < end if descending else here > end)
    return statement.order_by(*(column.desc() if descending else column for column in columns))


def unindexed(column: Any) -> Any:
    """The column as no index knows it: a sum is not looked up."""
    return column + ("" if isinstance(column.type, Text) else 0)


def any_of(work: Work, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
    """One value is compared as it is: the planner then streams the index in order."""
    return column == values[0] if len(values) == 1 else work.dialect.any_of(column, values)


def ranges_of(query: ListQuery) -> Iterator[tuple[str, Range]]:
    yield from query.ranges.items()
    if query.if_modified_since is not None:
        yield "updated_at", Range(query.if_modified_since + 1, None)


def between(column: Any, asked: Range) -> list[ColumnElement[bool]]:
    """Whole columns are compared with whole numbers: beside a fraction PostgreSQL would not use their index."""
    low, high = asked.from_, asked.to
    if isinstance(column.type, Integer):
        low, high = low if low is None else ceil(low), high if high is None else floor(high)
    return ([] if low is None else [column >= low]) + ([] if high is None else [column <= high])


def at_stage(columns: Any, pipeline_id: int | None, status_id: int) -> ColumnElement[bool]:
    status = columns["status_id"] == status_id
    return status if pipeline_id is None else and_(columns["pipeline_id"] == pipeline_id, status)
