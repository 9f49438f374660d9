"""One row of a file → what it wants of the account: own columns, fields, tags, links; or what is wrong with it."""

from typing import Any

from msgspec import Struct

from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.importing.names import Names, Want


class Row(Struct):
    """A row that has been read. `fingerprint` differs when anything of it, or of its table's mapping, differs."""

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
