"""How far an import is, and what has become of its rows."""

from collections.abc import Callable

from msgspec import Struct

from voronka.services.importing.batches import Outcome
from voronka.services.importing.files import CsvFile
from voronka.services.importing.jobs import Job
from voronka.services.importing.reading import Batch
from voronka.services.importing.rejects import Rejects


class TableReport(Struct):
    """`done` of `size` bytes have been read; of a pipe nobody knows."""

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


Progress = Callable[[TableReport], None]


class Telling:
    """One table's report, kept up to date; rows that were refused go to the rejects file."""

    def __init__(self, job: Job, file: CsvFile, rejects: Rejects, progress: Progress) -> None:
        self.report = TableReport(job.table.file, str(job.table.__struct_config__.tag), file.size)
        self._header = file.header
        self._rejects = rejects
        self._progress = progress
        progress(self.report)

    def tell(self, batch: Batch, outcome: Outcome) -> None:
        refusals = sorted([*batch.unread, *outcome.refusals], key=lambda refusal: refusal.line)
        self._rejects.add(self.report.file, self._header, refusals)
        self.report.done = batch.done
        self.report.new += outcome.new
        self.report.changed += outcome.changed
        self.report.same += outcome.same
        self.report.rejected += len(refusals)
        self._progress(self.report)

    def finish(self) -> None:
        self.report.finished = True
        self._progress(self.report)
