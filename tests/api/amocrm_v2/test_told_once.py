"""What is done through API v2 is told once, and in the same words as when it is done through v4."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v4.happenings import events, notices
from tests.world import World

LATER = 2_000_000_000
TIMES = ("created_at]", "updated_at]", "date_create]", "date_modify]", "last_modified]", "closed_at]", "timestamp_x]")
TIMES_AND_NUMBERS = ("[id]", "_id]", *TIMES)

Do = Callable[[Any, int], Any]


class Deed(Struct, frozen=True):
    """The same deed on both wires, on a record that is there; `code` is the webhook that tells of it."""

    code: str
    older: Do
    newer: Do
    noun: str = "leads"


def v2(noun: str, **lists: Any) -> Do:
    """`ID` in a value is the record's own."""
    return lambda desk, own: desk.set(noun, **{verb: [_filled(item, own)] for verb, item in lists.items()})


def v4(method: str, path: str, body: dict[str, Any]) -> Do:
    def do(desk: Desk, id: int) -> None:
        filled: Any = _filled(body, id)
        sent = filled if method == "PATCH" else [filled]
        answer = desk.client.request(method, f"/api/v4/{path}".replace("ID", str(id)), json=sent)
        assert answer.status_code < 300, answer.text

    return do


def _filled(item: dict[str, Any], id: int) -> dict[str, Any]:
    return {name: id if value == "ID" else value for name, value in item.items()}


def update(noun: str, code: str, older: dict[str, Any], newer: dict[str, Any]) -> Deed:
    change = {"id": "ID", "updated_at": LATER, **older}
    return Deed(code, v2(noun, update=change), v4("PATCH", f"{noun}/ID", {"updated_at": LATER, **newer}), noun)


CALL = {"UNIQ": "a7", "DURATION": 33, "PHONE": "+7916"}
NEWER_CALL = {"uniq": "a7", "duration": 33, "phone": "+7916"}
ON_LEAD = {"element_id": "ID", "element_type": 2}
TASK = {"text": "Позвонить", "complete_till": LATER}
CAFE = {"name": "Кафе", "next_date": LATER, "next_price": 500}
SMS = {"text": "Едем", "phone": "+7916"}
NEW_CALL = {"entity_id": "ID", "note_type": "call_in", "params": NEWER_CALL}
DEEDS = {
    "a new lead": Deed(
        "add_lead", v2("leads", add={"name": "Розы", "sale": 500}), v4("POST", "leads", {"name": "Розы", "price": 500})
    ),
    "a price": update("leads", "update_lead", {"sale": "700"}, {"price": 700}),
    "a stage": update("leads", "status_lead", {"status_id": "142"}, {"status_id": 142}),
    "tags": update("leads", "update_lead", {"tags": "опт"}, {"_embedded": {"tags": [{"name": "опт"}]}}),
    "a name": update("contacts", "update_contact", {"name": "Пётр"}, {"name": "Пётр"}),
    "a new company": Deed(
        "add_company", v2("companies", add={"name": "Лютик"}), v4("POST", "companies", {"name": "Лютик"}), "companies"
    ),
    "a task": Deed(
        "add_task",
        v2("tasks", add={**TASK, **ON_LEAD, "task_type": 1}),
        v4("POST", "tasks", {**TASK, "entity_id": "ID", "entity_type": "leads", "task_type_id": 1}),
    ),
    "a note": Deed(
        "note_lead",
        v2("notes", add={**ON_LEAD, "note_type": 4, "text": "Ждёт"}),
        v4("POST", "leads/notes", {"entity_id": "ID", "note_type": "common", "params": {"text": "Ждёт"}}),
    ),
    "a call": Deed(
        "note_lead",
        v2("notes", add={**ON_LEAD, "note_type": 10, "params": CALL}),
        v4("POST", "leads/notes", NEW_CALL),
    ),
    "an SMS": Deed(
        "note_customer",
        v2("notes", add={"element_id": "ID", "element_type": 12, "note_type": 102, "params": SMS}),
        v4("POST", "customers/notes", {"entity_id": "ID", "note_type": "sms_in", "params": SMS}),
        "customers",
    ),
    "a new customer": Deed("add_customer", v2("customers", add=CAFE), v4("POST", "customers", CAFE), "customers"),
    "a customer's name": update(
        "customers", "update_customer", {"name": "Кафе", "next_date": "9"}, {"name": "Кафе", "next_date": 9}
    ),
    "a purchase": Deed(
        "update_customer",
        v2("transactions", add={"customer_id": "ID", "price": "700"}),
        v4("POST", "customers/ID/transactions", {"price": 700}),
        "customers",
    ),
}


