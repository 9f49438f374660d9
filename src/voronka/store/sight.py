"""What hangs on records (events, notes) is seen by whoever sees the record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from voronka.domain.access import ALL, Level
from voronka.domain.kinds import Kind
from voronka.store.records import TABLES, visible
from voronka.store.work import Work

FEW = 2000


def few(work: Work, kind: Kind, level: Level) -> list[int] | None:
    """The records that a right of this level lets through, where they are few: what hangs on them is then found by
    record, for among everybody's it would be rare."""
    if level == ALL:
        return None
    found = select(TABLES[kind].c.id).where(*visible(work, kind, level)).limit(FEW + 1)
    ids = list(work.connection.execute(found).scalars())
    return None if len(ids) > FEW else ids


def seen(work: Work, kind: Kind, level: Level, ids: Sequence[int] | None, column: Any) -> list[ColumnElement[bool]]:
    """`column` names a record that may be seen: one of `few`, or else looked up by its key for each row that is read,
    where they are many and the page is full soon."""
    if ids is not None:
        return [work.dialect.any_of(column, ids)]
    if level == ALL:
        return []
    return [exists(select(1).where(*visible(work, kind, level), TABLES[kind].c.id == column))]


def alive(work: Work, kind: Kind, column: Any) -> ColumnElement[bool]:
    """The record that `column` names is not in the recycle bin."""
    c = TABLES[kind].c
    return exists(select(1).where(c.account_id == work.account_id, c.id == column, c.is_deleted.is_(False)))
