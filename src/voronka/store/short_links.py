"""Rows of short links, found by their code or by the contact that they were made for."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

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
    rows = [msgspec.to_builtins(link) | {"account_id": work.account_id} for link in new]
    work.dialect.insert_many(work.connection, short_links, rows)
