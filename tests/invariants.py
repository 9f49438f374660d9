"""What must be true of an account at any moment, whatever was done to it and whoever was killed meanwhile."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Table, select

from tests.world import World
from voronka.base.folding import fold
from voronka.domain.kinds import RANK, TASKED, Kind
from voronka.services import indexes
from voronka.services.work import Work
from voronka.store import tables
from voronka.store.records import TABLES

End = tuple[int, int]  # kind, id

HOLD_A_MAIN_CONTACT = (Kind.LEAD, Kind.CUSTOMER)


def check(world: World) -> None:
    for account in (world.romashka, world.veter):
        assert world.do_in(account, world.irina.actor(), broken) == []


def broken(work: Work) -> list[str]:
    """In words, each thing that is not as it must be. An administrator's work."""
    there = {
        (int(kind), row.id): row
        for kind, table in TABLES.items()
        for row in _rows(work, table, table.c.id, table.c.name, *_folded(table), *_stage(table))
    }
    checks = (
        _indexes(work),
        _records(work, there),
        _tags(work, there),
        _links(work, there),
        _closest(work),
        _customers(work),
        _journal(work, there | {(int(Kind.TASK), row.id): row for row in _rows(work, tables.tasks, tables.tasks.c.id)}),
    )
    return [fault for found in checks for fault in found]


def _rows(work: Work, table: Table, *columns: Column[Any]) -> list[Any]:
    return list(work.connection.execute(select(*columns).where(table.c.account_id == work.account_id)))


def _folded(table: Table) -> list[Column[Any]]:
    return [table.c.name_folded]


def _stage(table: Table) -> list[Column[Any]]:
    return [table.c.pipeline_id, table.c.status_id] if table is tables.leads else []


def _indexes(work: Work) -> Iterator[str]:
    """Filters and searches find what the records say, no more and no less."""
    found = indexes.differences(work)
    if found.values or found.texts:
        yield f"{found.values} values and {found.texts} texts differ from the records"


def _records(work: Work, there: dict[End, Any]) -> Iterator[str]:
    counters = {row.name: row.next for row in _rows(work, tables.counters, tables.counters.c.name, _next())}
    pipelines = work.facts.pipelines
    for (kind, id), row in there.items():
        if id >= counters.get(Kind(kind).plural, 0):
            yield f"{Kind(kind).name} {id} has an id that will be given out again"
        if row.name_folded != fold(row.name):
            yield f"{Kind(kind).name} {id} is not found by its name"
        if kind == Kind.LEAD and not (
            row.pipeline_id in pipelines and pipelines[row.pipeline_id].status(row.status_id)
        ):
            yield f"lead {id} stands in no stage"


def _next() -> Column[Any]:
    return tables.counters.c.next


def _tags(work: Work, there: dict[End, Any]) -> Iterator[str]:
    held, tags = tables.entity_tags.c, tables.tags.c
    known = {(row.entity_type, row.id) for row in _rows(work, tables.tags, tags.entity_type, tags.id)}
    for row in _rows(work, tables.entity_tags, held.entity_type, held.entity_id, held.tag_id):
        if (row.entity_type, row.entity_id) not in there:
            yield f"tag {row.tag_id} hangs on nothing"
        if (row.entity_type, row.tag_id) not in known:
            yield f"{Kind(row.entity_type).name} {row.entity_id} has a tag that is not there: {row.tag_id}"


def _links(work: Work, there: dict[End, Any]) -> Iterator[str]:
    c = tables.links.c
    rows = _rows(work, tables.links, c.from_type, c.from_id, c.to_type, c.to_id, c.is_main)
    for row in rows:
        if missing := [end for end in ((row.from_type, row.from_id), (row.to_type, row.to_id)) if end not in there]:
            yield f"a link leads to nothing: {missing}"
        if RANK[Kind(row.from_type)] >= RANK[Kind(row.to_type)]:
            yield f"a link is kept at its wrong end: {row.from_type} {row.from_id}"
    companies = Counter((row.from_type, row.from_id) for row in rows if row.to_type == Kind.COMPANY)
    yield from (f"{end} has {count} companies" for end, count in companies.items() if count > 1)
    people = [row for row in rows if row.to_type == Kind.CONTACT and row.from_type in HOLD_A_MAIN_CONTACT]
    mains = Counter((row.from_type, row.from_id) for row in people if row.is_main)
    for end in {(row.from_type, row.from_id) for row in people}:
        if mains[end] != 1:
            yield f"{end} has {mains[end]} main contacts"


