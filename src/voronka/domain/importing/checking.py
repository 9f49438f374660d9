"""What is wrong with a mapping beyond its form: every fault with the place where it stands."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from voronka.domain.fields.types import TYPES
from voronka.domain.importing.cells import UNIX
from voronka.domain.importing.lines import Path
from voronka.domain.importing.mapping import AnyTable, Cell, FieldCell, LinkCell, Mapping, NameCell
from voronka.domain.importing.walking import KINDS, STORED_TYPES, TARGETS, WITH_OPTIONS, cells_of, columns_of
from voronka.domain.kinds import LINKS, Kind

Fault = tuple[Path, str]


def faults_of(mapping: Mapping) -> list[Fault]:
    """What can be told without having seen the files."""
    return [
        *_of_whole(mapping),
        *(fault for nth, table in enumerate(mapping.tables) for fault in _of_table(nth, table)),
    ]


def columns_missing(nth: int, table: AnyTable, header: Sequence[str]) -> list[Fault]:
    """Columns of the mapping that the file does not have, or has twice."""
    faults: list[Fault] = []
    for path, column in columns_of(nth, table):
        if column not in header:
            faults.append((path, f"{table.file} has no column «{column}». It has: {', '.join(header)}."))
        elif header.count(column) > 1:
            faults.append((path, f"{table.file} has the column «{column}» more than once; rename one of them."))
    return faults


def _of_whole(mapping: Mapping) -> Iterator[Fault]:
    if not mapping.source.strip():
        yield ("source",), "give the data a name; external keys are remembered under it."
    if not mapping.tables:
        yield ("tables",), "there is no table to import."
    yield from _of_timezone(mapping.timezone, ())


def _of_table(nth: int, table: AnyTable) -> Iterator[Fault]:
    path: Path = ("tables", nth)
    if not table.key_columns or not all(table.key_columns):
        yield (*path, "key"), "name the column, or the columns, that tell one row from every other."
    if len(table.delimiter) != 1 or table.delimiter in '"\r\n':
        yield (*path, "delimiter"), 'one letter, such as "," or ";" or "\\t".'
    try:
        "".encode(table.encoding)
    except (LookupError, ValueError):
        yield (*path, "encoding"), f'no encoding is called {table.encoding}; try "utf-8" or "cp1251".'
    kind = KINDS.get(type(table))
    for where, cell in cells_of(nth, table):
        yield from _of_cell(cell, where)
        if kind and isinstance(cell, FieldCell):
            yield from _of_field(cell, kind, where)
        if kind and isinstance(cell, LinkCell):
            yield from _of_link(cell, kind, where)


def _of_cell(cell: Cell, path: Path) -> Iterator[Fault]:
    if cell.column and cell.text:
        yield (*path, "text"), "a column or a text, not both."
    if not (cell.column or cell.text or cell.default):
        yield path, "say where it comes from: column, text or default."
    if path[-1] == "responsible" and isinstance(cell, NameCell) and cell.missing == "create":
        yield (*path, "missing"), '"create" is not possible here: users are made by a table into users.'
    yield from _of_timezone(getattr(cell, "timezone", ""), path)
    yield from _of_format(getattr(cell, "format", ""), path)


def _of_format(format: str, path: Path) -> Iterator[Fault]:
    """strptime refuses every text for a letter that it does not know; only its message tells the two apart."""
    try:
        datetime.strptime("", format)  # noqa: DTZ007  # no time is made of it
    except (ValueError, re.error) as error:
        if "does not match" not in str(error) and format != UNIX:
            yield (*path, "format"), f"{error}. The letters are those of Python's strptime, as in %d.%m.%Y."


def _of_timezone(name: str, path: Path) -> Iterator[Fault]:
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield (*path, "timezone"), f'there is no time zone {name}; write it as "Europe/Moscow".'


def _of_field(cell: FieldCell, kind: Kind, path: Path) -> Iterator[Fault]:
    if kind not in TYPES[STORED_TYPES.get(cell.type, cell.type)].owners:
        yield (*path, "type"), f"{kind.plural} have no fields of type {cell.type}."
    if not (cell.name or cell.code or cell.type in STORED_TYPES):
        yield path, "give the field a name or a code."
    if cell.type not in WITH_OPTIONS:
        for key in ("options", "missing"):
            if getattr(cell, key) not in ([], "reject"):
                yield (*path, key), f"only fields of type {', '.join(WITH_OPTIONS)} have options."


def _of_link(cell: LinkCell, kind: Kind, path: Path) -> Iterator[Fault]:
    to = TARGETS[cell.to]
    if to not in LINKS[kind]:
        yield (*path, "to"), f"{kind.plural} are not linked to {cell.to}."
    if to == Kind.ELEMENT and not cell.catalog:
        yield path, "name the catalog of the elements."
    if to != Kind.ELEMENT:
        for key in ("catalog", "price", "quantity"):
            if getattr(cell, key):
                yield (*path, key), "only links to elements have it."
