"""`voronka doctor`: is this installation sound?"""

from functools import partial
from typing import Annotated

import msgspec
import typer
from sqlalchemy.exc import SQLAlchemyError

from voronka.cli import checks, indexes
from voronka.cli.checks import Finding
from voronka.cli.common import DatabaseUrl, DataDir, Json, answer, run_on_any_database, settings_of
from voronka.server.settings import Settings
from voronka.store.database import Database
from voronka.store.schema import NewerSchema

Thorough = Annotated[
    bool, typer.Option("--thorough", help="Also compare what filters and searches look into with every record.")
]
Rebuild = Annotated[
    bool, typer.Option("--rebuild", help="Make that anew from the records. The server may go on serving.")
]

MARKS = {"ok": "ok     ", "warning": "warning", "fault": "FAULT  "}


def command(
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    thorough: Thorough = False,
    rebuild: Rebuild = False,
    as_json: Json = False,
) -> None:
    """Check the installation; a fault ends with exit status 1, a warning does not."""
    settings = settings_of(data_dir, database_url)
    found = [*checks.of_machine(settings), *_of_database(settings, thorough=thorough, rebuild=rebuild)]
    sound = all(finding.state != "fault" for finding in found)
    lines = [f"{MARKS[finding.state]}  {finding.name:15} {finding.detail}" for finding in found]
    answer({"sound": sound, "checks": msgspec.to_builtins(found)}, as_json=as_json, plain="\n".join(lines))
    raise typer.Exit(0 if sound else 1)


def _of_database(settings: Settings, *, thorough: bool, rebuild: bool) -> list[Finding]:
    if settings.sqlite_file and not settings.sqlite_file.exists():
        return [Finding("database", "fault", f"{settings.sqlite_file} is not there: start `voronka serve` once.")]
    try:
        return run_on_any_database(settings, partial(_checked, thorough=thorough, rebuild=rebuild))
    except (SQLAlchemyError, OSError, NewerSchema) as error:
        return [Finding("database", "fault", str(getattr(error, "orig", error)))]


async def _checked(database: Database, *, thorough: bool, rebuild: bool) -> list[Finding]:
    found = await database.run(lambda connection: list(checks.of_database(connection, database)), write=False)
    if any(finding.name == "schema" and finding.state != "ok" for finding in found):
        return found
    found += await indexes.rebuilt(database) if rebuild else []
    return found + (await indexes.compared(database) if thorough else [])
