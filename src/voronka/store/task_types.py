"""Kinds of tasks are read with the account's facts; here they are written."""

from collections.abc import Sequence

from sqlalchemy import delete

from voronka.domain.task_types import TaskType
from voronka.store.tables import task_types
from voronka.store.work import Work


def save(work: Work, written: Sequence[TaskType]) -> None:
    """New ones, and new names of those that are there."""
    of_them = work.dialect.any_of(task_types.c.id, [each.id for each in written])
    work.connection.execute(delete(task_types).where(task_types.c.account_id == work.account_id, of_them))
    rows = [{"account_id": work.account_id, "id": each.id, "name": each.name} for each in written]
    work.dialect.insert_many(work.connection, task_types, rows)
