"""`voronka widget …`: widgets, which the API can install but not make known."""

from pathlib import Path
from typing import Annotated

import typer

from voronka.cli import people
from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, json_of, run_work, settings_of
from voronka.cli.people import UserName
from voronka.services import disposable_tokens, integrations, widgets
from voronka.services.work import Work

command = group("Widgets: made known here, installed over the API.")


@command.command("add")
def add(
    manifest: Annotated[Path, typer.Argument(help="The widget's manifest.json.", exists=True, dir_okay=False)],
    client_id: Annotated[str | None, typer.Option("--client-id", help="The integration it belongs to.")] = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Make a widget known, or a new version of it, and print its code."""
    told = json_of(manifest)

    def unit(work: Work) -> str:
        return widgets.add(work, told, client_id).code

    code = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"code": code}, as_json=as_json, plain=code)


@command.command("token")
def token(
    client_id: Annotated[str, typer.Argument(help="The integration that checks it by its client_secret.")],
    account: AccountName = None,
    user: UserName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Print a token of one use, as a widget sends it in X-Auth-Token: good for 30 minutes."""
    settings = settings_of(data_dir, database_url)

    def unit(work: Work) -> str:
        origin = people.origin(settings, work.account)
        integration = integrations.get(work, client_id)
        return disposable_tokens.of_widget(work, integration, people.active(work, user), origin)

    made = run_work(settings, account, unit, write=False)
    answer({"token": made}, as_json=as_json, plain=made)
