"""Rows of requests, seen with the lead that each stands for. Those that were sorted stay to be counted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.unsorted import Summary, Unsorted, UnsortedQuery
from voronka.store import listing, sight
from voronka.store.tables import unsorted
from voronka.store.work import Work

c = unsorted.c
COLUMNS: list[Any] = [c[name] for name in Unsorted.__struct_fields__]


def page(work: Work, query: UnsortedQuery, level: Level) -> Page[Unsorted]:
    statement: Any = select(*COLUMNS).where(*_seen(work, level), *_waiting(), *_conditions(work, query))
    return listing.cut(work, statement, unsorted, query).map(_unsorted)


def by_uid(work: Work, uid: str, level: Level, *, lock: bool = False) -> Unsorted | None:
    return next(iter(by_uids(work, [uid], level, lock=lock)), None)


def by_uids(work: Work, uids: Sequence[str], level: Level, *, lock: bool = False) -> list[Unsorted]:
    ours = [*_seen(work, level), listing.any_of(work, c.uid, uids)]
    statement: Any = select(*COLUMNS).where(*ours).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return [_unsorted(row) for row in rows]


def waiting_of(work: Work, lead_ids: Sequence[int]) -> list[Unsorted]:
    """Locked: of two who sort the same request the second sees what the first did."""
    if not lead_ids:
        return []
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.lead_id, lead_ids), *_waiting())
    statement: Any = select(*COLUMNS).where(*ours).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement))
    return [_unsorted(row) for row in rows]


def known_fingerprints(work: Work, fingerprints: Sequence[str]) -> set[str]:
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.fingerprint, fingerprints))
    return set(work.connection.execute(select(c.fingerprint).where(*ours)).scalars())


def insert(work: Work, new: Sequence[Unsorted]) -> bool:
    """False: somebody else has just sent the same."""
    rows = [_row(work, item) for item in new]
    return work.dialect.insert_many(work.connection, unsorted, rows, on_conflict="ignore") == len(rows)


def save(work: Work, changed: Sequence[Unsorted]) -> None:
    work.dialect.update_many(work.connection, unsorted, [_row(work, item) for item in changed], ("account_id", "id"))


def summary(work: Work, query: UnsortedQuery, level: Level) -> Summary:
    """The numbers of the wire are exact, so all that the filter lets through are counted, in the database."""
    counted: Any = select(c.category, c.state, func.count(), func.sum(c.sorted_at - c.created_at))
    found = counted.where(*_seen(work, level), *_conditions(work, query)).group_by(c.category, c.state)
    rows: Sequence[Any] = work.connection.execute(found).all()
    result, times = Summary(categories={}), 0
    for category, state, count, time in rows:
        result.total += count
        result.accepted += count if state == "accepted" else 0
        result.declined += count if state == "declined" else 0
        result.categories[category] = result.categories.get(category, 0) + count
        times += int(time or 0)
    is_sorted = result.accepted + result.declined
    result.average_sort_time = max(0, times // is_sorted) if is_sorted else 0
    return result


def _seen(work: Work, level: Level) -> list[ColumnElement[bool]]:
    """With their leads; letters only by who may read mail."""
    few = sight.few(work, Kind.LEAD, level)
    held = [c.account_id == work.account_id, *sight.seen(work, Kind.LEAD, level, few, c.lead_id)]
    return held if work.actor.reads_mail else [*held, c.category != "mail"]


def _waiting() -> list[ColumnElement[bool]]:
    return [c.state == "waiting"]


def _conditions(work: Work, query: UnsortedQuery) -> list[ColumnElement[bool]]:
    held = [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    for name, asked in query.ranges.items():
        held += listing.between(c[name], asked)
    if query.uids is not None:
        held.append(listing.any_of(work, c.uid, query.uids))
    if query.categories is not None:
        held.append(listing.any_of(work, c.category, query.categories))
    return held


def _row(work: Work, item: Unsorted) -> dict[str, Any]:
    return {"account_id": work.account_id, **{name: getattr(item, name) for name in item.__struct_fields__}}


def _unsorted(row: Row[Any]) -> Unsorted:
    values: dict[str, Any] = dict(row._mapping)
    values["metadata"] = row.metadata or {}
    return Unsorted(**values)
