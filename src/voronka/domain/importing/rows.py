"""One row of a file on its way: as read, as what it wants of the account, or as refused."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.importing.names import Names, Want


class Row(Struct):
    """`fingerprint` differs when anything differs in what the mapping uses of the row, or in the mapping itself."""

    line: int
    raw: list[str]
    cells: list[str]  # without spaces around, wrong spellings put right
    key: str
    fingerprint: str


class Refusal(Struct):
    """A row that is not imported, and why."""

    line: int
    raw: list[str]
    reason: str


class LinkWanted(Struct, frozen=True):
    """`rule`: which of the table's links; `name`: the other record's key or name."""

    rule: int
    name: str
    quantity: float | None = None


class Draft(Struct):
    """`wants` is None when nothing more can be made for the row."""

    row: Row
    names: Names
    is_new: bool
    wants: list[Want] | None
    values: dict[str, Any] = {}
    fields: dict[int, list[ValueWrite]] = {}
    tags: list[str] | None = None
    links: list[LinkWanted] = []
    faults: list[str] = []

    @property
    def writes(self) -> list[FieldWrite]:
        return [FieldWrite(field_id=id, values=values) for id, values in self.fields.items()]

    def refusal(self) -> Refusal:
        return Refusal(self.row.line, self.row.raw, "; ".join(self.faults))


def latest(rows: Iterable[Row]) -> list[Row]:
    """Of rows with one key the last: it would have overwritten the others."""
    return list({row.key: row for row in rows}.values())
