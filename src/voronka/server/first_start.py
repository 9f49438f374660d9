"""What a server needs before it can serve: a migrated database with an account in it. Made once."""

import time

from msgspec import Struct
from sqlalchemy import Connection

from voronka.domain.access import SYSTEM
from voronka.domain.tokens import LONG_LIVED_DAYS
from voronka.server.settings import Settings
from voronka.services import tokens
from voronka.services.accounts import create_account
from voronka.services.oauth import address_of
from voronka.store import accounts, schema
from voronka.store.database import Database

SUBDOMAIN = "demo"
NAME = "Моя компания"
DAYS = LONG_LIVED_DAYS[-1]


class FirstAccount(Struct, frozen=True):
    """Shown once: the password and the token are kept nowhere."""

    login: str
    password: str
    token: str


async def prepare(database: Database, settings: Settings) -> FirstAccount | None:
    """None: there was an account already."""
    await schema.migrate(database)
    if await database.run(accounts.has_any, write=False):
        return None
    return await database.run(lambda connection: _first_account(connection, database, settings))


def _first_account(connection: Connection, database: Database, settings: Settings) -> FirstAccount | None:
    schema.hold(connection)  # two servers may start at once
    if accounts.has_any(connection):
        return None
    login = f"admin@{SUBDOMAIN}.{settings.base_domain}"
    made = create_account(connection, database, subdomain=SUBDOMAIN, name=NAME, admin_email=login, now=int(time.time()))
    address = address_of(made.work.account, settings.authority)
    work = made.work.as_actor(SYSTEM)
    token = tokens.create_long_lived(
        work, user_id=made.administrator.id, days=DAYS, address=address, name="first start"
    )
    return FirstAccount(login, made.password, token.jwt)
