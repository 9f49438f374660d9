"""A whole import: all tables of a mapping, in their order, a batch of rows a transaction."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from voronka.domain.access import SYSTEM, Actor
from voronka.domain.importing.reading import MappingFile
from voronka.services.importing.batches import Outcome, save
from voronka.services.importing.files import CsvFile
from voronka.services.importing.jobs import Job
from voronka.services.importing.lanes import Lanes
from voronka.services.importing.preparing import prepare
from voronka.services.importing.reading import Batch, batches, open_files
from voronka.services.importing.rejects import Rejects
from voronka.services.importing.telling import Progress, TableReport, Telling
from voronka.services.work import Connection, Database, Work
from voronka.store import accounts

T = TypeVar("T")

Files = list[CsvFile]


def nobody_told(_report: TableReport) -> None:
    pass


class Import:
    """`progress` is called after every batch."""

    def __init__(
        self,
        file: MappingFile,
        folder: Path,
        *,
        actor: Actor = SYSTEM,
        rejects: Rejects,
        progress: Progress = nobody_told,
    ) -> None:
        self.file = file
        self.folder = folder
        self.actor = actor
        self.rejects = rejects
        self.progress = progress

    async def run(self, database: Database, account_id: int) -> list[TableReport]:
        """A transaction a batch."""

        async def do(unit: Callable[[Work], T]) -> T:
            return await database.run(lambda connection: unit(self._inner(_work(database, connection, account_id))))

        with self._opened() as files:
            jobs = self._jobs(files, await do(_timezone))
            await do(lambda work: self.file.check(prepare(work, jobs)))
            reports: list[TableReport] = []
            for job, file in zip(jobs, files, strict=True):
                telling = Telling(job, file, self.rejects, self.progress)
                reports.append(telling.report)
                lanes = Lanes(1 if job.is_alone else database.writers, _clash, telling.tell)
                await lanes.run(batches(job, file), lambda batch, job=job: do(_save(job, batch)))
                telling.finish()
            return reports

    async def rehearse(self, database: Database, account_id: int) -> list[TableReport]:
        """All of it in one transaction, which is then undone: exact, and nobody else writes meanwhile on SQLite."""
        reports: list[TableReport] = []

        def everything(connection: Connection) -> None:
            reports[:] = self.within(_work(database, connection, account_id))
            raise _Undo

        with suppress(_Undo):
            await database.run(everything)
        return reports

    def within(self, work: Work) -> list[TableReport]:
        """All of it in a transaction that is under way."""
        inner = self._inner(work)
        with self._opened() as files:
            jobs = self._jobs(files, _timezone(inner))
            self.file.check(prepare(inner, jobs))
            reports: list[TableReport] = []
            for job, file in zip(jobs, files, strict=True):
                telling = Telling(job, file, self.rejects, self.progress)
                reports.append(telling.report)
                for batch in batches(job, file):
                    telling.tell(batch, save(inner, job, batch.rows))
                telling.finish()
        work.facts_change()  # what was made meanwhile is seen by the caller too
        return reports

    @contextmanager
    def _opened(self) -> Iterator[Files]:
        with ExitStack() as opened:
            files = open_files(self.file, self.folder, opened)
            self.rejects.expect([file.header for file in files])
            opened.callback(self.rejects.close)
            yield files

    def _jobs(self, files: Files, timezone: str) -> list[Job]:
        return [Job(self.file.mapping, nth, file.header, timezone) for nth, file in enumerate(files)]

    def _inner(self, work: Work) -> Work:
        inner = work.as_actor(self.actor)
        inner.is_quiet = self.file.mapping.quiet
        return inner


def _save(job: Job, batch: Batch) -> Callable[[Work], Outcome]:
    return lambda work: save(work, job, batch.rows)


def _clash(one: Batch, other: Batch) -> bool:
    """Rows with one key are one record: the later is to find what the earlier has made of it."""
    return not one.keys.isdisjoint(other.keys)


def _timezone(work: Work) -> str:
    return work.account.settings.timezone


def _work(database: Database, connection: Connection, account_id: int) -> Work:
    account = accounts.by_id(connection, account_id)
    assert account, "accounts are never deleted"
    return Work(database, connection, account, SYSTEM, int(time.time()))


class _Undo(Exception):
    pass
