"""Users: written here; read mostly through the account's cached facts."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select, update

from voronka.domain.rights import Rights
from voronka.domain.roles import Role
from voronka.domain.users import Credentials, User
from voronka.store.tables import companies, contacts, customers, leads, notes, users
from voronka.store.work import Work

OWNED = (leads, contacts, companies, customers, notes)  # somebody of a group is responsible for each row

_CREDENTIALS = (users.c.id.label("user_id"), users.c.is_active, users.c.password_hash, users.c.key_version)


def add(work: Work, added: Sequence[User], password_hashes: Mapping[int, str]) -> None:
    stamp = {"account_id": work.account_id, "key_version": 1, "created_at": work.now, "updated_at": work.now}
    rows = [msgspec.to_builtins(user) | stamp | {"password_hash": password_hashes.get(user.id)} for user in added]
    work.dialect.insert_many(work.connection, users, rows)


def save(work: Work, changed: Sequence[User]) -> None:
    rows = [
        {
            "account_id": work.account_id,
            "id": user.id,
            "name": user.name,
            "group_id": user.group_id,
            "phone_number": user.phone_number,
            "updated_at": work.now,
        }
        for user in changed
    ]
    work.dialect.update_many(work.connection, users, rows, ("account_id", "id"))


def move_records(work: Work, groups: Mapping[int, int]) -> None:
    """What these users are responsible for, into the groups where they are now: by user, its group."""
    rows = [
        {"account_id": work.account_id, "responsible_user_id": user_id, "group_id": group_id}
        for user_id, group_id in groups.items()
    ]
    for table in OWNED:
        work.dialect.update_many(work.connection, table, rows, ("account_id", "responsible_user_id"))


def credentials_of_email(work: Work, email: str) -> Credentials | None:
    return _credentials(work, _of_account(work).where(users.c.email == email))


def credentials(work: Work, user_id: int) -> Credentials | None:
    return _credentials(work, _of_account(work).where(users.c.id == user_id))


def set_password_hash(work: Work, user_id: int, password_hash: str) -> None:
    _set(work, user_id, password_hash=password_hash)


def set_key_version(work: Work, user_id: int, version: int) -> None:
    _set(work, user_id, key_version=version)


def set_active(work: Work, user_ids: Sequence[int], is_active: bool) -> None:
    theirs = (users.c.account_id == work.account_id, work.dialect.any_of(users.c.id, user_ids))
    work.connection.execute(update(users).where(*theirs).values(is_active=is_active, updated_at=work.now))


def save_rights(work: Work, changed: Mapping[int, Rights]) -> None:
    rows = [
        {"account_id": work.account_id, "id": id, "rights": rights, "updated_at": work.now}
        for id, rights in changed.items()
    ]
    work.dialect.update_many(work.connection, users, rows, ("account_id", "id"))


def keep_rights(work: Work, role: Role) -> None:
    """Those of the role become the own rights of whoever had it."""
    theirs = (users.c.account_id == work.account_id, users.c.role_id == role.id)
    own = {"role_id": None, "rights": role.rights, "updated_at": work.now}
    work.connection.execute(update(users).where(*theirs).values(own))


def _of_account(work: Work) -> Select[*tuple[Any, ...]]:
    return select(*_CREDENTIALS).where(users.c.account_id == work.account_id)


def _credentials(work: Work, statement: Select[*tuple[Any, ...]]) -> Credentials | None:
    row = work.connection.execute(statement).mappings().first()
    return Credentials(**row) if row else None


def _set(work: Work, user_id: int, **columns: object) -> None:
    one = (users.c.account_id == work.account_id, users.c.id == user_id)
    work.connection.execute(update(users).where(*one).values(columns | {"updated_at": work.now}))
