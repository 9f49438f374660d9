"""`voronka widget …`: widgets, which the API can install but not make known."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.services import widgets
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
    try:
        told = msgspec.json.decode(manifest.read_bytes())
    except msgspec.DecodeError as error:
        raise typer.BadParameter(f"{manifest} is no JSON: {error}") from error

    def unit(work: Work) -> str:
        return widgets.add(work, told, client_id).code

    code = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"code": code}, as_json=as_json, plain=code)
