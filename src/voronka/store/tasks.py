"""Rows of tasks, and the time of the closest open one on the record that each stands on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, not_, or_, select, update

from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.kinds import RANK, TASKED, Kind
from voronka.domain.links import End
from voronka.domain.tasks import Task, TaskQuery
from voronka.store import listing, sight
from voronka.store.reach import visible
from voronka.store.record_tables import TABLES
from voronka.store.tables import leads, tasks
from voronka.store.work import Work

c = tasks.c
COLUMNS: list[Any] = [c[name] for name in Task.__struct_fields__]


def page(work: Work, query: TaskQuery, level: Level) -> Page[Task]:
    held = [*_there(work, level), *_conditions(work, query)]
    statement: Any = select(*COLUMNS).where(*held)
    return listing.cut(work, statement, tasks, query).map(_task)


def get_many(work: Work, ids: Sequence[int], level: Level, *, lock: bool = False) -> dict[int, Task]:
    """Those of `ids` that exist and may be seen, by id; locked in id order."""
    held = [*_there(work, level), work.dialect.any_of(c.id, ids)]
    statement: Any = select(*COLUMNS).where(*held).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return {row.id: _task(row) for row in rows}


def insert(work: Work, new: Sequence[Task]) -> None:
    work.dialect.insert_many(work.connection, tasks, [_row(work, task) for task in new])


def save(work: Work, changed: Sequence[Task]) -> None:
    work.dialect.update_many(work.connection, tasks, [_row(work, task) for task in changed], ("account_id", "id"))


def lock_standing_on(work: Work, owner: End) -> None:
    """Tasks are locked before their records, as everywhere."""
    ours = c.account_id == work.account_id, c.entity_type == int(owner.kind), c.entity_id == owner.id
    work.connection.execute(work.dialect.locked(select(c.id).where(*ours).order_by(c.id))).all()


def lock_owners(work: Work, owners: Iterable[End]) -> None:
    """Whoever else writes tasks of these records waits, and then counts ours among them. Always in the same order."""
    for kind, ids in _by_kind(owners):
        table = TABLES[kind]
        ours = select(table.c.id).where(table.c.account_id == work.account_id, work.dialect.any_of(table.c.id, ids))
        work.connection.execute(work.dialect.locked(ours.order_by(table.c.id))).all()


def refresh_closest(work: Work, owners: Iterable[End]) -> None:
    """To be called under the owners' lock, after the tasks were written."""
    for kind, ids in _by_kind(owners):
        table = TABLES[kind]
        is_open = c.is_completed.is_(False), c.is_deleted.is_(False)
        standing = c.account_id == work.account_id, c.entity_type == int(kind), c.entity_id == table.c.id
        closest = select(func.min(c.complete_till)).where(*standing, *is_open).scalar_subquery()
        ours = update(table).where(table.c.account_id == work.account_id, work.dialect.any_of(table.c.id, ids))
        work.connection.execute(ours.values(closest_task_at=closest))


def _there(work: Work, level: Level) -> list[ColumnElement[bool]]:
    """What stands on a record in the recycle bin lies there with it."""
    binned = ((kind, sight.in_bin(work.dialect, TABLES[kind], c.account_id, c.entity_id)) for kind in TASKED)
    alive = [not_(and_(func.coalesce(c.entity_type, 0) == int(kind), gone)) for kind, gone in binned]
    return [*sight.visible_tasks(work, level), c.is_deleted.is_(False), *alive]


def _by_kind(owners: Iterable[End]) -> list[tuple[Kind, list[int]]]:
    found: dict[Kind, set[int]] = defaultdict(set)
    for owner in owners:
        found[owner.kind].add(owner.id)
    return [(kind, sorted(found[kind])) for kind in sorted(found, key=lambda kind: RANK[kind])]


def _conditions(work: Work, query: TaskQuery) -> list[ColumnElement[bool]]:
    held = [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    for name, asked in listing.ranges_of(query):
        held += listing.between(c[name], asked)
    if query.is_completed is not None:
        held.append(c.is_completed.is_(query.is_completed))
    if query.has_result:
        held.append(c.result.is_not(None))
    if query.entity_type is not None:
        held.append(c.entity_type == int(query.entity_type))
    if query.stages is not None:
        at = or_(*(listing.at_stage(leads.c, *stage) for stage in query.stages))
        lead = *visible(work, Kind.LEAD, work.actor.level(Kind.LEAD, "view")), leads.c.id == c.entity_id
        held += [c.entity_type == int(Kind.LEAD), exists(select(1).where(*lead, at))]
    return held


def _row(work: Work, task: Task) -> dict[str, Any]:
    row = {name: getattr(task, name) for name in task.__struct_fields__}
    return {"account_id": work.account_id, **row, "entity_type": task.entity_type and int(task.entity_type)}


def _task(row: Row[Any]) -> Task:
    values: dict[str, Any] = dict(row._mapping)
    values["entity_type"] = None if row.entity_type is None else Kind(row.entity_type)
    return Task(**values)
