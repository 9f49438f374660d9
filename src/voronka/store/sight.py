"""What hangs on records (events, notes, tasks) is seen by whoever sees the record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, false, or_, select, text, true

from voronka.domain.access import ALL, DENIED, GROUP, Level
from voronka.domain.kinds import TASKED, Kind
from voronka.store import reach
from voronka.store.dialects import Dialect
from voronka.store.reach import visible
from voronka.store.record_tables import TABLES
from voronka.store.tables import tasks
from voronka.store.work import Work

FEW = 2000


def few(work: Work, kind: Kind, level: Level) -> list[int] | None:
    """The records that a right of this level lets through, where they are few: what hangs on them is then found by
    record, for among everybody's it would be rare."""
    if level == ALL or kind == Kind.TASK:
        return None
    ids = list(work.connection.execute(reach.ids(work, kind, level).limit(FEW + 1)).scalars())
    return None if len(ids) > FEW else ids


def seen(work: Work, kind: Kind, level: Level, ids: Sequence[int] | None, column: Any) -> list[ColumnElement[bool]]:
    """`column` names a record that may be seen: one of `few`, or else looked up by its key for each row that is read,
    where they are many and the page is full soon."""
    if ids is not None:
        return [work.dialect.any_of(column, ids)]
    if level == ALL:
        return []
    if kind == Kind.TASK:
        return [exists(select(1).where(*visible_tasks(work, level), tasks.c.id == column))]
    return [exists(select(1).where(*visible(work, kind, level), TABLES[kind].c.id == column))]


def visible_tasks(work: Work, level: Level) -> list[ColumnElement[bool]]:
    """Below ALL: his own, those on records that he sees, and of those on none whatever he may change."""
    c, actor = tasks.c, work.actor
    held = [c.account_id == work.account_id]
    if level == ALL:
        return held
    parts = [c.responsible_user_id == actor.user_id]
    for kind in TASKED:
        view = actor.level(kind, "view")
        if view != DENIED:
            there = seen(work, kind, view, few(work, kind, view), c.entity_id)
            parts.append(and_(c.entity_type == int(kind), *there))
    edit = actor.level(Kind.TASK, "edit")
    if edit in (ALL, GROUP):
        ours = c.group_id == actor.group_id if edit == GROUP else true()
        parts.append(and_(c.entity_id.is_(None), ours))
    return [*held, or_(*parts)]


def held_by(work: Work, kind: Kind, column: Any) -> list[ColumnElement[bool]]:
    """`column` names a record of the kind that the actor sees, outside of the recycle bin."""
    level = work.actor.level(kind, "view")
    if level == DENIED:
        return [false()]
    return [*seen(work, kind, level, few(work, kind, level), column), alive(work, kind, column)]


def alive(work: Work, kind: Kind, column: Any) -> ColumnElement[bool]:
    """The record that `column` names is not in the recycle bin."""
    c = TABLES[kind].c
    return exists(select(1).where(c.account_id == work.account_id, c.id == column, c.is_deleted.is_(False)))


def in_bin(dialect: Dialect, table: Table, account_id: Any, id: Any) -> ColumnElement[bool]:
    """Looked up in the index of what is deleted, which is small, and spelled as there."""
    there = select(1).where(table.c.account_id == account_id, table.c.id == id, text(f"{table.name}.is_deleted"))
    return exists(dialect.by_index(there.select_from(table), table, f"{table.name}_deleted"))
