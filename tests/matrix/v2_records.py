"""The operations of API v2 and the private calls that leads, contacts, companies and customers have alike."""

from collections.abc import Callable
from typing import Any

import httpx2

from tests.matrix.rows import Cell, Row, Send
from tests.matrix.v4_records import by_note

LATER = 2_000_000_000
SINGULAR = {"leads": "lead", "contacts": "contact", "companies": "company", "customers": "customer"}
NUMBERS = {"leads": 2, "contacts": 1, "companies": 3, "customers": 12}


def gone(noun: str) -> Callable[[httpx2.Client, Cell], bool]:
    return lambda irina, cell: irina.get(f"/api/v4/{noun}/{cell.id}").status_code == 204


def older_body(key: str, body: Send) -> Send:
    return lambda cell: {"request": {key: body(cell)}}


def both(noun: str, what: str, body: Send, older: Send | None = None, key: str = "", **row: Any) -> dict[str, Row]:
    """A verb of `set` on either wire."""
    return {
        f"v2.{noun}.set {what}": Row(body=body, **row),
        f"private.{noun}.set {what}": Row(body=older_body(key or noun, older or body), **row),
    }


def lists(noun: str, *more: str, **row: Any) -> dict[str, Row]:
    return {name: Row(**row) for name in (f"v2.{noun}.list", f"private.{noun}.list", *more)}


def of_record(noun: str) -> dict[str, Row]:
    of_leads = "leads " if noun == "leads" else ""
    reads, changes, deletes = (f"{of_leads}{kind}" for kind in ("reads", "changes", "deletes"))
    key = "contacts" if noun == "companies" else noun
    modified = "date_modify" if noun == "customers" else "last_modified"
    every = () if noun == "customers" else (f"private.{noun}.all",)

    def change(at: str) -> Send:
        return lambda cell: {"update": [{"id": cell.id, "name": "Новое", at: LATER}]}

    def new(_: Cell) -> Any:
        return {"add": [{"name": "Новое", "next_date": LATER}]}

    return {
        **lists(noun, *every, column=reads, about=noun),
        **both(noun, "adds", new, key=key, column="adds", about=noun, is_foreign=False),
        **both(noun, "changes", change("updated_at"), change(modified), key, column=changes, about=noun),
        **_notes(noun, reads, changes),
        **(_deletions(noun, deletes) if every else _set_deletes(noun, deletes)),
    }


def _set_deletes(noun: str, column: str) -> dict[str, Row]:
    return both(noun, "deletes", lambda cell: {"delete": [cell.id]}, column=column, about=noun, once=True)


def _deletions(noun: str, column: str) -> dict[str, Row]:
    row: dict[str, Any] = {"column": column, "about": noun, "once": True, "done": gone(noun)}
    return {
        f"private.deletions.many {noun}": Row(
            path=lambda _: {"entity": noun}, body=lambda cell: {"ID": [cell.id]}, **row
        ),
        f"private.deletions.multiactions {noun}": Row(body=multiaction(NUMBERS[noun]), **row),
    }


def multiaction(number: int) -> Send:
    def action(cell: Cell) -> Any:
        return {"add": [{"entity_type": number, "multiaction_type": 4, "ids": [cell.id]}]}

    return older_body("multiactions", action)


def _notes(noun: str, reads: str, changes: str) -> dict[str, Row]:
    def asked(cell: Cell) -> Any:
        return {"type": SINGULAR[noun], "element_id": cell.id}

    def new(cell: Cell) -> Any:
        return {"add": [{"element_id": cell.id, "element_type": NUMBERS[noun], "text": "Перезвонить"}]}

    def change(at: str) -> Send:
        return lambda cell: {"update": [{"id": cell.note, "text": "Иначе", at: LATER}]}

    listed = lists("notes", column=reads, about=noun, query=asked, known=by_note)
    new_of: dict[str, Any] = {"column": changes, "about": noun}
    changed: dict[str, Any] = {**new_of, "apart": True}  # a note is found by its own id, whatever it stands on
    return {
        **{f"{name} of {noun}": row for name, row in listed.items()},
        **both("notes", f"adds to {noun}", new, **new_of),
        **both("notes", f"changes of {noun}", change("updated_at"), change("last_modified"), **changed),
    }


RECORDS: dict[str, Row] = {
    **of_record("leads"),
    **of_record("contacts"),
    **of_record("companies"),
    **of_record("customers"),
}
