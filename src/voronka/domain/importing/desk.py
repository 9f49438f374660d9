"""What every setter is made with. A setter takes a row's cells and writes into the row's draft."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from voronka.domain.importing.mapping import Cell
from voronka.domain.importing.rows import Draft

Text = Callable[[Sequence[str]], str]
Setter = Callable[[Sequence[str], Draft], None]

C = TypeVar("C", bound=Cell)


class Desk(Struct, frozen=True):
    """`text` makes of a cell what reads it; `needed`: what a record of the table cannot be without."""

    text: Callable[[Cell], Text]
    decimal: str
    timezone: str
    needed: frozenset[str]


def as_cell(type_: type[C], written: str | C) -> C:
    """A bare string is short for its column."""
    return type_(column=written) if isinstance(written, str) else written
