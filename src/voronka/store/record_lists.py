"""Pages of leads, contacts, companies and elements: their filters, and the indexes that know them."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Table,
    and_,
    exists,
    false,
    literal,
    or_,
    select,
    true,
    union_all,
)

from voronka.base.folding import fold, looks_like_phone, phone_key
from voronka.base.page import Page
from voronka.domain.access import ALL, OWN, Level
from voronka.domain.fields.filtering import FieldFilter
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery, Range
from voronka.store import finding, listing, reach
from voronka.store.dialects import SHORTEST_WORD
from voronka.store.finding import Finder, Search
from voronka.store.listing import any_of, at_stage, between, ranges_of, unindexed
from voronka.store.reach import visible, within
from voronka.store.record_tables import TABLES
from voronka.store.records import from_row, in_recycle_bin, select_all
from voronka.store.tables import field_values
from voronka.store.work import Work

BEYOND = "\U0010ffff"  # sorts after every letter


def page(work: Work, kind: Kind, query: ListQuery, level: Level) -> Page[Any]:
    search = _search(work, kind, query, level, select_all(kind))
    return _found(search, kind).map(lambda row: from_row(kind, row))


def page_together(work: Work, levels: dict[Kind, Level], query: ListQuery) -> Page[tuple[Kind, int]]:
    """The records of several kinds as one list by their ids. Of each kind no more is read than the page may need,
    and ids alone."""
    parts = [_first_of(_search(work, kind, query, level, _marked(kind))) for kind, level in sorted(levels.items())]
    whole = union_all(*parts).subquery()
    columns = [whole.c.id, whole.c.kind]
    ordered: Any = select(*columns).order_by(*columns)
    return listing.page(work, ordered, columns, query).map(lambda row: (Kind(row.kind), row.id))


def _marked(kind: Kind) -> Any:
    return select(literal(int(kind), BigInteger).label("kind"), TABLES[kind].c.id)


def _first_of(search: Search) -> Select[Any]:
    ids = _ids(search).order_by(search.table.c.id).limit(search.query.skipped + search.query.limit + 1).subquery()
    return select(ids)


def _search(work: Work, kind: Kind, query: ListQuery, level: Level, columns: Any) -> Search:
    found_by_right = list(_of_right(work, kind, level))
    plain = columns.where(*visible(work, kind, ALL if found_by_right else level))
    finders = [*found_by_right, *_finders(work, kind, query)]
    return Search(work, plain.where(*_conditions(work, kind, query)), TABLES[kind], query, finders)


def _ids(search: Search) -> Select[Any]:
    if not search.finders:
        return search.statement
    first = search.finders[0]
    if len(search.finders) == 1 and "id" in first.orders:
        return search.statement.where(first.streamed)
    return search.conditions(first).where(search.table.c.id.in_(first.ids))


def _found(search: Search, kind: Kind) -> Page[Any]:
    work, table, query, finders = search.work, search.table, search.query, search.finders
    if query.only_deleted and kind != Kind.ELEMENT:  # the recycle bin is small: it is read, not found among all records
        binned = work.dialect.by_index(search.conditions(), table, f"{table.name}_deleted")
        return listing.cut(work, binned, table, query)
    if "id" in query.equal:
        return finding.few(work, search.conditions(), table, query)
    if not finders:
        return listing.cut(work, search.statement, table, query)
    if len(finders) == 1 and query.order[0] in finders[0].orders:
        return listing.cut(work, search.statement.where(finders[0].streamed), table, query)
    return finding.page(search)


def _conditions(work: Work, kind: Kind, query: ListQuery) -> list[Any]:
    """Those that no index knows, and the range of the order's own column: there the order begins and ends."""
    table = TABLES[kind]
    found: list[Any] = [in_recycle_bin(table, query.only_deleted)]
    if "is_unsorted" in table.c:
        found.append(table.c.is_unsorted.is_(False))  # what came with a request is shown once that is accepted
    indexed = _indexed(table)
    found += [any_of(work, table.c[name], values) for name, values in query.equal.items() if name not in indexed]
    for name, asked in ranges_of(query):
        if name not in indexed or name == query.order[0]:
            found += between(table.c[name], asked)
    found += [table.c[name].is_(None) for name in query.empty]
    words = _words(query)
    if words and not work.dialect.finds_words_in_order:
        found.append(_holds_words(work, kind, words))
    return found


def _indexed(table: Table) -> set[str]:
    """Columns by which the table has an index."""
    return {names[1] for names in _indexes(table) if len(names) > 2}


def _orders(table: Table, *columns: str) -> set[str]:
    """In which orders an index gives the records that are alike in these columns."""
    alike = ["account_id", *columns]
    return {names[len(alike)] for names in _indexes(table) if names[: len(alike)] == alike and len(names) > len(alike)}


def _indexes(table: Table) -> Iterator[list[str]]:
    return ([column.name for column in index.columns] for index in table.indexes)


