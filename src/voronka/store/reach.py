"""The rows that a right lets through, as conditions of SQL: whatever the right says, a list stays one statement."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, not_, or_, select, true, union_all

from voronka.domain.access import ALL, DENIED, Letter, Level, Place
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED
from voronka.store.record_tables import TABLES
from voronka.store.tables import links
from voronka.store.work import Work


def visible(work: Work, kind: Kind, level: Level) -> list[Any]:
    """The rows of the account that a right of this level lets through."""
    columns = TABLES[kind].c
    return [columns.account_id == work.account_id, *within(work, kind, columns, level)]


def within(work: Work, kind: Kind, columns: Any, level: Level) -> list[ColumnElement[bool]]:
    """`columns` are asked for by name: those of a table, or whatever stands for them."""
    return [] if level == ALL else [or_(false(), *_ways(work, kind, columns, level))]


def ids(work: Work, kind: Kind, level: Level) -> Select[Any]:
    """Those of `visible` alone. Each way to them by its own index: of an OR SQLite would make a walk over all."""
    t = TABLES[kind].alias()
    ours = select(t.c.id).where(t.c.account_id == work.account_id)
    ways = [ours.where(way) for way in _ways(work, kind, t.c, level)]
    if len(ways) < 2:
        return ways[0] if ways else ours.where(false())
    together = union_all(*ways).subquery()
    return select(together.c.id)


def _ways(work: Work, kind: Kind, columns: Any, level: Level) -> list[ColumnElement[bool]]:
    """The conditions of which a row meets one, and never two."""
    by_letter: dict[Letter, list[Place]] = defaultdict(list)
    for place, letter in level.exceptions.items():
        by_letter[letter].append(place)
    elsewhere = [not_(_at(work, kind, columns, level.exceptions))] if level.exceptions else []
    ways = [and_(*elsewhere, way) for way in _reached(work, columns, level.letter)]
    for letter, places in by_letter.items():
        ways += [and_(_at(work, kind, columns, places), way) for way in _reached(work, columns, letter)]
    return ways


def _reached(work: Work, columns: Any, letter: Letter) -> list[ColumnElement[bool]]:
    if letter == "A":
        return [true()]
    if letter == "D":
        return []
    if letter == "L":
        return [_linked(work, columns)]
    mine = columns["responsible_user_id"] == work.actor.user_id
    others = columns["responsible_user_id"] != work.actor.user_id
    return [mine] if letter == "M" else [mine, and_(others, columns["group_id"] == work.actor.group_id)]


def _at(work: Work, kind: Kind, columns: Any, places: Iterable[Place]) -> ColumnElement[bool]:
    """In one of these catalogs; in one of these stages: but for the two last ones each has an id of its own."""
    if kind == Kind.ELEMENT:
        return work.dialect.any_of(columns["catalog_id"], [place[0] for place in places])
    pipelines: dict[int, list[int]] = defaultdict(list)
    for pipeline_id, status_id in places:
        pipelines[status_id].append(pipeline_id)
    own = [status_id for status_id in pipelines if status_id not in CLOSED]
    parts = [work.dialect.any_of(columns["status_id"], own)] if own else []
    for status_id in sorted(CLOSED & pipelines.keys()):
        there = work.dialect.any_of(columns["pipeline_id"], pipelines[status_id])
        parts.append(and_(columns["status_id"] == status_id, there))
    return or_(*parts)


def _linked(work: Work, columns: Any) -> ColumnElement[bool]:
    """An element that hangs on a record which the actor may see."""
    ends = (links.c.account_id == work.account_id, links.c.to_type == int(Kind.ELEMENT), links.c.to_id == columns["id"])
    holders: list[ColumnElement[bool]] = []
    for kind, table in TABLES.items():
        view = work.actor.level(kind, "view")
        if kind != Kind.ELEMENT and view != DENIED:
            seen = (*visible(work, kind, view), table.c.is_deleted.is_(False))
            there = exists(select(1).where(*seen, table.c.id == links.c.from_id))
            holders.append(and_(links.c.from_type == int(kind), there))
    return exists(select(1).where(*ends, or_(false(), *holders)))
