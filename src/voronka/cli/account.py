"""`voronka account …`: the companies on this installation."""

import time
from typing import Annotated

import typer

from voronka.cli import account_settings
from voronka.cli.common import (
    DatabaseUrl,
    DataDir,
    Failure,
    Json,
    answer,
    group,
    run_on_any_database,
    run_on_database,
    run_work,
    settings_of,
)
from voronka.server.settings import Settings
from voronka.services.accounts import NewAccount, create_account
from voronka.services.accounts import rename as rename_account
from voronka.store import accounts, schema
from voronka.store.database import Connection, Database

command = group("The companies on this installation.")
command.command("settings")(account_settings.command)

Name = Annotated[str | None, typer.Option("--name", help="Name of the company. Default: the subdomain.")]
Email = Annotated[
    str | None, typer.Option("--admin-email", help="The administrator's login. Default: admin@SUBDOMAIN.BASE_DOMAIN.")
]
Password = Annotated[
    str | None, typer.Option("--admin-password", help="Default: a random one, printed once and kept nowhere.")
]


@command.command("create")
def create(
    subdomain: Annotated[str, typer.Argument(help="The account lives at SUBDOMAIN.BASE_DOMAIN.")],
    name: Name = None,
    admin_email: Email = None,
    admin_password: Password = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Create an account with its administrator. The first one is the default account."""
    settings = settings_of(data_dir, database_url)
    email = admin_email or f"admin@{subdomain}.{settings.base_domain}"

    def unit(connection: Connection, database: Database) -> NewAccount:
        return create_account(
            connection,
            database,
            subdomain=subdomain,
            name=name or subdomain,
            admin_email=email,
            admin_password=admin_password,
            now=int(time.time()),
        )

    async def made(database: Database) -> NewAccount:
        await _prepare(database)
        return await database.run(lambda connection: unit(connection, database))

    new = run_on_any_database(settings, made)
    answer(_told(new, settings), as_json=as_json)


@command.command("rename")
def rename(
    subdomain: Annotated[str, typer.Argument(help="As `voronka account list` shows it.")],
    new: Annotated[str, typer.Argument(help="The account lives at NEW.BASE_DOMAIN from now on.")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Give an account another subdomain; tokens go on."""
    settings = settings_of(data_dir, database_url)
    renamed = run_work(settings, subdomain, lambda work: rename_account(work, new))
    answer({"subdomain": renamed.subdomain, "address": f"{new}.{settings.base_domain}"}, as_json=as_json)


@command.command("list")
def show(data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: Json = False) -> None:
    """List the accounts; a star marks the default one."""

    async def everything(database: Database) -> list[accounts.Account]:
        return await database.run(accounts.all_accounts, write=False)

    found = run_on_database(settings_of(data_dir, database_url), everything)
    lines = [f"{'*' if one.is_default else ' '} {one.id}  {one.subdomain}  {one.name}" for one in found]
    listed = [{"id": one.id, "subdomain": one.subdomain, "name": one.name, "default": one.is_default} for one in found]
    answer({"accounts": listed}, as_json=as_json, plain="\n".join(lines))


async def _prepare(database: Database) -> None:
    """A fresh directory becomes an installation; an old schema is left to whoever decides about upgrades."""
    if await database.run(schema.revision, write=False) is None:
        await schema.migrate(database)
    elif not await database.run(schema.is_current, write=False):
        raise Failure("The database has an old schema. Run `voronka migrate` first.")


def _told(new: NewAccount, settings: Settings) -> dict[str, object]:
    account = new.work.account
    return {
        "account_id": account.id,
        "subdomain": account.subdomain,
        "address": f"{account.subdomain}.{settings.base_domain}",
        "login": new.administrator.email,
        "password": new.password,
    }
