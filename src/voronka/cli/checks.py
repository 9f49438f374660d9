"""What `voronka doctor` looks at. Each check says what it found and, where something is wrong, what to do."""

import os
import shutil
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, text

from voronka.cli.common import system_work
from voronka.server.settings import FILE, Settings
from voronka.store import accounts, schema
from voronka.store.database import Database

State = Literal["ok", "warning", "fault"]

PYTHON = (3, 11)
SQLITE = (3, 35)
POSTGRESQL = 15
CLOCK_MAY_DIFFER = 5  # seconds
DISK_AT_LEAST = 1 << 30  # bytes
NEVER_BEFORE = 1_750_000_000  # this program did not exist then


class Finding(Struct, frozen=True):
    name: str
    state: State
    detail: str


def of_machine(settings: Settings) -> Iterator[Finding]:
    """Needs no database."""
    found = ".".join(map(str, sys.version_info[:3]))
    yield _found("python", sys.version_info >= PYTHON, found, f"{found} is too old: install Python 3.11 or newer.")
    yield _sqlite()
    yield _clock()
    yield from _data_dir(settings)


def of_database(connection: Connection, database: Database) -> Iterator[Finding]:
    yield Finding("database", "ok", f"{database.dialect.name} answers")
    if database.dialect.name == "postgresql":
        yield from _postgresql(connection)
    current = schema.is_current(connection)
    behind = f"at {schema.revision(connection)}, wanted {schema.HEAD}: run `voronka migrate`."
    yield _found("schema", current, f"at {schema.HEAD}", behind)
    if current:
        yield from _accounts(connection, database)


def _found(name: str, good: bool, detail: str, otherwise: str, state: State = "fault") -> Finding:
    return Finding(name, "ok", detail) if good else Finding(name, state, otherwise)


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SQLITE:
        return Finding(
            "sqlite", "fault", f"{version} is too old: use a Python that is built with SQLite 3.35 or newer."
        )
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='trigram')")
    except sqlite3.OperationalError as error:
        return Finding("sqlite", "fault", f"{version} cannot search ({error}): use a Python whose SQLite has FTS5.")
    return Finding("sqlite", "ok", version)


def _clock() -> Finding:
    now = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    return _found("clock", time.time() > NEVER_BEFORE, now, f"It cannot be {now}: set the clock, tokens depend on it.")


def _data_dir(settings: Settings) -> Iterator[Finding]:
    home = settings.data_dir
    if not home.is_dir():
        yield Finding(
            "data directory", "fault", f"{home} is not there: start `voronka serve` once, or name another one."
        )
        return
    yield _only_ours("data directory", home, "chmod 700")
    free = shutil.disk_usage(home).free
    enough = f"{free >> 30} GB free"
    yield _found("disk", free > DISK_AT_LEAST, enough, f"{free >> 20} MB free: make room, writes fail soon.", "warning")
    if not settings.secret_key:
        yield _secret_key(settings.key_file)
    yield _files(settings.files)
    if (home / FILE).exists():
        yield Finding("settings file", "ok", f"{home / FILE} is understood")


def _files(home: Path) -> Finding:
    """Made with the first upload; until then whoever may write beside it may make it."""
    if not home.exists():
        above = next(path for path in home.parents if path.exists())
        cannot = f"{home} is not there and cannot be made in {above}: let the server's user write there."
        return _found("files", os.access(above, os.W_OK | os.X_OK), f"{home} comes with the first upload", cannot)
    if not home.is_dir() or not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        return Finding("files", "fault", f"{home} is no directory that can be written to: correct it or its rights.")
    return _only_ours("files", home, "chmod 700")


def _secret_key(path: Path) -> Finding:
    if not path.exists():
        return Finding("secret key", "fault", f"{path} is not there: `voronka serve` makes one, or restore your copy.")
    return _only_ours("secret key", path, "chmod 600")


def _only_ours(name: str, path: Path, remedy: str) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    others = f"{path} can be read by other users of this machine ({mode:o}): {remedy} {path}"
    return _found(name, not mode & 0o077, f"{path} ({mode:o})", others, "fault" if path.is_file() else "warning")


def _postgresql(connection: Connection) -> Iterator[Finding]:
    version: str = connection.execute(text("SHOW server_version")).scalar_one()
    too_old = f"{version} is too old: use PostgreSQL {POSTGRESQL} or newer."
    yield _found("postgresql", int(version.split(".", maxsplit=1)[0]) >= POSTGRESQL, version, too_old)
    ctype = "SELECT datctype FROM pg_database WHERE datname = current_database()"
    letters: str = connection.execute(text(ctype)).scalar_one()
    slow = f"LC_CTYPE is {letters}: search for Russian words reads every record. Create the database with C.UTF-8."
    yield _found("letters", letters not in ("C", "POSIX"), f"LC_CTYPE is {letters}", slow, "warning")
    apart = abs(
        float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one()) - time.time()
    )
    differ = f"It and this machine differ by {apart:.0f} s: synchronise both clocks."
    yield _found("database clock", apart < CLOCK_MAY_DIFFER, "agrees with ours", differ)


def _accounts(connection: Connection, database: Database) -> Iterator[Finding]:
    found = accounts.all_accounts(connection)
    names = ", ".join(account.subdomain for account in found)
    yield _found("accounts", bool(found), names, "there is none: run `voronka account create SUBDOMAIN`.")
    for account in found:
        work = system_work(database, connection, account)
        if not any(user.is_admin and user.is_active for user in work.facts.users.values()):
            yield Finding("administrator", "fault", f"{account.subdomain} has no active administrator.")
        for webhook in work.facts.webhooks:
            if webhook.disabled:
                switch_on = (
                    f"{account.subdomain}: {webhook.destination} was switched off after failures: subscribe it again."
                )
                yield Finding("webhook", "warning", switch_on)
