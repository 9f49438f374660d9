"""Events, newest first, as far as the asking user may see the records that they happened to."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import ColumnElement, Row, Select, and_, false, or_, select

from voronka.base.page import Page
from voronka.domain.access import ALL, Level
from voronka.domain.event_query import EventQuery, Match, StoredEvent, matches
from voronka.domain.event_types import ANY_FIELD
from voronka.domain.kinds import Kind
from voronka.store import listing, sight
from voronka.store.records import TABLES
from voronka.store.tables import events
from voronka.store.work import Work

c = events.c
COLUMNS: list[Any] = [
    c.id,
    c.type,
    c.entity_type,
    c.entity_id,
    c.catalog_id,
    c.field_id,
    c.created_by,
    c.created_at,
    c.value_before,
    c.value_after,
]


class Scope(Struct, frozen=True):
    """Events of one kind of records (of elements: of one catalog), of those records that the level lets through:
    of `ids`, where they are few."""

    kind: Kind
    level: Level
    catalog_id: int | None = None
    ids: list[int] | None = None


Scopes = Sequence[Scope] | None  # None: whatever there is


def page(work: Work, query: EventQuery, scopes: Scopes) -> Page[StoredEvent]:
    scopes = None if scopes is None else [_counted(work, scope) for scope in scopes]
    few = query.has_few or (scopes is not None and all(scope.ids is not None for scope in scopes))
    statement = _of(work, scopes).where(*_conditions(work, query))
    newest = listing.directed(statement, _order(few), query, descending=True)
    return listing.page(work, newest, _order(few=False), query).map(_event)


def get(work: Work, id: str, scopes: Scopes) -> StoredEvent | None:
    row = work.connection.execute(_of(work, scopes).where(c.id == id)).first()
    return _event(row) if row else None


def names(work: Work, kind: Kind, ids: Sequence[int]) -> dict[int, str]:
    """Of records in the recycle bin too: their events are still told."""
    table = TABLES[kind]
    found = select(table.c.id, table.c.name).where(table.c.account_id == work.account_id)
    rows = work.connection.execute(found.where(work.dialect.any_of(table.c.id, ids)))
    return {row.id: row.name for row in rows}


def _of(work: Work, scopes: Scopes) -> Select[*tuple[Any, ...]]:
    statement = select(*COLUMNS).where(c.account_id == work.account_id)
    return statement if scopes is None else statement.where(_seen(work, scopes))


def _seen(work: Work, scopes: Sequence[Scope]) -> ColumnElement[bool]:
    whole = [scope.kind for scope in scopes if scope.level == ALL and scope.catalog_id is None]
    parts = [_part(work, scope) for scope in scopes if scope.kind not in whole]
    kinds = [c.entity_type == int(whole[0])] if len(whole) == 1 else [c.entity_type.in_(map(int, whole))]
    return or_(false(), *(kinds if whole else ()), *parts)


def _counted(work: Work, scope: Scope) -> Scope:
    return structs.replace(scope, ids=sight.few(work, scope.kind, scope.level))


def _part(work: Work, scope: Scope) -> ColumnElement[bool]:
    kept = [c.entity_type == int(scope.kind)]
    if scope.catalog_id is not None:
        kept.append(c.catalog_id == scope.catalog_id)
    return and_(*kept, *sight.seen(work, scope.kind, scope.level, scope.ids, c.entity_id))


def _order(few: bool) -> list[Any]:
    """Every index ends in this order. The sum keeps SQLite from walking all of time in order to find a few records."""
    return [c.created_at + 0 if few else c.created_at, c.id]


def _conditions(work: Work, query: EventQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, values in ((c.id, query.ids), (c.created_by, query.created_by), (c.entity_id, query.entity_ids)):
        if values is not None:
            found.append(listing.any_of(work, column, values))
    if query.created_after is not None:
        found.append(c.created_at > query.created_after)
    if query.created_from is not None:
        found.append(c.created_at >= query.created_from)
    if query.created_to is not None:
        found.append(c.created_at <= query.created_to)
    if query.types:
        found.append(_typed(work, [type for type in query.types if type != ANY_FIELD], ANY_FIELD in query.types))
    return found + [_matching(work, match) for asked in query.values for match in matches(asked, query.types)]


def _typed(work: Work, types: Sequence[str], any_field: bool) -> ColumnElement[bool]:
    parts = [listing.any_of(work, c.type, types)] if types else []
    return or_(*parts, c.field_id.is_not(None)) if any_field else parts[0]


def _matching(work: Work, match: Match) -> ColumnElement[bool]:
    """Values are compared inside the JSON, in the database, so pages are right whatever is filtered. There is no index
    into them: each change would pay for it. The type, always narrowed here, has one, and it streams newest first; so
    what happens often is found at once, and what never happened costs one walk over the events of its type."""
    column = c.value_before if match.side == "before" else c.value_after
    held = [
        and_(*(work.dialect.holds(column, path, texts) for path, texts in alternative.items()))
        for alternative in match.alternatives
    ]
    return and_(_typed(work, match.types, match.any_field), or_(*held))


def _event(row: Row[Any]) -> StoredEvent:
    return StoredEvent(
        id=row.id,
        type=row.type,
        kind=Kind(row.entity_type),
        entity_id=row.entity_id,
        catalog_id=row.catalog_id,
        field_id=row.field_id,
        created_by=row.created_by,
        created_at=row.created_at,
        before=row.value_before or [],
        after=row.value_after or [],
    )
