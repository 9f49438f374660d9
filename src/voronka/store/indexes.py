"""The value index and the search index, held against the records that they are made from, and made anew from them.

A thousand records at a time, whatever their number: a part is right by itself, so each may have its own transaction.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import or_, select

from voronka.domain.elements import Element
from voronka.domain.fields.definition import Field
from voronka.domain.kinds import Kind
from voronka.store.dialects import LAST_ID
from voronka.store.records import TABLES, clear_values, from_row, save_texts, select_all, texts_of, value_rows
from voronka.store.tables import field_values, files
from voronka.store.work import Work

AT_ONCE = 1000
SEARCHED = {**TABLES, Kind.FILE: files}
KINDS = tuple(SEARCHED)

c = field_values.c
VALUE = (c.entity_id, c.field_id, c.position, c.value_text, c.value_num)


class _File(Struct):
    """As a record that has a name alone."""

    id: int
    name: str
    custom_fields: dict[str, Any] = {}


class Span(Struct, frozen=True):
    """The records of a kind above one id, up to another. The last span of a kind is open, so it holds orphans too."""

    kind: Kind
    after: int
    last: int
    count: int


def span(work: Work, kind: Kind, after: int = 0) -> Span:
    table = SEARCHED[kind]
    ids = select(table.c.id).where(table.c.account_id == work.account_id, table.c.id > after).order_by(table.c.id)
    found = work.connection.execute(ids.limit(AT_ONCE)).scalars().all()
    return Span(kind, after, found[-1] if len(found) == AT_ONCE else LAST_ID, len(found))


def following(work: Work, done: Span) -> Span | None:
    """None: that was the last one of all."""
    if done.last < LAST_ID:
        return span(work, done.kind, done.last)
    rest = KINDS[KINDS.index(done.kind) + 1 :]
    return span(work, rest[0]) if rest else None


def differences(work: Work, within: Span) -> tuple[int, int]:
    """How many rows of the value index and how many searched texts are missing, too many or wrong."""
    values, texts = _held_values(work, within), _held_texts(work, within)
    records = _records(work, within)
    wanted = {tuple(row[column.name] for column in VALUE) for row in value_rows(work, within.kind, records)}
    texts_wanted = texts_of(work, within.kind, records)
    wrong = {id for id in texts.keys() | texts_wanted.keys() if texts.get(id) != texts_wanted.get(id)}
    # a wrong row is one that is missing and one that is too many, at one place
    return len({row[:3] for row in values ^ wanted}), len(wrong)


def rebuild(work: Work, within: Span) -> None:
    """What is held is read first: a record that somebody else adds meanwhile is then not taken for an orphan."""
    held = {row[0] for row in _held_values(work, within)} | _held_texts(work, within).keys()
    records = _records(work, within, lock=True)
    touched = sorted(held | {record.id for record in records})
    clear_values(work, within.kind, touched)
    work.dialect.delete_search_texts(work.connection, work.account_id, int(within.kind), touched)
    work.dialect.insert_many(work.connection, field_values, value_rows(work, within.kind, records))
    save_texts(work, within.kind, records, new=True)


def forget_texts(work: Work, kind: Kind, gone: Sequence[Field]) -> None:
    """Records that hold a value of the fields, which are no more, are searched without them from now on."""
    table, last = TABLES[kind], 0
    holds = or_(*(table.c.custom_fields[str(field.id)].as_string().is_not(None) for field in gone))
    whose = select_all(kind).where(table.c.account_id == work.account_id, holds).order_by(table.c.id)
    while rows := work.connection.execute(work.dialect.locked(whose.where(table.c.id > last).limit(AT_ONCE))).all():
        records = [from_row(kind, row) for row in rows]
        save_texts(work, kind, records, new=False)
        last = records[-1].id


def refill(work: Work, elements: Sequence[Element]) -> None:
    """What is looked for in these elements, by the fields that there are now."""
    clear_values(work, Kind.ELEMENT, [element.id for element in elements])
    work.dialect.insert_many(work.connection, field_values, value_rows(work, Kind.ELEMENT, elements))
    save_texts(work, Kind.ELEMENT, elements, new=False)


def _held_values(work: Work, within: Span) -> set[tuple[Any, ...]]:
    ours = (c.account_id == work.account_id, c.entity_type == int(within.kind))
    found = select(*VALUE).where(*ours, c.entity_id > within.after, c.entity_id <= within.last)
    return {tuple(row) for row in work.connection.execute(found)}


def _held_texts(work: Work, within: Span) -> dict[int, str]:
    kind, ends = int(within.kind), (within.after, within.last)
    return work.dialect.search_texts(work.connection, work.account_id, kind, *ends)


def _records(work: Work, within: Span, *, lock: bool = False) -> Sequence[Any]:
    """Deleted ones too: they keep what they held."""
    table, is_file = SEARCHED[within.kind], within.kind == Kind.FILE
    ours = (table.c.account_id == work.account_id, table.c.id > within.after, table.c.id <= within.last)
    wanted: Any = select(table.c.id, table.c.name) if is_file else select_all(within.kind)
    found = wanted.where(*ours).order_by(table.c.id)
    rows = work.connection.execute(work.dialect.locked(found) if lock else found)
    return [_File(*row) if is_file else from_row(within.kind, row) for row in rows]
