"""Catalogs are read with the account's facts; here they are written, and removed with the fields of their elements."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete

from voronka.domain.catalogs import Catalog
from voronka.domain.elements import Element
from voronka.domain.kinds import Kind
from voronka.store.records import from_row, select_all
from voronka.store.tables import catalogs, custom_fields, elements, field_groups
from voronka.store.work import Work


def add(work: Work, new: Sequence[Catalog]) -> None:
    work.dialect.insert_many(work.connection, catalogs, [_row(work, catalog) for catalog in new])


def save(work: Work, changed: Sequence[Catalog]) -> None:
    rows = [_row(work, catalog) for catalog in changed]
    work.dialect.update_many(work.connection, catalogs, rows, ("account_id", "id"))


def elements_of(work: Work, ids: Sequence[int], *, after: int, limit: int) -> list[Element]:
    """So many of those above one id, deleted ones too."""
    c = elements.c
    of_them = (c.account_id == work.account_id, work.dialect.any_of(c.catalog_id, ids), c.id > after)
    rows = work.connection.execute(select_all(Kind.ELEMENT).where(*of_them).order_by(c.id).limit(limit))
    return [from_row(Kind.ELEMENT, row) for row in rows]


def remove(work: Work, ids: Sequence[int]) -> None:
    of_catalogs = (catalogs.c.account_id == work.account_id, work.dialect.any_of(catalogs.c.id, ids))
    work.connection.execute(delete(catalogs).where(*of_catalogs))
    for table in (custom_fields, field_groups):
        c = table.c
        owned = (c.account_id == work.account_id, c.entity_type == int(Kind.ELEMENT))
        work.connection.execute(delete(table).where(*owned, work.dialect.any_of(c.catalog_id, ids)))


def _row(work: Work, catalog: Catalog) -> dict[str, Any]:
    return msgspec.to_builtins(catalog) | {"account_id": work.account_id}
