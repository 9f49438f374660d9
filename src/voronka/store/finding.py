"""Pages of filtered records, found without reading much more than the page.

No planner knows where the records of a filter stand in the order asked for: what was created in March has neighbouring
ids, far from the first ones. So it is tried: among the first records of the order, where frequent things fill a page
at once; then along an index of the condition, in which ids can be read alone; only then all that it finds is sorted.
Each step is exact or gives up, and there are as many steps whatever the number of records.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, Table, func, select

from voronka.base.page import Page
from voronka.domain.listing import ListQuery
from voronka.store import listing
from voronka.store.work import Work

FEW = 2_000  # are read and sorted in no time
SLACK = 100  # of the records that an index gives some may lie in the recycle bin
SOME, MANY = 2, 8  # of a page, found at first sight: the rest is not far
SURELY = 2  # times what should do, and does but for bad luck


class Finder(Struct, frozen=True):
    """An index that knows which records meet a condition: their ids can be read without the records."""

    condition: Any  # as it is held against one record, not to be looked for by an index
    ids: Select[Any]
    id: Any  # the column that `ids` selects
    in_order: bool = False  # the index gives them in the order of ids
    orders: Collection[str] = ()  # in which an index of the records' own table gives the records
    streamed: Any = None  # … by this condition


class Search(Struct, frozen=True):
    """`statement` holds the conditions that no index knows."""

    work: Work
    statement: Select[Any]
    table: Table
    query: ListQuery
    finders: Sequence[Finder]

    @property
    def by_id(self) -> bool:
        return self.query.order[0] == "id"

    def conditions(self, met: Finder | None = None) -> Select[Any]:
        """All of them, but one that is known to be met."""
        return self.statement.where(*(finder.condition for finder in self.finders if finder is not met))


def page(search: Search) -> Page[Any]:
    alone = search.by_id and len(search.finders) == 1
    steps = _alone(search, search.finders[0]) if alone else _together(search)
    return next(found for found in steps if found is not None)


def few(work: Work, statement: Select[Any], table: Table, query: ListQuery) -> Page[Any]:
    """What the statement finds is little: it is sorted. The sum keeps the planner from walking all records in order."""
    columns = listing.order_of(table, query)
    first, *rest = columns
    return listing.page(work, listing.ordered(statement, [listing.unindexed(first), *rest], query), columns, query)


Steps = Iterator[Page[Any] | None]


def _alone(search: Search, finder: Finder) -> Steps:
    if not finder.in_order and _count(search, finder) == FEW:
        yield from _looks(search, search.conditions(), _first_ids(search), MANY)
    yield from _looks(search, search.conditions(finder), _ids(search, finder), MANY)
    yield _all_of(search, finder)


def _together(search: Search) -> Steps:
    counts = [_count(search, finder) for finder in search.finders]
    count, rarest = min(zip(counts, search.finders, strict=True), key=lambda pair: pair[0])
    streamed = [finder for finder in search.finders if search.by_id and finder.in_order]
    if count == FEW:
        for finder in streamed:
            yield from _looks(search, search.conditions(finder), _ids(search, finder), SOME)
        if not streamed:
            yield from _looks(search, search.conditions(), _first_ids(search), SOME)
    yield _all_of(search, rarest)


def _count(search: Search, finder: Finder) -> int:
    """Not further than it matters."""
    counted = select(func.count()).select_from(finder.ids.limit(FEW).subquery())
    return search.work.connection.execute(counted).scalar_one()


def _first_ids(search: Search) -> Select[Any]:
    """Of all records in the order asked for, from where its own range begins."""
    table, query = search.table, search.query
    ids = select(table.c.id).where(table.c.account_id == search.work.account_id)
    for name, asked in listing.ranges_of(query):
        if name == query.order[0]:
            ids = ids.where(*listing.between(table.c[name], asked))
    return listing.ordered(ids, listing.order_of(table, query), query)


def _ids(search: Search, finder: Finder) -> Select[Any]:
    """Only for the order of ids."""
    id = finder.id if finder.in_order else finder.id + 0  # as in `few`
    return listing.ordered(finder.ids, [id], search.query)


def _looks(search: Search, statement: Select[Any], ids: Select[Any], some: int) -> Steps:
    """At as many ids as the page needs; where some of it was among them, at as many as the rest should take."""
    work, table, query = search.work, search.table, search.query
    needed = query.skipped + query.limit + 1
    count = needed + SLACK
    for _ in range(2):
        seen = work.connection.execute(ids.limit(count)).scalars().all()
        found = few(work, statement.where(work.dialect.any_of(table.c.id, seen)), table, query)
        yield found if found.has_more or len(seen) < count else None
        matched = len(found.items) + query.skipped
        if len(found.items) < some:
            return
        count = SURELY * count * needed // matched


def _all_of(search: Search, finder: Finder) -> Page[Any]:
    statement = search.conditions(finder).where(search.table.c.id.in_(finder.ids))
    return few(search.work, statement, search.table, search.query)
