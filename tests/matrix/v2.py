"""How each operation of API v2 and of the older private calls is called: `set` has a row for each of its verbs."""

import uuid
from typing import Any

import httpx2

from tests.matrix.rows import Cell, Row, Send
from tests.matrix.v2_records import LATER, RECORDS, both, gone, lists, multiaction, older_body
from tests.matrix.v4_records import by_purchase


def _task(cell: Cell) -> Any:
    told = {"task_type": 1, "text": "Позвонить", "complete_till_at": LATER, "complete_till": LATER}
    return {"add": [{"element_id": cell.id, "element_type": 2, **told}]}


def _other_task(at: str) -> Send:
    return lambda cell: {"update": [{"id": cell.id, "text": "Иначе", at: LATER}]}


TASKS: dict[str, Row] = {
    **lists("tasks", "private.tasks.all", column="tasks reads", about="tasks"),
    **both("tasks", "adds", _task, column="tasks adds", about="leads"),
    **both(
        "tasks",
        "changes",
        _other_task("updated_at"),
        _other_task("last_modified"),
        column="one task",
        about="tasks",
    ),
    "private.deletions.multiactions tasks": Row(
        column="tasks deletes", about="tasks", body=multiaction(4), once=True, done=gone("tasks")
    ),
}


def _link(verb: str) -> Send:
    def body(cell: Cell) -> Any:
        there = {"to": "catalog_elements", "to_id": cell.target, "to_catalog_id": cell.target_catalog}
        return {verb: [{"from": "leads", "from_id": cell.id, **there}]}

    return body


def _from_lead(cell: Cell) -> Any:
    return {"links[0][from]": "leads", "links[0][from_id]": cell.id}


LINKS: dict[str, Row] = {
    **lists(
        "links",
        column="leads reads",
        about="leads",
        query=_from_lead,
        known=lambda cell: ("to_id", cell.target),
    ),
    **both("links", "links", _link("link"), column="leads changes", about="leads", apart=True),
    **both("links", "unlinks", _link("unlink"), column="leads changes", about="leads", apart=True),
    "private.contacts.links": Row(
        column="pairs",
        about="pairs",
        query=lambda cell: {"deals_link[]": cell.id},
        known=lambda cell: ("lead_id", cell.id),
    ),
    "private.deletions.lead": Row(
        column="leads deletes",
        about="leads",
        body=lambda cell: {"ID": [cell.id]},
        once=True,
        done=gone("leads"),
    ),
    # a row of the page on which contacts and companies stand together
    "private.deletions.multiactions people": Row(
        column="deletes", about="contacts", body=multiaction(17), once=True, done=gone("contacts")
    ),
    "v2.attachments.download": Row(
        column="files",
        about="files",
        path=lambda cell: {"attachment": f"{cell.uid}_Смета.txt"},
        shown=lambda _cell, told: told == 1,
    ),
}


def _new_list(_: Cell) -> Any:
    return {"add": [{"name": "Ленты"}]}


def _other_list(cell: Cell) -> Any:
    return {"update": [{"id": cell.catalog, "name": "Цветы и травы"}]}


def _element(cell: Cell) -> Any:
    return {"add": [{"catalog_id": cell.catalog, "name": "Пион"}]}


def _other_element(cell: Cell) -> Any:
    return {"update": [{"id": cell.id, "catalog_id": cell.catalog, "name": "Пион", "updated_at": LATER}]}


CATALOGS: dict[str, Row] = {
    **lists("catalogs", column="list", about="elements", known=lambda cell: ("id", cell.catalog)),
    **both("catalogs", "adds", _new_list, column="lists", about="lists", once=True, is_foreign=False),
    **both("catalogs", "changes", _other_list, column="list edits", about="elements"),
    **both(
        "catalogs", "deletes", lambda cell: {"delete": [cell.catalog]}, column="list edits", about="lists", once=True
    ),
    **lists(
        "catalog_elements", column="of any list", about="elements", query=lambda cell: {"catalog_id": cell.catalog}
    ),
    **both("catalog_elements", "adds", _element, column="element adds", about="elements"),
    **both("catalog_elements", "changes", _other_element, column="of any list", about="elements"),
    **both(
        "catalog_elements",
        "deletes",
        lambda cell: {"delete": [cell.id]},
        column="of any list",
        about="elements",
        once=True,
    ),
    "v2.products_settings.get": Row(
        column="lists", about="elements", is_foreign=False, shown=lambda _cell, _told: True
    ),
}


def _buy(cell: Cell) -> Any:
    return {"add": [{"customer_id": cell.id, "price": 1}]}


