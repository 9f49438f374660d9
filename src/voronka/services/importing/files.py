"""CSV files, read a row at a time: the memory they take does not depend on their length."""

import codecs
import csv
from collections.abc import Iterator
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path

from voronka.domain.importing.mapping import AnyTable
from voronka.domain.importing.rows import Refusal


class CsvFile:
    def __init__(self, path: Path, table: AnyTable) -> None:
        self.size = path.stat().st_size
        # bytes that are no text come through marked, so that one bad row does not stop the file
        self._bytes = path.open("rb")
        self._file = TextIOWrapper(self._bytes, _encoding(table.encoding), errors="surrogateescape", newline="")
        self._reader = csv.reader(self._file, delimiter=table.delimiter)
        self._next_line = 1

    @cached_property
    def header(self) -> list[str]:
        """Read before any row. Empty when there is none."""
        first = next(self.rows(), None)
        return [name.strip() for name in first[1]] if isinstance(first, tuple) else []

    @property
    def done(self) -> int:
        """How many bytes have been read, or are about to be; a pipe does not tell."""
        return self._bytes.tell() if self._bytes.seekable() else 0

    def rows(self) -> Iterator[tuple[int, list[str]] | Refusal]:
        """(line where it begins, its cells); empty lines are passed over."""
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                line, self._next_line = self._next_line, self._reader.line_num + 1
                yield Refusal(line, [], f"not readable as CSV: {error}")
                continue
            line, self._next_line = self._next_line, self._reader.line_num + 1
            if cells:
                yield line, cells

    def close(self) -> None:
        self._file.close()


def _encoding(name: str) -> str:
    """Spreadsheets put a mark before UTF-8; it is no part of the first column's name."""
    return "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name
