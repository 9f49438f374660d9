"""`voronka bot …`: bots, which the API can run but not make."""

from pathlib import Path
from typing import Annotated

import typer

from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, json_of, run_work, settings_of
from voronka.services import bots
from voronka.services.work import Work

command = group("Bots: made here, run over the API.")


@command.command("create")
def create(
    name: Annotated[str, typer.Option("--name", help="What users see.")],
    type: Annotated[str, typer.Option("--type", help="regular, greeting, marketing or nps.")] = "regular",
    steps: Annotated[
        Path | None,
        typer.Option("--steps", help="JSON: a list of {url, data} that it calls.", exists=True, dir_okay=False),
    ] = None,
    client_id: Annotated[str | None, typer.Option("--client-id", help="The integration that its steps call.")] = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Make a bot and print its id."""

    told = json_of(steps) if steps else []

    def unit(work: Work) -> int:
        return bots.create(work, name=name, type=type, steps=told, client_id=client_id).id

    id = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"id": id}, as_json=as_json, plain=str(id))
