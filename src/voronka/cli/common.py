"""What commands share: their options, the way to the database, and how they answer."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import typer
from sqlalchemy import Connection

from voronka.domain.access import SYSTEM
from voronka.domain.accounts import Account
from voronka.server.afterwards import call_out
from voronka.server.settings import Settings, load_settings, open_configured
from voronka.services.work import Work
from voronka.store import accounts
from voronka.store.database import Database
from voronka.store.schema import is_current

T = TypeVar("T")

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Directory of database, key and voronka.toml (VORONKA_DATA_DIR)."),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database-url", help="Default: SQLite in the data directory (VORONKA_DATABASE_URL)."),
]
AccountName = Annotated[
    str | None,
    typer.Option("--account", help="Subdomain of the account. Default: the installation's default account."),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]


class Failure(Exception):
    """The command could not be carried out; the text says what to do next. Ends with exit status 1."""


def group(about: str) -> typer.Typer:
    """`voronka NOUN VERB`: `command = group(…)` in the noun's module, then `@command.command("verb")`."""
    app = typer.Typer(help=about, no_args_is_help=True)
    app.callback()(lambda: None)
    return app


def settings_of(data_dir: Path | None, database_url: str | None, **flags: Any) -> Settings:
    return load_settings({"data_dir": data_dir and str(data_dir), "database_url": database_url, **flags})


def json_of(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise typer.BadParameter(f"{path} is no JSON: {error}") from error


def run_work(settings: Settings, account: str | None, unit: Callable[[Work], T], *, write: bool = True) -> T:
    """One unit of work in an account, in the system's own name. The server may be running beside it."""

    async def in_account(database: Database) -> T:
        def owing(connection: Connection) -> tuple[T, list[str]]:
            work = system_work(database, connection, find_account(connection, account))
            return unit(work), work.owed

        done, owed = await database.run(owing, write=write)
        for url in owed:
            answered = await call_out(url, allow_private=settings.webhooks_allow_private)
            note(f"The integration's {urlsplit(url).netloc} was told and answered: {answered}.")
        return done

    return run_on_database(settings, in_account)


def run_on_database(settings: Settings, use: Callable[[Database], Awaitable[T]]) -> T:
    """Opens a database that is there and up to date, uses it and closes it."""
    if settings.sqlite_file and not settings.sqlite_file.exists():
        raise Failure(f"There is no database at {settings.sqlite_file}. {_FIRST}")

    async def used(database: Database) -> T:
        if not await database.run(is_current, write=False):
            raise Failure("The database has no tables yet or old ones. Run `voronka migrate` first.")
        return await use(database)

    return run_on_any_database(settings, used)


def run_on_any_database(settings: Settings, use: Callable[[Database], Awaitable[T]]) -> T:
    """As `run_on_database`, but a file that is not there is made and nothing is expected in it."""

    async def used() -> T:
        database = open_configured(settings)
        try:
            return await use(database)
        finally:
            await database.close()

    return asyncio.run(used())


_FIRST = "Start `voronka serve` once or run `voronka migrate`, or name another directory by --data-dir."


def find_account(connection: Connection, subdomain: str | None) -> Account:
    """None: the default account."""
    if subdomain is None:
        found = accounts.default(connection)
        missing = "There is no account yet. Create one by `voronka account create SUBDOMAIN`."
    else:
        found = accounts.by_subdomain(connection, subdomain)
        known = ", ".join(account.subdomain for account in accounts.all_accounts(connection)) or "none yet"
        missing = f"There is no account {subdomain!r}; the accounts are: {known}."
    if found is None:
        raise Failure(missing)
    return found


def system_work(database: Database, connection: Connection, account: Account) -> Work:
    return Work(database, connection, account, SYSTEM, int(time.time()))


def answer(values: Mapping[str, Any], *, as_json: bool, plain: str | None = None) -> None:
    """`values` as one JSON object, or as `plain`, or as lines `name: value`."""
    if as_json:
        print(msgspec.json.encode(values).decode())
    else:
        print(plain if plain is not None else "\n".join(f"{name}: {value}" for name, value in values.items()))


def note(line: str) -> None:
    """For the person at the terminal; never mixed into what a program reads."""
    print(line, file=sys.stderr)