def _of_right(work: Work, kind: Kind, level: Level) -> Iterator[Finder]:
    """A right that lets through few records finds them by their owner, group or stage; one that lets through all but
    some is held against each record."""
    if kind == Kind.ELEMENT or level.letter == "A":
        return
    table, ids = TABLES[kind], reach.ids(work, kind, level)
    streamed = and_(*within(work, kind, table.c, level))
    condition = and_(*within(work, kind, _Unindexed(table), level))
    orders = _orders(table, "responsible_user_id") if level == OWN else ()
    yield Finder(condition, ids, next(iter(ids.selected_columns)), level == OWN, orders, streamed)


def _finders(work: Work, kind: Kind, query: ListQuery) -> Iterator[Finder]:
    table = TABLES[kind]
    yield from _of_columns(work, table, query.equal)
    yield from _of_ranges(work, table, query)
    if query.names is not None:
        names = [fold(name) for name in query.names]
        yield _own(work, table, lambda c: any_of(work, c["name_folded"], names))
    if query.stages is not None:
        stages = query.stages
        orders = _orders_of_stage(table, *stages[0]) if len(stages) == 1 else ()
        yield _own(work, table, lambda c: or_(*(at_stage(c, *stage) for stage in stages)), orders)
    for asked in query.fields:
        yield _of_values(work, kind, asked)
    yield from _of_text(work, kind, query)


def _orders_of_stage(table: Table, pipeline_id: int | None, _status_id: int) -> set[str]:
    return _orders(table, "status_id") if pipeline_id is None else _orders(table, "pipeline_id", "status_id")


def _own(work: Work, table: Table, condition: Callable[[Any], Any], orders: Collection[str] = ()) -> Finder:
    """By an index of the table itself: the same condition for the record and for the ids."""
    t = table.alias()
    ids = select(t.c.id).where(t.c.account_id == work.account_id, condition(t.c))
    return Finder(condition(_Unindexed(table)), ids, t.c.id, "id" in orders, orders, condition(table.c))


class _Unindexed:
    """A table's columns as no index knows them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, name: str) -> Any:
        return unindexed(self._table.c[name])


def _of_columns(work: Work, table: Table, equal: dict[str, list[int]]) -> Iterator[Finder]:
    indexed = _indexed(table)
    for name, values in equal.items():
        if name in indexed:
            orders = _orders(table, name) if len(values) == 1 else ()
            yield _own(work, table, lambda c, n=name, v=values: any_of(work, c[n], v), orders)


def _of_ranges(work: Work, table: Table, query: ListQuery) -> Iterator[Finder]:
    indexed = _indexed(table)
    for name, asked in ranges_of(query):
        if name in indexed and name != query.order[0]:
            yield _own(work, table, lambda c, n=name, a=asked: and_(true(), *between(c[n], a)))


def _of_values(work: Work, kind: Kind, asked: FieldFilter) -> Finder:
    """A record is looked up by its key: the sums keep the planner from looking by the value, record after record."""
    table, v, one = TABLES[kind], field_values.c, field_values.alias().c
    own = (one.account_id == work.account_id, one.entity_type == int(kind), one.entity_id == table.c.id)
    sought = _is_value(one.value_text + "", one.value_num + 0, asked)
    ids = select(v.entity_id).where(v.account_id == work.account_id, v.field_id == asked.field_id)
    return Finder(
        exists(select(1).where(*own, one.field_id == asked.field_id, sought)),
        ids.where(_is_value(v.value_text, v.value_num, asked)),
        v.entity_id,
        in_order=len(asked.texts) + len(asked.nums) == 1,
    )


def _is_value(text: Any, number: Any, asked: FieldFilter) -> ColumnElement[bool]:
    if asked.is_range:
        return and_(number.is_not(None), *between(number, Range(asked.low, asked.high)))
    return or_(false(), *(text == key for key in asked.texts), *(number == key for key in asked.nums))


def _of_text(work: Work, kind: Kind, query: ListQuery) -> Iterator[Finder]:
    """What is too short for the index of words is looked for at the beginning of the name."""
    table, words, folded = TABLES[kind], _words(query), fold(query.text or "")
    if words and work.dialect.finds_words_in_order:
        found = work.dialect.matches(work.account_id, int(kind), words)
        yield Finder(_holds_words(work, kind, words), *found, in_order=True)
    elif folded and not words:
        yield _own(work, table, lambda c: and_(c["name_folded"] >= folded, c["name_folded"] < folded + BEYOND))


def _holds_words(work: Work, kind: Kind, words: list[str]) -> ColumnElement[bool]:
    return work.dialect.contains(work.account_id, int(kind), TABLES[kind].c.id, words)


def _words(query: ListQuery) -> list[str]:
    """A long one finds, and the short ones beside it are held against what it found; none where all are short."""
    text = query.text or ""
    words = [phone_key(text)] if looks_like_phone(text) else fold(text).split()
    return words if any(len(word) >= SHORTEST_WORD for word in words) else []
