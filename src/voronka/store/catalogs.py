"""Catalogs are read with the account's facts; here they are written."""

from collections.abc import Sequence
from typing import Any

import msgspec

from voronka.domain.catalogs import Catalog
from voronka.store.tables import catalogs
from voronka.store.work import Work


def add(work: Work, new: Sequence[Catalog]) -> None:
    work.dialect.insert_many(work.connection, catalogs, [_row(work, catalog) for catalog in new])


def save(work: Work, changed: Sequence[Catalog]) -> None:
    rows = [_row(work, catalog) for catalog in changed]
    work.dialect.update_many(work.connection, catalogs, rows, ("account_id", "id"))


def _row(work: Work, catalog: Catalog) -> dict[str, Any]:
    return msgspec.to_builtins(catalog) | {"account_id": work.account_id}
