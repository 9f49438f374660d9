"""Rows of what hangs on what: files on records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from voronka.base.page import Page
from voronka.domain.file_links import Attached, AttachedQuery
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.store import listing
from voronka.store.tables import file_links, files
from voronka.store.work import Work

c = file_links.c


def page(work: Work, holder: End, query: AttachedQuery) -> Page[Attached]:
    """The newest first, without those in the recycle bin."""
    statement = _of(work, holder).where(files.c.deleted_at.is_(None))
    if query.before_id is not None:
        statement = statement.where(c.id < query.before_id)
    newest = listing.directed(statement, [c.id], query, descending=True)
    return listing.page(work, newest, [c.id], query).map(lambda row: Attached(row.id, row.uuid))


def attached(work: Work, holder: End, file_ids: Sequence[int]) -> dict[int, Attached]:
    """Those of the files that hang on the record, by the file's id."""
    statement = _of(work, holder).where(work.dialect.any_of(c.file_id, file_ids))
    return {row.file_id: Attached(row.id, row.uuid) for row in work.connection.execute(statement)}


def add(work: Work, holder: End, file_ids: Sequence[int]) -> None:
    """What hangs there already stays as it is."""
    rows = [
        {
            "account_id": work.account_id,
            "id": id,
            "entity_type": int(holder.kind),
            "entity_id": holder.id,
            "file_id": file_id,
            "created_by": work.actor.user_id,
            "created_at": work.now,
        }
        for id, file_id in zip(work.new_ids("file_links", len(file_ids)), file_ids, strict=True)
    ]
    work.dialect.insert_many(work.connection, file_links, rows, "ignore")


def remove(work: Work, holder: End, file_ids: Sequence[int]) -> None:
    gone = (c.account_id == work.account_id, c.entity_type == int(holder.kind), c.entity_id == holder.id)
    work.connection.execute(delete(file_links).where(*gone, work.dialect.any_of(c.file_id, file_ids)))


def holders(work: Work, file_id: int, most: int) -> list[End]:
    """On what the file hangs, the newest first."""
    held = (c.account_id == work.account_id, c.file_id == file_id)
    found = select(c.entity_type, c.entity_id).where(*held).order_by(c.id.desc()).limit(most)
    return [End(Kind(row.entity_type), row.entity_id) for row in work.connection.execute(found)]


def _of(work: Work, holder: End) -> Any:
    joined = (files.c.account_id == c.account_id) & (files.c.id == c.file_id)
    held = (c.account_id == work.account_id, c.entity_type == int(holder.kind), c.entity_id == holder.id)
    return select(c.id, c.file_id, files.c.uuid).join_from(file_links, files, joined).where(*held)
