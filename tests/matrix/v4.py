"""How each operation of API v4 is called that deals with somebody's records."""

from typing import Any

from tests.matrix.rows import Cell, Row, own_id
from tests.matrix.v4_records import RECORDS, files


def _element(cell: Cell) -> Any:
    return {"catalog_id": cell.catalog, "id": cell.id}


def _its_lead(cell: Cell) -> Any:
    return [{"to_entity_id": cell.lead, "to_entity_type": "leads"}]


def _in_catalog(cell: Cell) -> Any:
    return {"id": cell.catalog}


def _by_catalog(cell: Cell) -> tuple[str, int | str]:
    return ("id", cell.catalog)


LISTS: dict[str, Row] = {
    "catalogs.list": Row(column="list", about="elements", listed="catalogs", known=_by_catalog),
    "catalogs.get": Row(column="open list", about="elements", path=_in_catalog, known=_by_catalog),
    "products.settings.get": Row(column="lists", about="elements", is_foreign=False, shown=lambda _cell, _told: True),
    "catalogs.elements.list": Row(column="elements", about="elements", path=_element, listed="elements"),
    "catalogs.elements.get": Row(column="elements", about="elements", path=_element),
    "catalogs.elements.add": Row(
        column="element adds", about="elements", path=_element, body=lambda _: [{"name": "Пион"}]
    ),
    "catalogs.elements.update": Row(
        column="elements", about="elements", path=_element, body=lambda cell: [{"id": cell.id, "name": "Новое"}]
    ),
    "catalogs.elements.update_one": Row(
        column="elements", about="elements", path=_element, body=lambda _: {"name": "Новое"}
    ),
    "catalogs.elements.links.list": Row(column="element links", about="elements", path=_element),
    "catalogs.elements.link": Row(column="linking", about="elements", path=_element, body=_its_lead),
    "catalogs.elements.unlink": Row(column="linking", about="elements", path=_element, body=_its_lead, once=True),
    **files("catalogs.elements", "elements", "elements", "elements", _element),
}


def _of_lead(cell: Cell) -> Any:
    return {"text": "Позвонить", "complete_till": 1, "entity_id": cell.id, "entity_type": "leads"}


TASKS: dict[str, Row] = {
    "tasks.list": Row(column="tasks reads", about="tasks", listed="tasks"),
    "tasks.get": Row(column="tasks reads", about="tasks", path=own_id),
    "tasks.add": Row(column="tasks adds", about="leads", body=lambda cell: [_of_lead(cell)]),
    "tasks.update": Row(column="tasks changes", about="tasks", body=lambda cell: [{"id": cell.id, "text": "Иначе"}]),
    "tasks.update_one": Row(column="one task", about="tasks", path=own_id, body=lambda _: {"text": "Иначе"}),
}


def _drive(cell: Cell) -> Any:
    return {"uuid": cell.uid}


def _in_drive(cell: Cell) -> Any:
    return [{"uuid": cell.uid}]


def _by_uuid(cell: Cell) -> tuple[str, int | str]:
    return ("uuid", cell.uid)


def _version(cell: Cell) -> Any:
    return {"file_name": "Смета.txt", "file_size": 1, "file_uuid": cell.uid}


DRIVE: dict[str, Row] = {
    "files.list": Row(column="files", about="files", listed="files", known=_by_uuid),
    "files.get": Row(column="files", about="files", path=_drive, known=_by_uuid),
    "files.versions": Row(column="files", about="files", path=_drive, shown=lambda _cell, _told: True),
    "files.links": Row(
        column="file holders", about="files", path=_drive, shown=lambda _cell, told: "contacts" in str(told)
    ),
    "files.sessions.open": Row(column="file changes", about="files", body=_version),
    "files.update_one": Row(column="file changes", about="files", path=_drive, body=lambda _: {"name": "Счёт"}),
    "files.delete": Row(column="file changes", about="files", body=_in_drive, once=True),
    "files.restore": Row(column="file changes", about="files", body=_in_drive),
}


