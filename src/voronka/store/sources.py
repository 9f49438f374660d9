"""Rows of sources: few of an integration, so they are read together."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, select, update

from voronka.domain.sources import Source
from voronka.store.tables import sources
from voronka.store.work import Work

c = sources.c
COLUMNS: list[Any] = [c[name] for name in Source.__struct_fields__]


def live(work: Work, client_id: str) -> list[Source]:
    ours = (c.account_id == work.account_id, c.client_id == client_id, c.is_deleted.is_(False))
    found: Any = select(*COLUMNS).where(*ours).order_by(c.id)
    return [_source(row) for row in work.connection.execute(found)]


def with_services(work: Work) -> list[Source]:
    """Of all integrations, those that say how a button on the site shows them."""
    ours = (c.account_id == work.account_id, c.is_deleted.is_(False))
    found: Any = select(*COLUMNS).where(*ours).order_by(c.id)
    return [source for row in work.connection.execute(found) if (source := _source(row)).services]


def deleted(work: Work, client_id: str, external_ids: Sequence[str]) -> dict[str, Source]:
    """By external id; of several the last one."""
    ours = (c.account_id == work.account_id, c.client_id == client_id, c.is_deleted)
    named = work.dialect.any_of(c.external_id, external_ids)
    found: Any = select(*COLUMNS).where(*ours, named).order_by(c.id)
    return {row.external_id: _source(row) for row in work.connection.execute(found)}


def by_id(work: Work, ids: Sequence[int]) -> dict[int, Source]:
    found: Any = select(*COLUMNS).where(c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    return {row.id: _source(row) for row in work.connection.execute(found)}


def add(work: Work, new: Sequence[Source]) -> None:
    work.dialect.insert_many(work.connection, sources, [_row(work, source) for source in new])


def save(work: Work, changed: Sequence[Source]) -> None:
    rows = [_row(work, source) for source in changed]
    work.dialect.update_many(work.connection, sources, rows, ("account_id", "id"))


def move(work: Work, pipeline_id: int, to: int) -> None:
    """All that lead into a pipeline lead into another one from now on, deleted ones too: they may come back."""
    ours = (c.account_id == work.account_id, c.pipeline_id == pipeline_id)
    work.connection.execute(update(sources).where(*ours).values(pipeline_id=to))


def remove_of(work: Work, client_id: str) -> None:
    """All of one integration."""
    ours = (c.account_id == work.account_id, c.client_id == client_id)
    work.connection.execute(update(sources).where(*ours).values(is_deleted=True, is_default=False))


def _source(row: Row[Any]) -> Source:
    values: dict[str, Any] = dict(row._mapping)
    values["services"] = row.services or []
    return Source(**values)


def _row(work: Work, source: Source) -> dict[str, Any]:
    return msgspec.to_builtins(source) | {"account_id": work.account_id}
