"""Per own column of a record (name, price, stage …) what its cell does to a row's draft."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from voronka.domain.importing import cells
from voronka.domain.importing.cells import Bad
from voronka.domain.importing.desk import Desk, Setter, as_cell
from voronka.domain.importing.mapping import Cell, ListCell, NameCell, TimeCell
from voronka.domain.importing.names import Directory, Names
from voronka.domain.importing.rows import Draft
from voronka.domain.naming import NAME_AT_MOST

Make = Callable[[Desk, str, Any], Setter]


def own_setter(desk: Desk, name: str, written: str | Cell) -> Setter:
    return OWN[name](desk, name, written)


def somebody(_row: Sequence[str], draft: Draft) -> None:
    """Somebody is responsible for every record, also where the file does not say who."""
    if draft.is_new:
        draft.values["responsible_user_id"] = draft.names.administrator_id


def somewhere(_row: Sequence[str], draft: Draft) -> None:
    """A lead begins in the table's pipeline."""
    if draft.is_new:
        draft.values["pipeline_id"] = draft.names.pipeline_id


def _text(desk: Desk, target: str, written: str | Cell) -> Setter:
    cell = as_cell(Cell, written)
    read = desk.text(structs.replace(cell, required=True) if target in desk.needed else cell)

    def set_text(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        if len(text) > NAME_AT_MOST:
            raise Bad(f"is longer than {NAME_AT_MOST} letters")
        if text:
            draft.values[target] = text

    return set_text


def _email(desk: Desk, target: str, written: str | Cell) -> Setter:
    read = desk.text(as_cell(Cell, written))

    def set_email(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        if text:
            draft.values[target] = cells.email(text)

    return set_email


def _price(desk: Desk, target: str, written: str | Cell) -> Setter:
    read, decimal = desk.text(as_cell(Cell, written)), desk.decimal

    def set_price(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        if text:
            draft.values[target] = cells.money(text, decimal)
        elif not draft.is_new:
            draft.values[target] = 0

    return set_price


def _time(desk: Desk, target: str, written: str | TimeCell) -> Setter:
    cell = as_cell(TimeCell, written)
    read, format, timezone = desk.text(cell), cell.format, cell.timezone or desk.timezone

    def set_time(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        if text:
            draft.values[target] = cells.moment(text, format, timezone)

    return set_time


def _named(target: str, directory: Callable[[Names], Directory]) -> Make:
    def make(desk: Desk, _name: str, written: str | NameCell) -> Setter:
        cell = as_cell(NameCell, written)
        read, missing = desk.text(cell), cell.missing

        def set_id(row: Sequence[str], draft: Draft) -> None:
            text = read(row)
            found = directory(draft.names).called(text, missing, draft.wants) if text else None
            if found is not None:
                draft.values[target] = found

        return set_id

    return make


def _status(desk: Desk, _name: str, written: str | NameCell) -> Setter:
    """Stages are looked for in the lead's pipeline, which has been set before."""
    cell = as_cell(NameCell, written)
    read, missing = desk.text(cell), cell.missing

    def set_status(row: Sequence[str], draft: Draft) -> None:
        text = read(row)
        if draft.wants and any(want.what == "pipeline" for want in draft.wants):
            return  # its pipeline is to be made first
        pipeline_id = draft.values.get("pipeline_id", draft.names.pipeline_id)
        found = draft.names.stages[pipeline_id].called(text, missing, draft.wants, pipeline_id) if text else None
        if found is not None:
            draft.values |= {"pipeline_id": pipeline_id, "status_id": found}

    return set_status


def _tags(desk: Desk, _name: str, written: str | ListCell) -> Setter:
    cell = as_cell(ListCell, written)
    read, separator = desk.text(cell), cell.separator

    def set_tags(row: Sequence[str], draft: Draft) -> None:
        draft.tags = cells.parts(read(row), separator)
        if any(len(tag) > NAME_AT_MOST for tag in draft.tags):
            raise Bad(f"a tag is longer than {NAME_AT_MOST} letters")

    return set_tags


OWN: dict[str, Make] = {
    "name": _text,
    "first_name": _text,
    "last_name": _text,
    "phone": _text,
    "email": _email,
    "price": _price,
    "pipeline": _named("pipeline_id", lambda names: names.pipelines),
    "status": _status,
    "loss_reason": _named("loss_reason_id", lambda names: names.reasons),
    "responsible": _named("responsible_user_id", lambda names: names.users),
    "group": _named("group_id", lambda names: names.groups),
    "created_at": _time,
    "updated_at": _time,
    "closed_at": _time,
    "tags": _tags,
}