def _request(column: str, about: str = "requests", **more: Any) -> Row:
    return Row(
        column=column,
        about=about,
        path=lambda cell: {"uid": cell.uid},
        listed="unsorted",
        known=lambda cell: ("uid", cell.uid),
        unsorted=True,
        **more,
    )


def _into(cell: Cell) -> Any:
    return {"link": {"entity_id": cell.target, "entity_type": "leads"}}


def _came(metadata: dict[str, Any]) -> Any:
    """Each is new: what says the same does not wait twice."""
    came = {"source_name": "Сайт", "metadata": metadata, "_embedded": {"leads": [{}]}}
    return lambda cell: [came | {"source_uid": cell.uid}]


FORM = {"form_id": "f7", "form_name": "Заявка", "form_page": "https://romashka.example/", "form_sent_at": 1}
CALL = {"from": "+79995550011", "phone": "101", "called_at": 1, "duration": 1, "uniq": "u", "service_code": "pbx"}

REQUESTS: dict[str, Row] = {
    "leads.unsorted.list": _request("leads reads"),
    "leads.unsorted.list of mail": _request("mail reads", "letters"),
    "leads.unsorted.get": _request("leads reads"),
    "leads.unsorted.get of mail": _request("mail reads", "letters"),
    "leads.unsorted.summary": _request(
        "leads reads", query=lambda cell: {"filter[uid]": cell.uid}, shown=lambda _, told: told["total"] == 1
    ),
    "leads.unsorted.summary of mail": _request(
        "mail reads", "letters", query=lambda cell: {"filter[uid]": cell.uid}, shown=lambda _, told: told["total"] == 1
    ),
    "leads.unsorted.add_forms": _request("adds", body=_came(FORM), once=True, is_foreign=False),
    "leads.unsorted.add_sip": _request("adds", body=_came(CALL), once=True, is_foreign=False),
    "leads.unsorted.accept": _request("leads changes", body=lambda _: {}, once=True),
    "leads.unsorted.decline": _request("leads deletes", body=lambda _: {}, once=True),
    "leads.unsorted.link": _request("joins", "letters", body=_into, once=True),
}


def _talk(column: str, **more: Any) -> Row:
    return Row(column=column, about="talks", path=own_id, **more)


def _call(cell: Cell) -> Any:
    return [{"direction": "inbound", "duration": 1, "source": "pbx", "phone": cell.phone}]


def _start(cell: Cell) -> Any:
    return {"entity_id": cell.id, "entity_type": "leads"}


def _bot(cell: Cell) -> Any:
    return {"id": cell.bot}


def _short_link(cell: Cell) -> Any:
    return [{"url": "https://romashka.example/", "metadata": {"entity_type": "contacts", "entity_id": cell.id}}]


TALKS: dict[str, Row] = {
    "talks.list": _talk("reads", listed="talks", known=lambda cell: ("talk_id", cell.id)),
    "talks.get": _talk("reads", known=lambda cell: ("talk_id", cell.id)),
    "talks.messages.list": _talk("reads", shown=lambda _cell, told: len(told["_embedded"]["messages"]) == 1),
    "talks.close": _talk("changes", body=lambda _: {}, once=True),
    "contacts.chats.list": _talk(
        "reads",
        query=lambda cell: {"chat_id[]": cell.uid},
        listed="chats",
        known=lambda cell: ("chat_id", cell.uid),
    ),
    "calls.add": Row(column="calls", about="numbers", body=_call, shown=lambda _, told: told["_total_items"] == 1),
    "bots.run": Row(column="leads changes", about="leads", path=_bot, body=_start),
    "bots.run_many": Row(
        column="leads changes", about="leads", body=lambda cell: [{"bot_id": cell.bot, **_start(cell)}]
    ),
    "bots.stop": Row(column="leads changes", about="leads", path=_bot, body=_start),
    "short_links.add": Row(column="reads", about="contacts", body=_short_link),
}

ROWS: dict[str, Row] = {**RECORDS, **LISTS, **TASKS, **DRIVE, **REQUESTS, **TALKS}
