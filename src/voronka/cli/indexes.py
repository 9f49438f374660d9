"""`voronka doctor --thorough` and `--rebuild`: filters and searches look into indexes; are they as the records say?"""

import time
from functools import partial

from sqlalchemy import Connection

from voronka.cli.checks import Finding
from voronka.cli.common import note, system_work
from voronka.domain.accounts import Account
from voronka.services import indexes
from voronka.services.indexes import Span
from voronka.store import accounts
from voronka.store.database import Database

PAUSE = 5  # seconds between two lines about how far it is


async def rebuilt(database: Database) -> list[Finding]:
    """A thousand records per transaction, so a server beside it goes on serving."""
    found = await database.run(accounts.all_accounts, write=False)
    return [await _rebuilt(database, account) for account in found]


async def compared(database: Database) -> list[Finding]:
    # or what somebody changes meanwhile would look like a difference
    return await database.run(partial(_compared, database), write=False, one_moment=True)


async def _rebuilt(database: Database, account: Account) -> Finding:
    count, span, next_at = 0, None, time.monotonic() + PAUSE
    while span := await database.run(partial(_next, database, account, span)):
        count += span.count
        if time.monotonic() > next_at:
            note(f"{account.subdomain}: {count} records")
            next_at = time.monotonic() + PAUSE
    return Finding("indexes", "ok", f"{account.subdomain}: made anew from {count} records")


def _next(database: Database, account: Account, done: Span | None, connection: Connection) -> Span | None:
    now_is = accounts.by_id(connection, account.id)
    return indexes.rebuild_next(system_work(database, connection, now_is), done) if now_is else None


def _compared(database: Database, connection: Connection) -> list[Finding]:
    return [_of_account(database, connection, account) for account in accounts.all_accounts(connection)]


def _of_account(database: Database, connection: Connection, account: Account) -> Finding:
    found = indexes.differences(system_work(database, connection, account))
    if not found.values and not found.texts:
        return Finding("indexes", "ok", f"{account.subdomain}: agree with {found.records} records")
    wrong = f"{found.values} indexed values and {found.texts} searched texts are not as the records say"
    return Finding("indexes", "fault", f"{account.subdomain}: {wrong}: run `voronka doctor --rebuild`.")
