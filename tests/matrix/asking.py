"""An operation is called for a record, and the answer read as a cell of the table."""

from collections.abc import Iterator, Sequence
from typing import Any

import httpx2

from tests.contract.shop import BY_NAME
from tests.matrix.desk import Desk
from tests.matrix.roles import ROLES
from tests.matrix.rows import Cell, Row
from tests.rights import contents
from voronka.contract.operation import Operation


def operation_of(name: str) -> Operation:
    """A row is named by its operation, and where one has several rows, by what is special of each."""
    return BY_NAME[name.partition(" ")[0]]


def reached(name: str, row: Row, desk: Desk) -> dict[str, str]:
    """By role, what becomes of the operation; what cannot be done twice is done to records of its own each time."""
    cells, told = [] if row.once else desk.cells(row), dict[str, str]()
    for role, said in ROLES.items():
        cells = desk.cells(row) if row.once else cells
        client = desk.anna(said, row)
        told[role] = "".join(outcome(name, row, cell, client, desk) for cell in cells)
    return told


def refused(name: str, row: Row, cells: Sequence[Cell], client: httpx2.Client, desk: Desk) -> list[str]:
    """What becomes of it, where nothing may be stored."""
    before = contents(desk.world)
    told = [outcome(name, row, cell, client, desk) for cell in cells]
    assert contents(desk.world) == before
    return told


def outcome(name: str, row: Row, cell: Cell, client: httpx2.Client, desk: Desk) -> str:
    operation = operation_of(name)
    path = operation.path.format(**(row.path(cell) or {}))
    answer = client.request(operation.method, path, params=row.query(cell), json=row.body(cell))
    if answer.status_code == 403:
        return "-"
    if _is_missing(answer, operation.method):
        return "."
    assert answer.is_success, f"{answer.status_code} {answer.text}"
    return "+" if _is_done(row, cell, answer, operation, desk) else "."


def _is_missing(answer: httpx2.Response, method: str) -> bool:
    """No such record: an empty answer to who reads, and to who writes a fault that says so."""
    if answer.status_code == 400:
        codes = {fault["code"] for fault in _faults(answer.json())}
        assert codes == {"NotSupportedChoice"}, answer.text
        return True
    return answer.status_code == 404 or (method == "GET" and answer.status_code == 204)


def _faults(told: Any) -> Iterator[dict[str, Any]]:
    items = told.get("validation-errors") or told["response"]["errors"]
    return (fault for item in items for fault in item["errors"])


def _is_done(row: Row, cell: Cell, answer: httpx2.Response, operation: Operation, desk: Desk) -> bool:
    if row.done:
        return row.done(desk.irina, cell)
    if row.shown:
        return row.shown(cell, answer.json())
    if operation.method != "GET":
        return not _has_errors(answer)
    return _is_there(row, cell, answer.json())


def _has_errors(answer: httpx2.Response) -> bool:
    """The API before v4 changes what it can and tells beside it what it could not."""
    return "json" in answer.headers.get("content-type", "") and any(_errors(answer.json()))


def _errors(told: Any) -> Iterator[Any]:
    if isinstance(told, dict):
        yield told.get("errors")
        for value in told.values():
            yield from _errors(value)


def _is_there(row: Row, cell: Cell, told: Any) -> bool:
    """A list shows the record, or what hangs on it; a card is the record's own."""
    embedded = told.get("_embedded", {})
    if "links" in embedded:
        return [link["to_entity_id"] for link in embedded["links"]] == [cell.target]
    key, wanted = row.known(cell)
    listed = embedded.get("items") or _listed(told.get("response")) or embedded.get(row.listed)
    return str(wanted) in [str(item[key]) for item in listed] if listed else told[key] == wanted


def _listed(response: Any) -> list[Any]:
    """The older calls answer with a list, or with an object of items by their ids."""
    if not isinstance(response, dict):
        return []
    found = next(value for value in response.values() if isinstance(value, list | dict))
    return list(found.values()) if isinstance(found, dict) else found
