"""`voronka doctor`: is this installation sound?"""

import msgspec
import typer
from sqlalchemy.exc import SQLAlchemyError

from voronka.cli import checks
from voronka.cli.checks import Finding
from voronka.cli.common import DatabaseUrl, DataDir, Json, answer, run_on_any_database, settings_of
from voronka.server.settings import Settings
from voronka.store.database import Database
from voronka.store.schema import NewerSchema

MARKS = {"ok": "ok     ", "warning": "warning", "fault": "FAULT  "}


def command(data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: Json = False) -> None:
    """Check the installation; a fault ends with exit status 1, a warning does not."""
    settings = settings_of(data_dir, database_url)
    found = [*checks.of_machine(settings), *_of_database(settings)]
    sound = all(finding.state != "fault" for finding in found)
    lines = [f"{MARKS[finding.state]}  {finding.name:15} {finding.detail}" for finding in found]
    answer({"sound": sound, "checks": msgspec.to_builtins(found)}, as_json=as_json, plain="\n".join(lines))
    raise typer.Exit(0 if sound else 1)


def _of_database(settings: Settings) -> list[Finding]:
    if settings.sqlite_file and not settings.sqlite_file.exists():
        return [Finding("database", "fault", f"{settings.sqlite_file} is not there: start `voronka serve` once.")]
    try:
        return run_on_any_database(settings, _checked)
    except (SQLAlchemyError, OSError, NewerSchema) as error:
        return [Finding("database", "fault", str(getattr(error, "orig", error)))]


async def _checked(database: Database) -> list[Finding]:
    return await database.run(lambda connection: list(checks.of_database(connection, database)), write=False)
