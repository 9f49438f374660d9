"""Pages of leads, contacts, companies and elements: every filter as a condition, and the indexes that know one."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, Table, and_, exists, false, or_, select

from voronka.base.folding import fold, looks_like_phone, phone_key
from voronka.base.page import Page
from voronka.domain.access import OWN, Level
from voronka.domain.fields.filtering import FieldFilter
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery, Range
from voronka.store import finding, listing
from voronka.store.finding import Finder
from voronka.store.listing import at_stage, between, ranges_of, work_any
from voronka.store.records import TABLES, from_row, in_recycle_bin, select_all, visible
from voronka.store.tables import field_values
from voronka.store.work import Work

SHORTEST_WORD = 3  # what a trigram index can look up
BEYOND = "\U0010ffff"  # sorts after every letter


def page(work: Work, kind: Kind, query: ListQuery, level: Level) -> Page[Any]:
    table = TABLES[kind]
    statement = select_all(kind).where(*visible(work, kind, level), *_conditions(work, kind, query))
    return _found(work, kind, statement, table, query, level).map(lambda row: from_row(kind, row))


def _found(work: Work, kind: Kind, statement: Select[Any], table: Table, query: ListQuery, level: Level) -> Page[Any]:
    if query.only_deleted and kind != Kind.ELEMENT:  # the recycle bin is small: it is read, not found among all records
        return listing.cut(work, work.dialect.by_index(statement, table, f"{table.name}_deleted"), table, query)
    if "id" in query.equal:
        return finding.few(work, statement, table, query)
    finders = list(_finders(work, kind, query, level))
    if not finders or _is_streamed(finders, query):
        return listing.cut(work, statement, table, query)
    return finding.page(work, statement, table, query, finders)


def _is_streamed(finders: list[Finder], query: ListQuery) -> bool:
    """The table's own index gives the records of the one condition in the order asked for."""
    return len(finders) == 1 and finders[0].in_order and finders[0].is_own and query.order[0] == "id"


# --- conditions: held against one record -----------------------------------------------------------------------------


def _conditions(work: Work, kind: Kind, query: ListQuery) -> list[Any]:
    table = TABLES[kind]
    found: list[Any] = [in_recycle_bin(table, query.only_deleted)]
    found += [work_any(work, table.c[name], values) for name, values in query.equal.items()]
    for name, asked in ranges_of(query):
        found += between(table.c[name], asked)
    if query.names is not None:
        found.append(work_any(work, table.c.name_folded, [fold(name) for name in query.names]))
    if query.stages is not None:
        found.append(_at_stages(table, query))
    found += [_holds_value(work, kind, table, asked) for asked in query.fields]
    words = _words(query)
    if words:
        found.append(work.dialect.contains(work.account_id, int(kind), table.c.id, words))
    elif query.text:
        found += _begins(table, query)
    return found


def _at_stages(table: Any, query: ListQuery) -> ColumnElement[bool]:
    return or_(*(at_stage(table, pipeline_id, status_id) for pipeline_id, status_id in query.stages or ()))


def _holds_value(work: Work, kind: Kind, table: Table, asked: FieldFilter) -> ColumnElement[bool]:
    """Looked up by the record's key: the sums keep the planner from looking by the value, record after record."""
    v = field_values.alias().c
    own = (v.account_id == work.account_id, v.entity_type == int(kind), v.entity_id == table.c.id)
    text, number = v.value_text + "", v.value_num + 0
    return exists(select(1).where(*own, v.field_id == asked.field_id, _is_value(text, number, asked)))


def _is_value(text: Any, number: Any, asked: FieldFilter) -> ColumnElement[bool]:
    if asked.is_range:
        return and_(number.is_not(None), *between(number, Range(asked.low, asked.high)))
    return or_(false(), *(text == key for key in asked.texts), *(number == key for key in asked.nums))


def _words(query: ListQuery) -> list[str]:
    folded = fold(query.text or "")
    words = [phone_key(query.text)] if query.text and looks_like_phone(query.text) else folded.split()
    return [word for word in words if len(word) >= SHORTEST_WORD]


def _begins(table: Any, query: ListQuery) -> list[ColumnElement[bool]]:
    """Too short for the index of words: the beginning of the name."""
    folded = fold(query.text or "")
    return [table.c.name_folded >= folded, table.c.name_folded < folded + BEYOND] if folded else []


# --- finders: each reads the ids of one condition from an index -------------------------------------------------------


def _finders(work: Work, kind: Kind, query: ListQuery, level: Level) -> Iterator[Finder]:
    """A range of the order's own column is none: the order begins and ends there."""
    t = TABLES[kind].alias()
    indexes = {index.columns[1].name: index for index in reversed(_indexes(TABLES[kind]))}
    ids = select(t.c.id).where(t.c.account_id == work.account_id)
    if level == OWN:
        yield Finder(ids.where(t.c.responsible_user_id == work.actor.user_id), t.c.id, in_order=True, is_own=True)
    for name, values in query.equal.items():
        if name in indexes:
            streams = len(values) == 1 and indexes[name].columns[2].name == "id"
            yield Finder(ids.where(work_any(work, t.c[name], values)), t.c.id, in_order=streams, is_own=True)
    for name, asked in ranges_of(query):
        if name in indexes and name != query.order[0]:
            yield Finder(ids.where(*between(t.c[name], asked)), t.c.id)
    if query.names is not None:
        names = [fold(name) for name in query.names]
        yield Finder(ids.where(work_any(work, t.c.name_folded, names)), t.c.id)
    if query.stages is not None:
        yield Finder(ids.where(_at_stages(t, query)), t.c.id, in_order=len(query.stages) == 1, is_own=True)
    for asked in query.fields:
        yield _value_finder(work, asked)
    yield from _text_finders(work, kind, query, ids, t)


def _indexes(table: Table) -> list[Index]:
    """Those that are best for their column come first: the others have more between it and the id."""
    whole = (index for index in table.indexes if len(index.columns) > 2)
    return sorted(whole, key=lambda index: (len(index.columns), str(index.name)))


def _value_finder(work: Work, asked: FieldFilter) -> Finder:
    v = field_values.c
    ids = select(v.entity_id).where(v.account_id == work.account_id, v.field_id == asked.field_id)
    if asked.is_range:
        held = (v.value_num.is_not(None), *between(v.value_num, Range(asked.low, asked.high)))
        return Finder(ids.where(*held), v.entity_id)
    in_order = len(asked.texts) + len(asked.nums) == 1
    return Finder(ids.where(_is_value(v.value_text, v.value_num, asked)), v.entity_id, in_order=in_order)


def _text_finders(work: Work, kind: Kind, query: ListQuery, ids: Select[Any], t: Any) -> Iterator[Finder]:
    words = _words(query)
    if words:
        found = work.dialect.matches(work.account_id, int(kind), words)
        if found is not None:
            yield Finder(*found, in_order=True)
    elif query.text:
        yield Finder(ids.where(*_begins(t, query)), t.c.id)
