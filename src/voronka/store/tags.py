"""Each entity has its own directory of tags; which record carries which stands in entity_tags."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, select

from voronka.base.folding import fold
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.domain.records import Tag
from voronka.domain.tags import TagQuery
from voronka.store import listing
from voronka.store.dialects import Dialect
from voronka.store.tables import entity_tags, tags
from voronka.store.work import Work

COLUMNS = (tags.c.id, tags.c.name, tags.c.color)


def _tag(row: Sequence[Any]) -> Tag:
    return Tag(id=row[0], name=row[1], color=row[2])


def of_records(work: Work, kind: Kind, ids: Sequence[int]) -> dict[int, list[Tag]]:
    found: dict[int, list[Tag]] = defaultdict(list)
    if not ids:
        return found
    asked = {"account_id": work.account_id, "entity_type": int(kind), "ids": work.dialect.listed(ids)}
    known: dict[int, Tag] = {}  # many records, few tags
    rows: Sequence[Any] = work.connection.execute(_held(work.dialect), asked).all()
    for entity_id, id, name, color in rows:
        tag = known.get(id)
        if tag is None:
            tag = known[id] = Tag(id=id, name=name, color=color)
        found[entity_id].append(tag)
    return found


@cache
def _held(dialect: Dialect) -> Any:
    """Built once, as every page of records needs it."""
    directory = (tags.c.account_id == entity_tags.c.account_id) & (tags.c.id == entity_tags.c.tag_id)
    return (
        select(entity_tags.c.entity_id, *COLUMNS)
        .join(tags, directory)
        .where(
            entity_tags.c.account_id == bindparam("account_id"),
            entity_tags.c.entity_type == bindparam("entity_type"),
            dialect.among(entity_tags.c.entity_id, "ids"),
        )
        .order_by(entity_tags.c.entity_id, entity_tags.c.tag_id)
    )


def by_ids_or_names(work: Work, kind: Kind, ids: Sequence[int], names: Sequence[str]) -> list[Tag]:
    named = work.dialect.any_of(tags.c.id, ids) | work.dialect.any_of(tags.c.name, names)
    statement = select(*COLUMNS).where(tags.c.account_id == work.account_id, tags.c.entity_type == int(kind), named)
    return [_tag(row) for row in work.connection.execute(statement)]


def page(work: Work, kind: Kind, query: TagQuery) -> Page[Tag]:
    """The database skips and stops by itself, except for a part of a name: SQLite folds no Cyrillic, so Python looks
    through the directory until the page is full."""
    statement: Any = select(*COLUMNS).where(tags.c.account_id == work.account_id, tags.c.entity_type == int(kind))
    if query.ids is not None:
        statement = statement.where(work.dialect.any_of(tags.c.id, query.ids))
    if query.names is not None:
        statement = statement.where(work.dialect.any_of(tags.c.name, query.names))
    by_id = [tags.c.id]
    statement = listing.directed(statement, by_id, query, descending=False)
    if not query.text:
        return listing.page(work, statement, by_id, query).map(_tag)
    wanted, first = fold(query.text), query.skipped
    found = (_tag(row) for row in work.connection.execute(statement) if wanted in fold(row.name))
    return Page.cut(list(islice(found, first, first + query.limit + 1)), query.limit, lambda tag: (tag.id,))


def insert(work: Work, kind: Kind, new: Sequence[Tag]) -> None:
    rows = [
        {"account_id": work.account_id, "id": tag.id, "entity_type": int(kind), "name": tag.name, "color": tag.color}
        for tag in new
    ]
    work.dialect.insert_many(work.connection, tags, rows, on_conflict="ignore")


def save(work: Work, changed: Sequence[Tag]) -> None:
    rows = [{"account_id": work.account_id, "id": tag.id, "name": tag.name, "color": tag.color} for tag in changed]
    work.dialect.update_many(work.connection, tags, rows, ("account_id", "id"))


def attach(work: Work, kind: Kind, pairs: Iterable[tuple[int, int]]) -> None:
    rows = [
        {"account_id": work.account_id, "entity_type": int(kind), "entity_id": entity_id, "tag_id": tag_id}
        for entity_id, tag_id in pairs
    ]
    work.dialect.insert_many(work.connection, entity_tags, rows, on_conflict="ignore")


def detach_all(work: Work, kind: Kind, entity_ids: Sequence[int]) -> None:
    ours = (entity_tags.c.account_id == work.account_id, entity_tags.c.entity_type == int(kind))
    work.connection.execute(delete(entity_tags).where(*ours, work.dialect.any_of(entity_tags.c.entity_id, entity_ids)))
