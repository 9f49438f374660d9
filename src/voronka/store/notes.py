"""Rows of notes, found with the record that they stand on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.notes import Note, NoteQuery
from voronka.store import listing, sight
from voronka.store.tables import notes
from voronka.store.work import Work

c = notes.c
COLUMNS: list[Any] = [c[name] for name in Note.__struct_fields__]


def page(work: Work, levels: dict[Kind, Level], query: NoteQuery) -> Page[Note]:
    """`levels`: on the records of which kinds, and how far these may be seen."""
    held = [or_(*(and_(*_of(work, kind), *_seen(work, kind, level)) for kind, level in levels.items()))]
    held += [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    for name, asked in listing.ranges_of(query):
        held += listing.between(c[name], asked)
    if query.note_types is not None:
        held.append(listing.any_of(work, c.note_type, query.note_types))
    statement: Any = select(*COLUMNS).where(*held)
    return listing.cut(work, statement, notes, query).map(_note)


def get_many(work: Work, kind: Kind, ids: Sequence[int], level: Level, *, lock: bool = False) -> dict[int, Note]:
    """Those of `ids` that stand on records that may be seen, by id; locked in id order."""
    held = [*_of(work, kind), *_seen(work, kind, level), work.dialect.any_of(c.id, ids)]
    statement: Any = select(*COLUMNS).where(*held).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return {row.id: _note(row) for row in rows}


def insert(work: Work, new: Sequence[Note]) -> None:
    work.dialect.insert_many(work.connection, notes, [_row(work, note) for note in new])


def save(work: Work, changed: Sequence[Note]) -> None:
    work.dialect.update_many(work.connection, notes, [_row(work, note) for note in changed], ("account_id", "id"))


def _of(work: Work, kind: Kind) -> list[ColumnElement[bool]]:
    return [c.account_id == work.account_id, c.entity_type == int(kind)]


def _seen(work: Work, kind: Kind, level: Level) -> list[ColumnElement[bool]]:
    few = sight.few(work, kind, level)
    return [*sight.seen(work, kind, level, few, c.entity_id), sight.alive(work, kind, c.entity_id)]


def _row(work: Work, note: Note) -> dict[str, Any]:
    row = {name: getattr(note, name) for name in note.__struct_fields__}
    return {"account_id": work.account_id, **row, "entity_type": int(note.entity_type)}


def _note(row: Row[Any]) -> Note:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"entity_type": Kind(row.entity_type), "params": row.params or {}}
    return Note(**values)
