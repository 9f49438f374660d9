"""`voronka import csv`: files of rows into leads, contacts, companies, catalog elements and users."""

import gc
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from voronka.cli.common import (
    AccountName,
    DatabaseUrl,
    DataDir,
    Failure,
    Json,
    answer,
    find_account,
    group,
    run_on_database,
    settings_of,
    system_work,
)
from voronka.cli.progress import shown
from voronka.domain.access import SYSTEM, Actor
from voronka.domain.importing.reading import MappingFile, read_mapping
from voronka.services import users
from voronka.services.importing.rejects import Rejects
from voronka.services.importing.run import Import
from voronka.services.importing.telling import TableReport
from voronka.services.work import Connection, Database

command = group("Import records from files.")

MappingArgument = Annotated[Path, typer.Argument(metavar="MAPPING.toml", help="What becomes of which column.")]
Folder = Annotated[Path | None, typer.Option("--folder", help="Where the files are. Default: beside the mapping.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do everything, then undo it. On SQLite others wait.")]
RejectsFile = Annotated[
    Path | None, typer.Option("--rejects", help="Where rows go that were not imported. Default: MAPPING.rejects.csv.")
]
UserName = Annotated[str | None, typer.Option("--user", help="In whose name, by login. Default: the robot's.")]

COUNTS = ("new", "changed", "same", "rejected")


@command.command("csv")
def csv(
    mapping: MappingArgument,
    folder: Folder = None,
    dry_run: DryRun = False,
    rejects: RejectsFile = None,
    user: UserName = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Import CSV files. A second run changes only what has changed, and finishes what was interrupted."""
    file = read_mapping(_text_of(mapping), mapping.name)
    refused = Rejects(rejects or Path(f"{mapping.stem}.rejects.csv"))
    began = time.monotonic()
    # a batch is thousands of small things that live until it is written: looking for garbage among them is wasted
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)

    async def imported(database: Database) -> list[TableReport]:
        account_id, actor = await database.run(lambda each: _who(database, each, account, user), write=False)
        with shown(as_json) as progress:
            work = Import(file, folder or mapping.parent, actor=actor, rejects=refused, progress=progress)
            return await (work.rehearse if dry_run else work.run)(database, account_id)

    reports = run_on_database(settings_of(data_dir, database_url), imported)
    _tell(file, reports, refused, time.monotonic() - began, dry_run=dry_run, as_json=as_json)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"The mapping {path} cannot be read: {error}. docs/import.md shows how to write one.") from error


def _who(database: Database, connection: Connection, account: str | None, user: str | None) -> tuple[int, Actor]:
    work = system_work(database, connection, find_account(connection, account))
    return work.account_id, users.by_email(work, user).actor() if user else SYSTEM


def _tell(
    file: MappingFile, reports: list[TableReport], rejects: Rejects, seconds: float, *, dry_run: bool, as_json: bool
) -> None:
    total = {name: sum(getattr(report, name) for report in reports) for name in COUNTS}
    rows = sum(total.values())
    values: dict[str, Any] = {
        "source": file.mapping.source,
        "dry_run": dry_run,
        "tables": [{name: getattr(report, name) for name in ("file", "into", *COUNTS)} for report in reports],
        **total,
        "seconds": round(seconds, 2),
        "rows_per_second": round(rows / seconds) if seconds else rows,
        "rejects": str(rejects.path) if rejects.count else None,
    }
    answer(values, as_json=as_json, plain="\n".join(_lines(reports, rejects, values, dry_run=dry_run)))
    sys.stdout.flush()


def _lines(reports: list[TableReport], rejects: Rejects, values: dict[str, Any], *, dry_run: bool) -> list[str]:
    head = f"{'file':<24} {'into':<10}" + "".join(f"{name:>10}" for name in COUNTS)
    lines = [head, *(_line(report) for report in reports)]
    rows = sum(values[name] for name in COUNTS)
    lines.append(f"{rows} rows in {values['seconds']} s, {values['rows_per_second']} a second.")
    if rejects.count:
        lines.append(f"Rejected rows, with the reasons: {rejects.path}. Correct them and run the same command again.")
    if dry_run:
        lines.append("A dry run: nothing of it has been kept.")
    return lines


def _line(report: TableReport) -> str:
    return f"{report.file:<24} {report.into:<10}" + "".join(f"{getattr(report, name):>10}" for name in COUNTS)