def _comment(cell: Cell) -> Any:
    return {"update": [{"id": cell.purchase, "comment": "Счёт 12"}]}


TRANSACTIONS: dict[str, Row] = {
    **lists(
        "transactions",
        column="reads",
        about="customers",
        query=lambda cell: {"customer_id": cell.id},
        known=by_purchase,
    ),
    **both("transactions", "adds", _buy, column="changes", about="customers"),
    **both("transactions", "changes", _comment, column="changes", about="customers"),
    **both(
        "transactions",
        "deletes",
        lambda cell: {"delete": [cell.purchase]},
        column="changes",
        about="customers",
        once=True,
    ),
    "v2.transactions.comment": Row(column="changes", about="customers", body=_comment),
    "private.transactions.comment": Row(column="changes", about="customers", body=older_body("transactions", _comment)),
}


def _request(column: str, about: str = "requests", **more: Any) -> Row:
    return Row(column=column, about=about, unsorted=True, **more)


def _waiting(name: str, column: str, about: str = "requests") -> dict[str, Row]:
    row = _request(column, about, query=lambda cell: {"uid[]": cell.uid}, known=lambda cell: ("uid", cell.uid))
    return {f"v2.unsorted.list{name}": row, f"private.unsorted.list{name}": row}


def _uids(verb: str) -> Send:
    return lambda cell: {verb: [cell.uid]}


def _came(info: dict[str, Any]) -> Send:
    came = {"source_name": "Сайт", "incoming_entities": {"leads": [{"name": "Заявка"}]}, "incoming_lead_info": info}
    return lambda cell: {"add": [came | {"source_uid": cell.uid}]}


def _came_before(cell: Cell) -> Any:
    source = {"data": {}, "form_id": "25", "form_type": 1, "date": 1, "from": "romashka.example"}
    item = {"source": "Сайт", "source_uid": cell.uid, "source_data": source, "data": {"leads": [{"name": "Заявка"}]}}
    return {"category": "forms", "add": [item]}


UNSORTED: dict[str, Row] = {
    **_waiting("", "leads reads"),
    **_waiting(" of mail", "mail reads", "letters"),
    "v2.unsorted.add_form": _request(
        "adds", body=_came({"form_id": "25", "form_page": "romashka.example"}), once=True, is_foreign=False
    ),
    "v2.unsorted.add_sip": _request(
        "adds", body=_came({"from": "+79261110022", "to": "101"}), once=True, is_foreign=False
    ),
    "private.unsorted.add": _request("adds", body=older_body("unsorted", _came_before), once=True, is_foreign=False),
    "v2.unsorted.accept": _request("leads changes", body=_uids("accept"), once=True),
    "v2.unsorted.decline": _request("leads deletes", body=_uids("decline"), once=True),
    "private.unsorted.accept": _request("leads changes", body=older_body("unsorted", _uids("accept")), once=True),
    "private.unsorted.decline": _request("leads deletes", body=older_body("unsorted", _uids("decline")), once=True),
}


def _rang(cell: Cell) -> Any:
    return {"add": [{"phone_number": cell.phone, "direction": "inbound", "duration": 1}]}


def _rang_before(cell: Cell) -> Any:
    call = {"uuid": str(uuid.uuid4()), "caller": cell.phone, "to": "204", "type": "inbound", "account_id": cell.account}
    return {"request": {"add": [call]}}


def _stands_on_its_card(irina: httpx2.Client, cell: Cell) -> bool:
    return irina.get(f"/api/v2/notes?type=contact&element_id={cell.id}&note_type=10").status_code == 200


def _rings(cell: Cell) -> Any:
    return {"add": [{"type": "phone_call", "phone_number": cell.phone}]}


def _start(cell: Cell) -> Any:
    return [{"bot_id": cell.bot, "entity_id": cell.id, "entity_type": 2}]


CALLS: dict[str, Row] = {
    "v2.calls.add": Row(column="calls", about="numbers", body=_rang),
    # a call that finds no card which one may change is taken all the same, and waits for one
    "private.calls.add": Row(column="calls", about="numbers", body=_rang_before, done=_stands_on_its_card, once=True),
    "v2.events.add": Row(
        column="calls",
        about="numbers",
        body=_rings,
        shown=lambda _cell, told: told["_embedded"]["items"][0]["element_id"] is not None,
    ),
    "v2.salesbot.run": Row(column="leads changes", about="leads", body=_start),
}

ROWS: dict[str, Row] = {
    **RECORDS,
    **TASKS,
    **LINKS,
    **CATALOGS,
    **TRANSACTIONS,
    **UNSORTED,
    **CALLS,
}
