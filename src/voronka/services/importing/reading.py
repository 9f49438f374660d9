"""The files of a mapping: found and checked before anything is written, then read batch by batch."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

from msgspec import Struct

from voronka.domain.importing.cells import Bad
from voronka.domain.importing.checking import Fault, columns_missing
from voronka.domain.importing.reading import MappingFile
from voronka.domain.importing.rows import Refusal, Row
from voronka.services.importing.files import CsvFile
from voronka.services.importing.jobs import Job

AT_ONCE = 2000  # a transaction: the more rows, the fewer times one page of an index is written


class Batch(Struct):
    """`unread`: what stood between the rows and could not be read. `done`: how far the file has been read."""

    rows: list[Row]
    unread: list[Refusal]
    done: int

    @property
    def keys(self) -> set[str]:
        return {row.key for row in self.rows}


def open_files(mapping: MappingFile, folder: Path, opened: ExitStack) -> list[CsvFile]:
    """Every file, with every column that is needed; they are closed with `opened`."""
    files: list[CsvFile] = []
    faults: list[Fault] = []
    for nth, table in enumerate(mapping.mapping.tables):
        try:
            file = opened.enter_context(closing(CsvFile(folder / table.file, table)))
            faults += columns_missing(nth, table, file.header)
        except (OSError, UnicodeError) as error:
            faults.append((("tables", nth, "file"), f"{folder / table.file} cannot be read: {error}."))
        else:
            files.append(file)
    mapping.check(faults)
    return files


def batches(job: Job, file: CsvFile) -> Iterator[Batch]:
    read = file.rows()
    while items := list(islice(read, AT_ONCE)):
        batch = _batch(job, items)
        batch.done = min(file.done, file.size)
        yield batch


def _batch(job: Job, items: Sequence[tuple[int, list[str]] | Refusal]) -> Batch:
    batch = Batch([], [], 0)
    for item in items:
        if isinstance(item, Refusal):
            batch.unread.append(item)
            continue
        try:
            batch.rows.append(job.reader.row(*item))
        except Bad as bad:
            batch.unread.append(Refusal(*item, str(bad)))
    return batch
