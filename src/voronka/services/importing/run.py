"""A whole import: all tables of a mapping, in their order, a batch of rows a transaction."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from voronka.domain.access import SYSTEM, Actor
from voronka.domain.importing.cells import Bad
from voronka.domain.importing.checking import Fault, columns_missing
from voronka.domain.importing.reading import MappingFile
from voronka.domain.importing.rows import Refusal, Row
from voronka.services.importing import batches
from voronka.services.importing.batches import Outcome
from voronka.services.importing.files import CsvFile
from voronka.services.importing.jobs import Job
from voronka.services.importing.preparing import prepare
from voronka.services.importing.rejects import Rejects
from voronka.services.work import Connection, Database, Work
from voronka.store import accounts

BATCH = 500

Unit = Callable[[Work], Any]
Steps = Generator[Unit, Any, None]


class TableReport(Struct):
    """How far one table is, and what has become of its rows."""

    file: str
    into: str
    size: int
    done: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    finished: bool = False

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same + self.rejected


class Import:
    """`progress` is called after every batch."""

    def __init__(
        self,
        file: MappingFile,
        folder: Path,
        *,
        actor: Actor = SYSTEM,
        rejects: Rejects,
        progress: Callable[[TableReport], None] = lambda report: None,
    ) -> None:
        self.file = file
        self.folder = folder
        self.actor = actor
        self.rejects = rejects
        self.progress = progress
        self.reports: list[TableReport] = []

    async def run(self, database: Database, account_id: int) -> list[TableReport]:
        """A transaction a batch."""

        def in_account(unit: Unit) -> Callable[[Connection], Any]:
            return lambda connection: unit(self._inner(_work(database, connection, account_id)))

        with closing(self._steps()) as steps:
            answer: Any = None
            while (unit := _next(steps, answer)) is not None:
                answer = await database.run(in_account(unit))
        return self.reports

    async def rehearse(self, database: Database, account_id: int) -> list[TableReport]:
        """All of it in one transaction, which is then undone: exact, and nobody else writes meanwhile on SQLite."""

        def everything(connection: Connection) -> None:
            self.within(_work(database, connection, account_id))
            raise _Undo

        with suppress(_Undo):
            await database.run(everything)
        return self.reports

    def within(self, work: Work) -> list[TableReport]:
        """All of it in a transaction that is under way."""
        inner = self._inner(work)
        with closing(self._steps()) as steps:
            answer: Any = None
            while (unit := _next(steps, answer)) is not None:
                answer = unit(inner)
        work.facts_change()  # what was made meanwhile is seen by the caller too
        return self.reports

    def _inner(self, work: Work) -> Work:
        inner = work.as_actor(self.actor)
        inner.is_quiet = self.file.mapping.quiet
        return inner

    def _steps(self) -> Steps:
        """Units of work, one transaction each; what a unit returned comes back by `send`."""
        self.reports.clear()
        with ExitStack() as opened:
            files = self._open(opened)
            opened.callback(self.rejects.close)
            timezone = yield lambda work: work.account.settings.timezone
            jobs = [Job(self.file.mapping, nth, file.header, timezone) for nth, file in enumerate(files)]
            yield lambda work: self.file.check(prepare(work, jobs))
            for job, file in zip(jobs, files, strict=True):
                yield from self._table(job, file)

    def _open(self, opened: ExitStack) -> list[CsvFile]:
        """Before anything is written every file has been found, with every column that is needed."""
        files: list[CsvFile] = []
        faults: list[Fault] = []
        for nth, table in enumerate(self.file.mapping.tables):
            try:
                file = opened.enter_context(closing(CsvFile(self.folder / table.file, table)))
                faults += columns_missing(nth, table, file.header)
            except (OSError, UnicodeError) as error:
                faults.append((("tables", nth, "file"), f"{self.folder / table.file} cannot be read: {error}."))
            else:
                files.append(file)
        self.file.check(faults)
        self.rejects.expect([file.header for file in files])
        return files

    def _table(self, job: Job, file: CsvFile) -> Steps:
        report = TableReport(job.table.file, job.table.__struct_config__.tag, file.size)  # type: ignore[arg-type]
        self.reports.append(report)
        self.progress(report)
        for rows, unread in _batches(job, file):
            outcome: Outcome = yield lambda work, rows=rows: batches.save(work, job, rows)
            refusals = sorted([*unread, *outcome.refusals], key=lambda refusal: refusal.line)
            self.rejects.add(job.table.file, file.header, refusals)
            report.done = min(file.done, file.size)
            report.new += outcome.new
            report.changed += outcome.changed
            report.same += outcome.same
            report.rejected += len(refusals)
            self.progress(report)
        report.finished = True
        self.progress(report)


class _Undo(Exception):
    pass


def _work(database: Database, connection: Connection, account_id: int) -> Work:
    account = accounts.by_id(connection, account_id)
    assert account, "accounts are never deleted"
    return Work(database, connection, account, SYSTEM, int(time.time()))


def _next(steps: Steps, answer: Any) -> Unit | None:
    try:
        return steps.send(answer)
    except StopIteration:
        return None


def _batches(job: Job, file: CsvFile) -> Iterator[tuple[Sequence[Row], list[Refusal]]]:
    """Rows that were read, and those beside them that could not be."""
    read = file.rows()
    while batch := list(islice(read, BATCH)):
        rows: list[Row] = []
        refusals: list[Refusal] = []
        for item in batch:
            if isinstance(item, Refusal):
                refusals.append(item)
                continue
            try:
                rows.append(job.reader.row(*item))
            except Bad as bad:
                refusals.append(Refusal(*item, str(bad)))
        yield rows, refusals
