"""`voronka bot …`: bots, which the API can run but not make."""

from typing import Annotated

import typer

from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.services import bots
from voronka.services.work import Work

command = group("Bots: made here, run over the API.")


@command.command("create")
def create(
    name: Annotated[str, typer.Option("--name", help="What users see.")],
    type: Annotated[str, typer.Option("--type", help="regular, greeting, marketing or nps.")] = "regular",
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Make a bot and print its id."""

    def unit(work: Work) -> int:
        return bots.create(work, name=name, type=type).id

    id = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"id": id}, as_json=as_json, plain=str(id))
