"""Groups (tabs) of custom fields. They are read with the account's facts; here they are written."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, delete, update

from voronka.domain.fields.definition import FieldGroup
from voronka.store import tables
from voronka.store.work import Work


def add(work: Work, groups: Sequence[FieldGroup]) -> None:
    stamp = {"account_id": work.account_id, "created_at": work.now, "updated_at": work.now}
    rows = [msgspec.to_builtins(group) | stamp for group in groups]
    work.dialect.insert_many(work.connection, tables.field_groups, rows)


def save(work: Work, group: FieldGroup) -> None:
    values: dict[str, Any] = {"name": group.name, "sort": group.sort, "updated_at": work.now}
    work.connection.execute(update(tables.field_groups).where(_one(work, group)).values(values))


def remove(work: Work, group: FieldGroup) -> None:
    work.connection.execute(delete(tables.field_groups).where(_one(work, group)))


def _one(work: Work, group: FieldGroup) -> ColumnElement[bool]:
    columns = tables.field_groups.c
    return and_(
        columns.account_id == work.account_id,
        columns.entity_type == int(group.entity_type),
        columns.catalog_id == group.catalog_id,
        columns.id == group.id,
    )
