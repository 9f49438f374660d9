"""`voronka integration …`: OAuth clients and what they need."""

from collections.abc import Callable
from typing import Annotated

import typer

from voronka.cli import people
from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.cli.people import UserName
from voronka.domain.integrations import Integration
from voronka.services import integrations, oauth
from voronka.services.work import Work

command = group("Integrations: the OAuth clients of an account.")

ClientId = Annotated[str, typer.Option("--client-id", help="As `voronka integration list` shows it.")]
HookUri = Annotated[
    str | None, typer.Option("--hook-uri", help="Called (GET) when the integration is switched off; '' for none.")
]


@command.command("create")
def create(
    name: Annotated[str, typer.Option("--name", help="What users see on the consent page.")],
    redirect_uri: Annotated[str, typer.Option("--redirect-uri", help="Where codes are sent; http or https.")],
    hook_uri: HookUri = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Register an integration and print its client_id and client_secret."""

    def unit(work: Work) -> dict[str, str]:
        return _keys(work, integrations.create(work, name=name, redirect_uri=redirect_uri, hook_uri=hook_uri))

    answer(run_work(settings_of(data_dir, database_url), account, unit), as_json=as_json)


@command.command("change")
def change(
    client_id: ClientId,
    name: Annotated[str | None, typer.Option("--name", help="What users see on the consent page.")] = None,
    redirect_uri: Annotated[str | None, typer.Option("--redirect-uri", help="Where codes are sent.")] = None,
    hook_uri: HookUri = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Change what is named and print the integration."""

    def unit(work: Work) -> dict[str, str | None]:
        return _shown(integrations.change(work, client_id, name=name, redirect_uri=redirect_uri, hook_uri=hook_uri))

    answer(run_work(settings_of(data_dir, database_url), account, unit), as_json=as_json)


@command.command("code")
def code(
    client_id: ClientId,
    user: UserName = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Print one fresh authorization code, as if the user had allowed the integration: 20 minutes, one use."""

    def unit(work: Work) -> str:
        return oauth.new_code(work, integrations.get(work, client_id), people.active(work, user).id)

    fresh = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"code": fresh}, as_json=as_json, plain=fresh)


@command.command("secret")
def secret(
    client_id: ClientId,
    renew: Annotated[bool, typer.Option("--renew", help="Make a new one; the old one stops at once.")] = False,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Print client_id and client_secret again."""

    def unit(work: Work) -> dict[str, str]:
        found = integrations.renew_secret(work, client_id) if renew else integrations.get(work, client_id)
        return _keys(work, found)

    answer(run_work(settings_of(data_dir, database_url), account, unit), as_json=as_json)


@command.command("list")
def show(
    account: AccountName = None, data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: Json = False
) -> None:
    """List the integrations."""
    found = run_work(settings_of(data_dir, database_url), account, integrations.everything, write=False)
    active = [one for one in found if one.is_active]
    lines = [f"{one.client_id}  {one.name}  {one.redirect_uri}" for one in active]
    answer({"integrations": [_shown(one) for one in active]}, as_json=as_json, plain="\n".join(lines))


def _ends(verb: str, done: str, end: Callable[[Work, str], None], about: str) -> None:
    @command.command(verb, help=about)
    def ends(
        client_id: ClientId,
        account: AccountName = None,
        data_dir: DataDir = None,
        database_url: DatabaseUrl = None,
        as_json: Json = False,
    ) -> None:
        run_work(settings_of(data_dir, database_url), account, lambda work: end(work, client_id))
        answer({done: client_id}, as_json=as_json)


_ends(
    "revoke",
    "revoked",
    integrations.revoke_tokens,
    "Revoke every token of an integration; its users have to let it in anew.",
)
_ends(
    "disable",
    "disabled",
    integrations.disable,
    "Switch an integration off: its tokens stop, its widgets are uninstalled, its hook is called.",
)
_ends("remove", "removed", integrations.remove, "Remove an integration; it is switched off before.")


def _keys(work: Work, integration: Integration) -> dict[str, str]:
    return {"client_id": integration.client_id, "client_secret": integrations.secret_of(work, integration)}


def _shown(integration: Integration) -> dict[str, str | None]:
    return {
        "client_id": integration.client_id,
        "name": integration.name,
        "redirect_uri": integration.redirect_uri,
        "hook_uri": integration.hook_uri,
    }
