"""All cells and columns that a table of a mapping speaks of, each with the place where it stands."""

import re
from collections.abc import Iterator

from voronka.domain.importing.lines import Path
from voronka.domain.importing.mapping import (
    AnyTable,
    Cell,
    Companies,
    Contacts,
    Elements,
    Leads,
    LinkCell,
)
from voronka.domain.kinds import BY_PLURAL, Kind

KINDS: dict[type, Kind] = {
    Leads: Kind.LEAD,
    Contacts: Kind.CONTACT,
    Companies: Kind.COMPANY,
    Elements: Kind.ELEMENT,
}
TARGETS = BY_PLURAL | {"elements": Kind.ELEMENT}

STORED_TYPES = {"phone": "multitext", "email": "multitext"}
WITH_OPTIONS = ("select", "radiobutton", "multiselect")

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def cells_of(nth: int, table: AnyTable) -> Iterator[tuple[Path, Cell]]:
    for name in table.set.__struct_fields__:
        written: str | Cell | None = getattr(table.set, name)
        if written is not None:
            yield ("tables", nth, "set", name), _cell(written)
    for place, field in enumerate(getattr(table, "fields", ())):
        yield ("tables", nth, "fields", place), field
    for place, link in enumerate(getattr(table, "links", ())):
        yield ("tables", nth, "links", place), link
        if isinstance(link, LinkCell) and link.quantity is not None:
            yield ("tables", nth, "links", place, "quantity"), _cell(link.quantity)


def columns_of(nth: int, table: AnyTable) -> Iterator[tuple[Path, str]]:
    for column in table.key_columns:
        yield ("tables", nth, "key"), column
    for column in table.values:
        yield ("tables", nth, "values", column), column
    for path, cell in cells_of(nth, table):
        if cell.column:
            yield path, cell.column
        for column in PLACEHOLDER.findall(cell.text):
            yield path, column


def _cell(written: str | Cell) -> Cell:
    return Cell(column=written) if isinstance(written, str) else written