def _closest(work: Work) -> Iterator[str]:
    """Every record tells the time of its closest open task."""
    c = tables.tasks.c
    closest: dict[End, int] = {}
    for row in _rows(work, tables.tasks, c.entity_type, c.entity_id, c.complete_till, c.is_completed, c.is_deleted):
        if row.entity_id and not row.is_completed and not row.is_deleted:
            end = (row.entity_type, row.entity_id)
            closest[end] = min(row.complete_till, closest.get(end, row.complete_till))
    for kind in TASKED:
        table = TABLES[kind]
        for row in _rows(work, table, table.c.id, table.c.closest_task_at):
            if row.closest_task_at != closest.get((int(kind), row.id)):
                yield f"{kind.name} {row.id} tells of a closest task at {row.closest_task_at}"


def _customers(work: Work) -> Iterator[str]:
    """Who is in a segment is found there, and in no other one."""
    c, held = tables.customers.c, tables.customer_segments.c
    found = {(row.customer_id, row.segment_id) for row in _rows(work, tables.customer_segments, *held)}
    said = {
        (row.id, segment_id) for row in _rows(work, tables.customers, c.id, c.segments) for segment_id in row.segments
    }
    if found != said:
        yield f"customers are not in the segments that they say: {found ^ said}"
    if gone := {segment_id for _, segment_id in said} - work.facts.segments.keys():
        yield f"customers are in segments that are not there: {gone}"
    yield from _sums(work)
    standing = {row.status_id for row in _rows(work, tables.customers, c.status_id)}
    if gone := standing - work.facts.customer_statuses.keys():
        yield f"customers stand in statuses that are not there: {gone}"


def _sums(work: Work) -> Iterator[str]:
    """What a customer has bought is the sum of his purchases."""
    c, t = tables.customers.c, tables.transactions.c
    bought: dict[int, list[int]] = {}
    for row in _rows(work, tables.transactions, t.customer_id, t.price, t.is_deleted):
        bought.setdefault(row.customer_id, []).extend([] if row.is_deleted else [row.price])
    for row in _rows(work, tables.customers, c.id, c.ltv, c.purchases_count, c.bonus_points):
        prices = bought.get(row.id, [])
        if (row.ltv, row.purchases_count) != (sum(prices), len(prices)):
            yield f"customer {row.id} tells of {row.purchases_count} purchases of {row.ltv} in all"
        if row.bonus_points < 0:
            yield f"customer {row.id} has {row.bonus_points} points"


def _journal(work: Work, there: dict[End, Any]) -> Iterator[str]:
    c, told = tables.journal.c, tables.events.c
    journal = _rows(work, tables.journal, c.id, c.entity_type, c.entity_id, c.action)
    events = _rows(work, tables.events, told.journal_id, told.type, told.entity_type, told.entity_id)
    added = Counter((row.entity_type, row.entity_id) for row in journal if row.action == "add")
    names = {int(kind): f"{kind.singular}_added" for kind in Kind}
    announced = Counter((row.entity_type, row.entity_id) for row in events if row.type == names[row.entity_type])
    yield from _once(there, added, "rows in the journal that add it")
    yield from _once((end for end in there if end[0] != Kind.ELEMENT), announced, "events that announce it")
    known = {row.id for row in journal}
    yield from (
        f"an event of {row.entity_id} has no row in the journal" for row in events if row.journal_id not in known
    )
    for end in {end for end in added if end[0] != Kind.SEGMENT} - there.keys():
        yield f"the journal adds what is not there: {end}"


def _once(ends: Iterable[End], counted: Counter[End], what: str) -> Iterator[str]:
    return (f"{end} has {counted[end]} {what}" for end in ends if counted[end] != 1)
