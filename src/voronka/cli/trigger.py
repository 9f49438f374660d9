"""`voronka trigger …`: triggers of the Digital Pipeline, which amoCRM sets in its interface alone."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, json_of, run_work, settings_of
from voronka.domain.triggers import Trigger
from voronka.services import triggers
from voronka.services.triggers import TriggerWrite
from voronka.services.work import Work

command = group("Triggers of the Digital Pipeline: what a stage of leads sends where.")


@command.command("add")
def add(
    pipeline: Annotated[int, typer.Option("--pipeline", help="Id of the pipeline.")],
    status: Annotated[int, typer.Option("--status", help="Id of its stage.")],
    event: Annotated[str, typer.Option("--event", help="status, call_in, chat or site_visit.")] = "status",
    url: Annotated[str | None, typer.Option("--url", help="Where a hook is sent.")] = None,
    widget: Annotated[str | None, typer.Option("--widget", help="Or the code of the widget that acts.")] = None,
    settings: Annotated[
        Path | None,
        typer.Option("--settings", help="JSON: an object of its settings.", exists=True, dir_okay=False),
    ] = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Set a trigger on a stage and print its id."""
    wanted = TriggerWrite(
        pipeline_id=pipeline,
        status_id=status,
        event=event,
        destination=url,
        widget_code=widget,
        settings=json_of(settings) if settings else None,
    )

    def unit(work: Work) -> int:
        return triggers.add(work, wanted).id

    id = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"id": id}, as_json=as_json, plain=str(id))


@command.command("list")
def list_all(
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """List the triggers of the account."""

    found = run_work(settings_of(data_dir, database_url), account, triggers.all_of, write=False)
    told: list[Any] = msgspec.to_builtins(found)
    answer({"triggers": told}, as_json=as_json, plain="\n".join(map(_line, found)))


@command.command("delete")
def delete(
    id: Annotated[int, typer.Argument(help="As `voronka trigger list` shows it.")],
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Take a trigger away; what it has still to send is not sent."""

    run_work(settings_of(data_dir, database_url), account, lambda work: triggers.delete(work, id))
    answer({"deleted": id}, as_json=as_json, plain=f"Trigger {id} is deleted.")


def _line(trigger: Trigger) -> str:
    actor = f"widget {trigger.widget_code}" if trigger.widget_code else "hook"
    return f"{trigger.id}  {trigger.event}  {trigger.pipeline_id}/{trigger.status_id}  {actor}  {trigger.destination}"
