"""Pages of filtered records, found without reading much more than the page.

No planner knows where the records of a filter stand in the order asked for: what was created in March has neighbouring
ids, far from the first ones. So it is tried: among the first records of the order, where frequent things fill a page
at once; then along an index of the condition, in which ids can be read alone; only then all that it finds is sorted.
Each step is exact or gives up, and there are as many steps whatever the number of records.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, Table, func, select

from voronka.base.page import Page
from voronka.domain.listing import ListQuery
from voronka.store import listing
from voronka.store.work import Work

FEW = 2_000  # are read and sorted in no time
SLACK = 100  # of the records that an index gives some may lie in the recycle bin
NEAR = 16  # how many times a page is looked through where the next step is cheap too
FAR = 50  # and where it is not


class Finder(Struct, frozen=True):
    """The ids of the records that meet one condition, from an index alone."""

    ids: Select[Any]
    id: Any
    in_order: bool = False  # the index gives them in the order of ids
    is_own: bool = False  # the index belongs to the records' own table


def page(work: Work, statement: Select[Any], table: Table, query: ListQuery, finders: Sequence[Finder]) -> Page[Any]:
    """`statement` holds all conditions; each finder knows one of them."""
    streamed = [finder for finder in finders if finder.in_order and query.order[0] == "id"]
    rarest = finders[0]
    if len(finders) > 1 or not streamed:
        rarest, count = _rarest(work, finders)
        if count < FEW:
            return few(work, statement.where(table.c.id.in_(rarest.ids)), table, query)
    for ids, times in _beginnings(work, table, query, finders, streamed):
        found = _among(work, statement, table, query, ids, (query.page * query.limit + 1) * times + SLACK)
        if found is not None:
            return found
    return few(work, statement.where(table.c.id.in_(rarest.ids)), table, query)


def _beginnings(
    work: Work, table: Table, query: ListQuery, finders: Sequence[Finder], streamed: Sequence[Finder]
) -> Iterator[tuple[Select[Any], int]]:
    """Ids in the order asked for, and how many times a page of them is worth a look."""
    for finder in streamed:
        yield listing.ordered(finder.ids, [finder.id], query), 1 if len(finders) == 1 else FAR
    if streamed:
        return
    sorts_alone = len(finders) == 1 and query.order[0] == "id"
    yield _first_of_all(work, table, query), NEAR if sorts_alone else FAR
    if sorts_alone:
        yield listing.ordered(finders[0].ids, [finders[0].id + 0], query), 1


def few(work: Work, statement: Select[Any], table: Table, query: ListQuery) -> Page[Any]:
    """What the statement finds is little: it is sorted. The sum keeps the planner from walking all records in order."""
    first, *rest = listing.order_of(table, query)
    return listing.page(work, listing.ordered(statement, [first + 0, *rest], query), query)


def _rarest(work: Work, finders: Sequence[Finder]) -> tuple[Finder, int]:
    counts = [work.connection.execute(_counted(finder)).scalar_one() for finder in finders]
    return min(zip(finders, counts, strict=True), key=lambda pair: (pair[1], not pair[0].in_order))


def _counted(finder: Finder) -> Select[Any]:
    return select(func.count()).select_from(finder.ids.limit(FEW).subquery())


def _first_of_all(work: Work, table: Table, query: ListQuery) -> Select[Any]:
    """In the order asked for, from where its own range begins."""
    first = select(table.c.id).where(table.c.account_id == work.account_id)
    for name, asked in listing.ranges_of(query):
        if name == query.order[0]:
            first = first.where(*listing.between(table.c[name], asked))
    return listing.ordered(first, listing.order_of(table, query), query)


def _among(
    work: Work, statement: Select[Any], table: Table, query: ListQuery, ids: Select[Any], count: int
) -> Page[Any] | None:
    """The page, if the first `count` ids are enough to know it."""
    some = work.connection.execute(ids.limit(count)).scalars().all()
    found = few(work, statement.where(work.dialect.any_of(table.c.id, some)), table, query)
    return found if found.has_more or len(some) < count else None
