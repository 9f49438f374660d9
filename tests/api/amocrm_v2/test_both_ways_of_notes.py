"""Notes of every type: what one API writes the other one shows, under its own names and with nothing lost."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded
from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v2.test_notes import CALL

LATER = 2_000_000_000
NEWER_CALL = {
    "uniq": "a7",
    "link": "https://ats.example/1.mp3",
    "phone": "+79160000001",
    "duration": 33,
    "source": "ats",
    "call_status": 4,
    "call_result": "Ждёт счёт",
}
SERVICE = {"service": "Бухгалтерия", "text": "Счёт"}
SMS = {"text": "Едем", "phone": "+79160000001"}
FILE = {"file_uuid": "счёт.pdf", "file_name": "счёт.pdf"}

# Number, what v2 writes, the same in v4.
BOTH = [
    (4, {"text": "Ждёт"}, "common", {"text": "Ждёт"}),
    (5, {"attachment": "счёт.pdf"}, "attachment", FILE),
    (10, {"params": CALL}, "call_in", NEWER_CALL),
    (11, {"params": CALL}, "call_out", NEWER_CALL),
    (25, {"params": SERVICE}, "service_message", SERVICE),
    (102, {"params": SMS}, "sms_in", SMS),
    (103, {"params": SMS}, "sms_out", SMS),
]
EACH = pytest.mark.parametrize(("number", "older", "type_", "newer"), BOTH, ids=[str(row[0]) for row in BOTH])
NEWER_ALONE = {
    "extended_service_message": SERVICE,
    "geolocation": {"text": "Склад", "address": "Москва", "longitude": "37.6", "latitude": "55.7"},
    "site_visit": {"url": "https://romashka.example/"},
    "message_cashier": {"status": "shown", "text": "Чек"},
    "invoice_paid": SERVICE | {"icon_url": "https://romashka.example/1.png"},
}


@pytest.fixture
def lead(desk: Desk) -> int:
    return desk.add("leads", {"name": "Букеты"})[0]


def in_v4(client: httpx2.Client, lead: int, id: int) -> dict[str, Any]:
    return client.get(f"/api/v4/leads/{lead}/notes/{id}").json()


def by_v4(client: httpx2.Client, lead: int, type_: str, params: dict[str, Any]) -> int:
    return embedded(client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": type_, "params": params}]))[0]["id"]


@EACH
def test_a_note_of_either_is_the_same_in_both(
    client: httpx2.Client, desk: Desk, lead: int, number: int, older: Any, type_: str, newer: Any
) -> None:
    [first] = desk.add("notes", {"element_id": lead, "element_type": 2, "note_type": number, **older})
    second = by_v4(client, lead, type_, newer)
    told = [in_v4(client, lead, id) for id in (first, second)]
    assert [note["note_type"] for note in told] == [type_, type_]
    assert told[0]["params"] == told[1]["params"]
    assert newer.items() <= told[0]["params"].items()
    shown = [desk.one("notes", id, "&type=lead") for id in (first, second)]
    same = ("note_type", "text", "params", "attachment", "is_editable", "element_id", "element_type", "created_by")
    assert [shown[0].get(key) for key in same] == [shown[1].get(key) for key in same]
    assert shown[0]["note_type"] == number


@EACH
def test_a_change_through_v4_is_seen_in_v2(
    client: httpx2.Client, desk: Desk, lead: int, number: int, older: Any, type_: str, newer: Any
) -> None:
    [id] = desk.add("notes", {"element_id": lead, "element_type": 2, "note_type": number, **older})
    name = next(key for key in ("text", "file_name", "call_result") if key in newer)
    params = {**newer, name: "Иначе"}
    answer = client.patch(f"/api/v4/leads/{lead}/notes/{id}", json={"note_type": type_, "params": params})
    assert answer.status_code == 200, answer.text
    shown = desk.one("notes", id, "&type=lead")
    assert "Иначе" in (shown["text"], shown["attachment"], shown.get("params", {}).get("call_result"))


@pytest.mark.parametrize(("type_", "params"), NEWER_ALONE.items(), ids=NEWER_ALONE)
def test_a_type_that_v2_has_no_number_for_is_a_message_with_all_it_says(
    client: httpx2.Client, desk: Desk, lead: int, type_: str, params: Any
) -> None:
    id = by_v4(client, lead, type_, params)
    shown = desk.one("notes", id, "&type=lead")
    assert (shown["note_type"], shown["params"]) == (25, params)
    [found] = desk.list("notes", "type=lead&note_type=25")
    assert found == shown
    desk.update("notes", {"id": id, "updated_at": LATER})
    assert (in_v4(client, lead, id)["note_type"], in_v4(client, lead, id)["params"]) == (type_, params)


def test_the_result_of_a_task_is_v4s_result(client: httpx2.Client, desk: Desk) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": LATER})
    desk.add("notes", {"element_id": task, "element_type": 4, "note_type": 13, "text": "Дозвонились"})
    assert client.get(f"/api/v4/tasks/{task}").json()["result"] == {"text": "Дозвонились"}
    client.patch(f"/api/v4/tasks/{task}", json={"result": {"text": "Перезвонят"}})
    assert [note["text"] for note in desk.list("notes", "type=task")] == ["Перезвонят"]
