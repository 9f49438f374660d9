"""All setters of a table, each with the words in which a fault of its cell is told."""

from voronka.domain.importing.desk import Desk, Setter, as_cell
from voronka.domain.importing.mapping import AnyTable, Cell, Leads
from voronka.domain.importing.own import own_setter, somebody, somewhere
from voronka.domain.importing.values import field_setter, link_setter

Labelled = tuple[str, Setter]


def setters_of(table: AnyTable, desk: Desk) -> list[Labelled]:
    own = [(name, getattr(table.set, name)) for name in table.set.__struct_fields__]
    fields, links = getattr(table, "fields", ()), getattr(table, "links", ())
    return [
        *([("responsible", somebody)] if hasattr(table.set, "responsible") else []),
        *([("pipeline", somewhere)] if isinstance(table, Leads) else []),
        *((_label(name, cell), own_setter(desk, name, cell)) for name, cell in own if cell is not None),
        *((_label(cell.name or cell.code, cell), field_setter(desk, nth, cell)) for nth, cell in enumerate(fields)),
        *((_label(cell.to, cell), link_setter(desk, nth, cell)) for nth, cell in enumerate(links)),
    ]


def _label(name: str, written: str | Cell) -> str:
    """In the words of the file where it can be: that is what the one who reads it has before him."""
    column = as_cell(Cell, written).column
    return f"column {column}" if column else name
