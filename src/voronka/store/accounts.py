"""Accounts: found by name, for there is no Work before there is an account."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, exists, insert, or_, select, update

from voronka.domain.accounts import Account, Settings
from voronka.store.tables import accounts
from voronka.store.work import Work

# built once, as it runs at every request
_NAMED_OR_DEFAULT = select(accounts).where(or_(accounts.c.subdomain == bindparam("subdomain"), accounts.c.is_default))


def named_or_default(connection: Connection, subdomain: str) -> Account | None:
    by_name = {row.subdomain: row for row in connection.execute(_NAMED_OR_DEFAULT, {"subdomain": subdomain})}
    row = by_name.get(subdomain) or next(iter(by_name.values()), None)
    return _account(row) if row else None


def by_subdomain(connection: Connection, subdomain: str) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.subdomain == subdomain)).first()
    return _account(row) if row else None


def by_id(connection: Connection, id: int) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.id == id)).first()
    return _account(row) if row else None


def by_uuid(connection: Connection, uuid: str) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.uuid == uuid)).first()
    return _account(row) if row else None


def default(connection: Connection) -> Account | None:
    row = connection.execute(select(accounts).where(accounts.c.is_default)).first()
    return _account(row) if row else None


def all_accounts(connection: Connection) -> list[Account]:
    return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.id))]


def has_any(connection: Connection) -> bool:
    return connection.execute(select(exists().select_from(accounts))).scalar_one()


def add(connection: Connection, account: Account) -> None:
    connection.execute(insert(accounts).values(msgspec.to_builtins(account)))


def save_settings(work: Work, name: str, settings: Settings) -> None:
    _set(work, name=name, settings=msgspec.to_builtins(settings))


def rename(work: Work, subdomain: str) -> None:
    _set(work, subdomain=subdomain)


def _set(work: Work, **columns: Any) -> None:
    changed = columns | {"updated_at": work.now}
    work.connection.execute(update(accounts).where(accounts.c.id == work.account_id).values(changed))


def _account(row: Row[Any]) -> Account:
    columns: dict[str, Any] = {name: getattr(row, name) for name in Account.__struct_fields__}
    columns["settings"] = msgspec.convert(row.settings or {}, Settings)
    return Account(**columns)