def like(pairs: dict[str, str]) -> dict[str, str]:
    """Without what differs between two records: their numbers and times."""
    return {name: "" if name.endswith(TIMES_AND_NUMBERS) else value for name, value in pairs.items()}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_one_webhook_and_the_same_events(desk: Desk, client: httpx2.Client, world: World, deed: Deed) -> None:
    told: list[Any] = []
    for do in (deed.older, deed.newer):
        [id] = desk.add(deed.noun, {"name": "Букеты"})
        before = {event["id"] for event in events(client)}
        [body] = notices(client, world, deed.code, lambda do=do, own=id: do(desk, own))
        fresh = [event for event in events(client) if event["id"] not in before]
        shown = [(event["type"], event["entity_type"], event["created_by"]) for event in fresh]
        told.append((like(body), sorted(shown)))
    assert told[0][1]
    assert told[0] == told[1]


def told_of(desk: Desk, world: World, code: str, do: Callable[[], object]) -> tuple[Any, list[Any]]:
    """The one notice of it, and the types of its events."""
    before = {event["id"] for event in events(desk.client)}
    [body] = notices(desk.client, world, code, do)
    return like(body), sorted(event["type"] for event in events(desk.client) if event["id"] not in before)


def test_elements_are_told_of_alike(desk: Desk, client: httpx2.Client, world: World) -> None:
    [goods] = desk.add("catalogs", {"name": "Товары"})
    path, ids = f"/api/v4/catalogs/{goods}/elements", [0, 0]

    def in_v2(**lists: Any) -> Callable[[], Any]:
        return lambda: desk.set("catalog_elements", **lists)

    rose = {"name": "Роза"}
    added = [
        told_of(desk, world, "add_catalog_element", in_v2(add=[{"catalog_id": goods, **rose}])),
        told_of(desk, world, "add_catalog_element", lambda: client.post(path, json=[rose])),
    ]
    assert added[0] == added[1]
    ids = [each["id"] for each in desk.list("catalog_elements")]
    change = {"id": ids[0], "catalog_id": goods, "updated_at": LATER, "name": "Ирис"}
    newer = {"name": "Ирис", "updated_at": LATER}
    changed = [
        told_of(desk, world, "update_catalog_element", in_v2(update=[change])),
        told_of(desk, world, "update_catalog_element", lambda: client.patch(f"{path}/{ids[1]}", json=newer)),
    ]
    assert changed[0] == changed[1]
    gone, _ = told_of(desk, world, "delete_catalog_element", in_v2(delete=ids[:1]))
    assert any(name.startswith("catalogs[delete]") for name in gone)


def test_a_request_that_waits_is_told_of_once(desk: Desk, client: httpx2.Client, world: World) -> None:
    path = "/api/v2/incoming_leads"
    info = {"form_id": "25", "form_page": "romashka.test", "ip": "203.0.113.9"}
    held = {"leads": [{"name": "Свадьба"}]}
    form = {"source_name": "Сайт", "source_uid": "f-1", "incoming_entities": held, "incoming_lead_info": info}
    came, _ = told_of(desk, world, "add_unsorted", lambda: client.post(f"{path}/form", json={"add": [form]}))
    assert came["unsorted[add][0][category]"] == "forms"
    uid = came["unsorted[add][0][uid]"]
    gone, types = told_of(desk, world, "delete_unsorted", lambda: client.post(f"{path}/accept", json={"accept": [uid]}))
    assert (gone["unsorted[delete][0][action]"], gone["unsorted[delete][0][uid]"]) == ("accept", uid)
    assert types


def test_what_is_stale_is_not_told(desk: Desk, client: httpx2.Client, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    before = events(client)
    change = {"id": lead, "updated_at": 5, "sale": 700}
    assert notices(client, world, "update_lead", lambda: desk.update("leads", change)) == []
    assert events(client) == before
