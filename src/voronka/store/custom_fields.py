"""Definitions of custom fields. They are read with the account's facts; here they are written."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, update

from voronka.domain.fields.definition import Field
from voronka.domain.kinds import Kind
from voronka.store import tables
from voronka.store.work import Work


def add(work: Work, fields: Sequence[Field]) -> None:
    work.dialect.insert_many(work.connection, tables.custom_fields, [_row(work, field) for field in fields])


def save(work: Work, fields: Sequence[Field]) -> None:
    work.dialect.update_many(
        work.connection, tables.custom_fields, [_row(work, field) for field in fields], keys=("account_id", "id")
    )


def remove(work: Work, ids: Sequence[int]) -> None:
    """The definitions and their index rows; what records hold under their ids nobody reads any more."""
    fields, values = tables.custom_fields, tables.field_values
    ours = (values.c.account_id == work.account_id, work.dialect.any_of(values.c.field_id, ids))
    # Each row holds a text or a number; said so, the database uses the index over it instead of reading all values.
    for column in (values.c.value_text, values.c.value_num):
        work.connection.execute(delete(values).where(*ours, column.is_not(None)))
    gone = (fields.c.account_id == work.account_id, work.dialect.any_of(fields.c.id, ids))
    work.connection.execute(delete(fields).where(*gone))


def move_to_groups(work: Work, groups: dict[int, str]) -> None:
    """The group of each field, by the field's id."""
    rows = [
        {"account_id": work.account_id, "id": field_id, "group_id": group_id, "updated_at": work.now}
        for field_id, group_id in groups.items()
    ]
    work.dialect.update_many(work.connection, tables.custom_fields, rows, keys=("account_id", "id"))


def leave_group(work: Work, kind: Kind, catalog_id: int, group_id: str) -> None:
    fields = tables.custom_fields
    owner = (fields.c.entity_type == int(kind), fields.c.catalog_id == catalog_id, fields.c.group_id == group_id)
    statement = update(fields).where(fields.c.account_id == work.account_id, *owner)
    work.connection.execute(statement.values(group_id=None, updated_at=work.now))


def _row(work: Work, field: Field) -> dict[str, Any]:
    return {"account_id": work.account_id, **msgspec.to_builtins(field)}
