"""Roles are read with the account's facts; here they are written."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete

from voronka.domain.roles import Role
from voronka.store.tables import roles
from voronka.store.work import Work


def add(work: Work, new: Sequence[Role]) -> None:
    work.dialect.insert_many(work.connection, roles, [_row(work, role) for role in new])


def save(work: Work, changed: Sequence[Role]) -> None:
    work.dialect.update_many(work.connection, roles, [_row(work, role) for role in changed], ("account_id", "id"))


def remove(work: Work, id: int) -> None:
    work.connection.execute(delete(roles).where(roles.c.account_id == work.account_id, roles.c.id == id))


def _row(work: Work, role: Role) -> dict[str, object]:
    return msgspec.to_builtins(role) | {"account_id": work.account_id}
