"""Per type of custom field what its cell writes; and what a cell that names other records wants to be linked."""

from collections.abc import Callable, Sequence
from typing import Any

from voronka.domain.fields.writes import ValueWrite
from voronka.domain.importing import cells
from voronka.domain.importing.desk import Desk, Setter, as_cell
from voronka.domain.importing.mapping import Cell, FieldCell, LinkCell
from voronka.domain.importing.rows import Draft, LinkWanted

Values = Callable[[str, Draft], list[ValueWrite]]
Make = Callable[[Desk, int, FieldCell], Values]


def field_setter(desk: Desk, nth: int, cell: FieldCell) -> Setter:
    """A cell that is empty clears the field of a record that was there before. Cells of one field add up."""
    read = desk.text(cell)
    values = VALUES[cell.type](desk, nth, cell)

    def set_field(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        written = values(text, draft) if text else []
        field = draft.names.fields[nth]
        if field and written:
            draft.fields[field.id] = draft.fields.get(field.id, []) + written
        elif field and not draft.is_new:
            draft.fields.setdefault(field.id, [])

    return set_field


def link_setter(desk: Desk, nth: int, cell: LinkCell) -> Setter:
    read, separator, decimal = desk.text(cell), cell.separator, desk.decimal
    count = desk.text(as_cell(Cell, cell.quantity)) if cell.quantity is not None else None

    def set_link(row: Sequence[str], draft: Draft) -> None:
        named = cells.parts(read(row), separator)
        many = count(row) if named and count else ""
        quantity = float(cells.number(many, decimal)) if many else None
        draft.links += [LinkWanted(nth, name, quantity) for name in named]

    return set_link


def _one(take: Callable[[str], Any]) -> Values:
    return lambda text, _draft: [ValueWrite(take(text))]


def _plain(_desk: Desk, _nth: int, _cell: FieldCell) -> Values:
    return _one(str)


def _number(desk: Desk, _nth: int, _cell: FieldCell) -> Values:
    return _one(lambda text: cells.number(text, desk.decimal))


def _day(_desk: Desk, _nth: int, cell: FieldCell) -> Values:
    return _one(lambda text: cells.day(text, cell.format))


def _moment(desk: Desk, _nth: int, cell: FieldCell) -> Values:
    return _one(lambda text: cells.moment(text, cell.format, cell.timezone or desk.timezone))


def _flag(_desk: Desk, _nth: int, _cell: FieldCell) -> Values:
    return _one(cells.flag)


def _chosen(_desk: Desk, nth: int, cell: FieldCell) -> Values:
    separator = cell.separator if cell.type == "multiselect" else ""

    def options(text: str, draft: Draft) -> list[ValueWrite]:
        directory = draft.names.options[nth]
        found = [directory.called(part, cell.missing, draft.wants, nth) for part in cells.parts(text, separator)]
        return [ValueWrite(enum_id=id) for id in found if id is not None]

    return options


def _labelled(take: Callable[[str], str]) -> Make:
    def make(_desk: Desk, _nth: int, cell: FieldCell) -> Values:
        kind, separator = cell.kind or None, cell.separator
        return lambda text, _draft: [ValueWrite(take(part), enum_code=kind) for part in cells.parts(text, separator)]

    return make


VALUES: dict[str, Make] = {
    "text": _plain,
    "textarea": _plain,
    "url": _plain,
    "streetaddress": _plain,
    "tracking_data": _plain,
    "numeric": _number,
    "monetary": _number,
    "price": _number,
    "checkbox": _flag,
    "date": _day,
    "birthday": _day,
    "date_time": _moment,
    "select": _chosen,
    "radiobutton": _chosen,
    "multiselect": _chosen,
    "phone": _labelled(cells.phone),
    "email": _labelled(cells.email),
}
