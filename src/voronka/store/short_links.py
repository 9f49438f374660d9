"""Rows of short links, found by their code or by the contact that they were made for."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select, update

from voronka.domain.short_links import ShortLink, ShortLinkDraft
from voronka.store.tables import short_links
from voronka.store.work import Work

c = short_links.c
COLUMNS: list[Any] = [c[name] for name in ShortLink.__struct_fields__]


def get(work: Work, code: str) -> ShortLink | None:
    found = select(*COLUMNS).where(c.account_id == work.account_id, c.code == code)
    row = work.connection.execute(found).first()
    return ShortLink(**row._mapping) if row else None


def of_contacts(work: Work, contact_ids: Sequence[int], urls: Sequence[str]) -> dict[ShortLinkDraft, ShortLink]:
    theirs = (c.account_id == work.account_id, work.dialect.any_of(c.contact_id, contact_ids))
    found = select(*COLUMNS).where(*theirs, work.dialect.any_of(c.url, urls))
    links = [ShortLink(**row._mapping) for row in work.connection.execute(found)]
    return {ShortLinkDraft(link.url, link.contact_id): link for link in links}


def add(work: Work, new: Sequence[ShortLink]) -> None:
    own = {"account_id": work.account_id, "opened_at": 0}
    rows = [msgspec.to_builtins(link) | own for link in new]
    work.dialect.insert_many(work.connection, short_links, rows)


def opened(work: Work, code: str, before: int) -> bool:
    """Notes the opening, unless there was one since `before`: of two at once the database lets one through."""
    ours = (c.account_id == work.account_id, c.code == code, c.opened_at <= before)
    return work.connection.execute(update(short_links).where(*ours).values(opened_at=work.now)).rowcount == 1
