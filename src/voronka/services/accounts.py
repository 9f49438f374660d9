"""Accounts: one company's CRM, created with everything that a first lead needs."""

import uuid
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from voronka.base.secrets import new_password
from voronka.domain.access import SYSTEM
from voronka.domain.accounts import DISABLED, Account, Settings, check
from voronka.domain.beginnings import DEFAULT_GROUP_NAME, is_subdomain
from voronka.domain.errors import Conflict, Refused
from voronka.domain.users import DEFAULT_GROUP, Group, User, UserDraft
from voronka.services import permits, users
from voronka.services.first_pipeline import create_customer_statuses, create_first_pipeline, create_loss_reasons
from voronka.services.system_fields import create_system_fields
from voronka.services.work import Connection, Database, Work
from voronka.store import accounts as store
from voronka.store import beginnings as store_beginnings

COUNTER = "accounts"  # counts under account 0, which nobody has
SUBDOMAIN_RULE = "Use 1 to 63 small Latin letters, digits and inner hyphens; www, api… and drive… are our own."


class NewAccount(Struct, frozen=True):
    work: Work
    administrator: User
    password: str  # shown once, then only its hash is left


def create_account(
    connection: Connection,
    database: Database,
    *,
    subdomain: str,
    name: str,
    admin_email: str,
    now: int,
    admin_name: str = "Администратор",
    admin_password: str | None = None,
    settings: Settings | None = None,
) -> NewAccount:
    _check_subdomain(connection, subdomain)
    account = _account(connection, database, subdomain, name, settings or Settings(), now)
    store.add(connection, account)
    work = Work(database, connection, account, SYSTEM, now)
    store_beginnings.add_groups(work, [Group(id=DEFAULT_GROUP, name=DEFAULT_GROUP_NAME, sort=0)])
    create_first_pipeline(work)
    create_loss_reasons(work)
    create_customer_statuses(work)
    create_system_fields(work)
    password = admin_password or new_password()
    admin = UserDraft(name=admin_name, email=admin_email, password=password, is_admin=True)
    return NewAccount(work, users.add(work, [admin])[0], password)


def set_customers_mode(work: Work, mode: str, *, is_enabled: bool) -> None:
    """By what customers are worked with. Switched off, they stay as they are, without statuses and segments.

    (unconfirmed) A client that reads them does not break, and switched on again they are where they were.
    """
    adjust(work, {"customers_mode": mode if is_enabled else DISABLED})


def rename(work: Work, subdomain: str) -> Account:
    """The account lives at another address from now on; nothing else of it changes."""
    work.actor.require_admin()
    _check_subdomain(work.connection, subdomain)
    store.rename(work, subdomain)
    return structs.replace(work.account, subdomain=subdomain)


def adjust(work: Work, changes: Mapping[str, Any], name: str | None = None) -> Account:
    """Some of the settings; the others stay."""
    permits.administer(work)
    now_is = store.by_id(work.connection, work.account_id) or work.account
    settings = structs.replace(now_is.settings, **changes)
    check(settings)
    store.save_settings(work, name or now_is.name, settings)
    return structs.replace(now_is, name=name or now_is.name, settings=settings)


def _check_subdomain(connection: Connection, subdomain: str) -> None:
    if not is_subdomain(subdomain):
        raise Refused(f"{subdomain!r} cannot be a subdomain. {SUBDOMAIN_RULE}")
    if store.by_subdomain(connection, subdomain):
        raise Conflict(f"The subdomain {subdomain} is taken. Choose another one.")


def _account(
    connection: Connection, database: Database, subdomain: str, name: str, settings: Settings, now: int
) -> Account:
    return Account(
        id=database.ids.take(connection, 0, COUNTER, 1)[0],
        subdomain=subdomain,
        name=name,
        uuid=str(uuid.uuid4()),
        amojo_id=str(uuid.uuid4()),
        is_default=not store.has_any(connection),
        facts_version=1,
        settings=settings,
        created_at=now,
        updated_at=now,
    )
