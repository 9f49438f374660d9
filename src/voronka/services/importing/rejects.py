"""The file of rows that were not imported: why, and all they held. There is none when every row was."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from voronka.domain.importing.rows import Refusal

OURS = ("file", "line", "reason")


class Rejects:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._columns: list[str] = []
        self._file: TextIO | None = None

    def expect(self, headers: Sequence[Sequence[str]]) -> None:
        """One file for all tables: it has every column that any of them has."""
        self._columns = list(dict.fromkeys(column for header in headers for column in header))
        if not os.access(self.path.parent, os.W_OK):
            raise PermissionError(f"{self.path} cannot be written; name another file by --rejects")
        self.count = 0
        self.path.unlink(missing_ok=True)

    def add(self, file: str, header: Sequence[str], refusals: Sequence[Refusal]) -> None:
        if not refusals:
            return
        writer = csv.writer(self._opened())
        for refusal in refusals:
            cells = dict(zip(header, refusal.raw, strict=False))
            beyond = refusal.raw[len(header) :]
            writer.writerow(
                [file, refusal.line, refusal.reason, *(cells.get(column, "") for column in self._columns), *beyond]
            )
        self._opened().flush()
        self.count += len(refusals)

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _opened(self) -> TextIO:
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
            csv.writer(self._file).writerow([*OURS, *self._columns])
        return self._file
