"""Notes by the numbers of their types, calls in capital letters, results of tasks."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.world import World

LATER = 2_000_000_000
CALL = {
    "UNIQ": "a7",
    "LINK": "https://ats.example/1.mp3",
    "PHONE": "+79160000001",
    "DURATION": 33,
    "SRC": "ats",
    "call_status": 4,
    "call_result": "Ждёт счёт",
}


@pytest.fixture
def lead(desk: Desk) -> int:
    [lead] = desk.add("leads", {"name": "Букеты"})
    return lead


def test_a_note_is_shown_whole(desk: Desk, lead: int, world: World) -> None:
    draft = {"element_id": lead, "element_type": 2, "note_type": 4, "text": "Ждёт", "updated_at": 1700000000}
    [note] = desk.add("notes", {**draft, "created_at": "1700000000", "params": {"text": None, "service": None}})
    assert desk.one("notes", note, "&type=lead") == {
        "id": note,
        "responsible_user_id": world.irina.id,
        "created_by": world.irina.id,
        "created_at": 1700000000,
        "updated_at": 1700000000,
        "account_id": world.romashka.id,
        "group_id": 0,
        "is_editable": True,
        "element_id": lead,
        "element_type": 2,
        "attachment": "",
        "note_type": 4,
        "text": "Ждёт",
        "_links": {"self": {"href": f"/api/v2/notes?id={note}", "method": "get"}},
    }


WRITTEN = [
    (10, {"params": CALL}, {"text": "", "params": CALL}),
    (11, {"params": {**CALL, "DURATION": "33"}}, {"text": "", "params": CALL}),
    (10, {"text": '{"UNIQ": "a7", "DURATION": "33"}'}, {"text": "", "params": {"UNIQ": "a7", "DURATION": 33}}),
    (
        25,
        {"params": {"text": "Счёт", "service": "Бух"}},
        {"text": "Счёт", "params": {"text": "Счёт", "service": "Бух"}},
    ),
    (
        25,
        {"text": "Счёт", "params": {"service": "Бух"}},
        {"text": "Счёт", "params": {"service": "Бух", "text": "Счёт"}},
    ),
    (102, {"text": "Ок", "params": {"phone": "8"}}, {"text": "Ок", "params": {"phone": "8", "text": "Ок"}}),
    (103, {"params": {"text": "Ок", "phone": 8}}, {"text": "Ок", "params": {"text": "Ок", "phone": 8}}),
    (5, {"attachment": "счёт.pdf"}, {"attachment": "счёт.pdf", "text": ""}),
]


@pytest.mark.parametrize(("number", "sent", "shown"), WRITTEN)
def test_every_type_both_ways(desk: Desk, lead: int, number: int, sent: dict[str, Any], shown: dict[str, Any]) -> None:
    [note] = desk.add("notes", {"element_id": lead, "element_type": 2, "note_type": number, **sent})
    found = desk.one("notes", note, "&type=lead")
    assert found["note_type"] == number
    assert {key: found[key] for key in shown} == shown
    assert found["is_editable"] is False


@pytest.mark.parametrize("number", [1, 2, 3, 6, 7, 8, 9, 12, 17, 99, 101, 500, 13])
def test_what_the_system_makes_cannot_be_written(client: httpx2.Client, lead: int, number: int) -> None:
    note = {"element_id": lead, "element_type": 2, "note_type": number, "text": "Нет"}
    answer = client.post("/api/v2/notes", json={"add": [note]})
    assert paths(answer) == ["add.0.note_type"]


@pytest.mark.parametrize(
    ("where", "path", "code"),
    [
        ({"element_id": 999, "element_type": 2}, "element_id", "226"),
        ({"element_id": "Букеты", "element_type": 2}, "element_id", "232"),
        ({"element_id": 1, "element_type": 99}, "element_type", "232"),
        ({"element_id": 1}, "element_type", "232"),
        ({"element_type": 4, "element_id": 999, "note_type": 13}, "element_id", "226"),
        ({"element_type": 4, "element_id": 999, "note_type": 4}, "note_type", "400"),
    ],
)
def test_on_what_it_stands_must_be_there(client: httpx2.Client, where: dict[str, Any], path: str, code: str) -> None:
    answer = client.post("/api/v2/notes", json={"add": [{"note_type": 4, "text": "Нет", **where}]})
    assert answer.json()["response"]["error_code"] == code
    assert paths(answer) == [f"add.0.{path}"]


def test_one_batch_for_several_kinds_of_records(desk: Desk, lead: int, client: httpx2.Client) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})
    notes = [
        {"element_id": lead, "element_type": 2, "note_type": 4, "text": "сделка"},
        {"element_id": maria, "element_type": 1, "note_type": 4, "text": "контакт"},
        {"element_id": lead, "element_type": 2, "note_type": 4, "text": "снова"},
    ]
    ids = desk.add("notes", *notes)
    texts = {note["id"]: note["text"] for note in desk.list("notes", "type=all")}
    assert [texts[id] for id in ids] == ["сделка", "контакт", "снова"]
    assert [note["id"] for note in desk.list("notes", "type=all&limit_rows=1&limit_offset=1")] == [sorted(ids)[1]]
    wrong = client.post("/api/v2/notes", json={"add": [*notes[:2], {**notes[2], "element_id": 999}]})
    assert [item["request_id"] for item in wrong.json()["validation-errors"]] == ["2"]


def test_the_list_needs_a_type(client: httpx2.Client) -> None:
    for path in ("/api/v2/notes?id=1", "/private/api/v2/json/notes/list"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, "221")


def test_one_client_names_what_it_reads(client: httpx2.Client, desk: Desk, lead: int) -> None:
    [note] = desk.add("notes", {"element_id": lead, "element_type": 2, "text": "Ждёт"})
    [task] = desk.add("tasks", {"text": "Да", "complete_till": LATER})
    [maria] = desk.add("contacts", {"name": "Мария"})
    for noun, one, id in (("notes", "note", note), ("tasks", "task", task), ("leads", "lead", lead)):
        answer = client.get(f"/private/api/v2/json/{noun}/list?id={id}&type={one}")
        assert [int(each["id"]) for each in answer.json()["response"][noun]] == [id]
    assert client.get(f"/private/api/v2/json/contacts/list?id={maria}&type=contact").status_code == 200


def test_a_type_that_there_is_not_is_one_fault(client: httpx2.Client) -> None:
    told = client.get("/api/v2/notes?type=nonsense").json()
    assert [fault["code"] for fault in told["validation-errors"][0]["errors"]] == ["NotSupportedChoice"]


def test_filters(desk: Desk, lead: int) -> None:
    where = {"element_id": lead, "element_type": 2}
    plain, call = desk.add(
        "notes",
        {**where, "note_type": 4, "text": "Ждёт", "updated_at": 1700000000},
        {**where, "note_type": 10, "params": CALL, "updated_at": 1700000001},
    )
    assert [note["id"] for note in desk.list("notes", "type=lead&note_type=10")] == [call]
    assert [note["id"] for note in desk.list("notes", "type=lead&e_type=4")] == [plain]
    assert [note["id"] for note in desk.list("notes", f"type=lead&element_id={lead},5")] == [plain, call]
    assert desk.list("notes", "type=contact") == desk.list("notes", "type=customer") == []
    assert [note["id"] for note in desk.list("notes", "type=lead", **{"if-modified-since": "1700000000"})] == [call]


def test_whose_they_are_and_what_clients_echo(desk: Desk, lead: int, world: World) -> None:
    where = {"element_id": lead, "element_type": 2}
    echoed = {"is_editable": False, "attachment": None, "group_id": 9, "account_id": 3}
    note, call = desk.add(
        "notes",
        {**where, "text": "Ждёт", "responsible_user_id": world.anna.id, "created_by": world.oleg.id, **echoed},
        {**where, "note_type": 11, "params": {"PHONE": "8", "FROM": "204", "text": "Ждёт", "call_status": "4"}},
    )
    shown = desk.one("notes", note, "&type=lead")
    assert (shown["is_editable"], shown["attachment"], shown["group_id"]) == (True, "", world.shops.id)
    assert (shown["responsible_user_id"], shown["created_by"]) == (world.anna.id, world.oleg.id)
    assert [each["id"] for each in desk.list("notes", f"type=lead&responsible_user_id[]={world.anna.id}")] == [note]
    params = {"PHONE": "8", "FROM": "204", "text": "Ждёт", "call_status": 4}
    assert desk.one("notes", call, "&type=lead")["params"] == params


def test_what_the_system_wrote_is_found_among_its_messages(desk: Desk, client: httpx2.Client) -> None:
    [cafe] = client.post("/api/v4/customers", json=[{"name": "Кафе"}]).json()["_embedded"]["customers"]
    client.post(f"/api/v4/customers/{cafe['id']}/transactions", json=[{"price": 100}])
    [note] = desk.list("notes", "type=customer&note_type=25")
    assert (note["element_id"], note["note_type"]) == (cafe["id"], 25)
    assert desk.list("notes", "type=customer&note_type=4") == []


def test_a_change(desk: Desk, lead: int) -> None:
    [note] = desk.add("notes", {"element_id": lead, "element_type": 2, "text": "Ждёт"})
    told = desk.update(
        "notes", {"id": note, "updated_at": LATER, "text": "Дождался"}, {"id": 999, "updated_at": LATER, "text": "x"}
    )
    assert (told["items"][0]["updated_at"], told["errors"]) == (LATER, {"update": {"999": "Element not found"}})
    assert desk.one("notes", note, "&type=lead")["text"] == "Дождался"
    assert "errors" in desk.update("notes", {"id": note, "updated_at": 5, "text": "Нет"})


def test_the_result_of_a_task_is_a_note_on_it(desk: Desk) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": 1900000000})
    desk.add("notes", {"element_id": task, "element_type": 4, "note_type": 13, "text": "Дозвонились"})
    assert desk.one("tasks", task)["result"]["text"] == "Дозвонились"
    [note] = desk.list("notes", f"type=task&element_id={task}")
    assert (note["note_type"], note["text"], note["element_type"]) == (13, "Дозвонились", 4)


def test_the_older_note(client: httpx2.Client, desk: Desk, lead: int) -> None:
    notes = [
        {"element_id": lead, "element_type": 2, "note_type": 4, "text": "Ждёт"},
        {"element_id": lead, "element_type": 2, "note_type": 10, "params": {"UNIQ": "a7"}},
    ]
    client.post("/private/api/v2/json/notes/set", json={"request": {"notes": {"add": notes}}})
    plain, call = client.get("/private/api/v2/json/notes/list?type=lead").json()["response"]["notes"]
    assert (plain["editable"], plain["text"]) == ("Y", "Ждёт")
    assert (call["editable"], call["text"]) == ("N", '{"UNIQ":"a7"}')


def test_another_accounts_notes_do_not_exist(desk: Desk, lead: int, client_of: ClientOf, world: World) -> None:
    [note] = desk.add("notes", {"element_id": lead, "element_type": 2, "text": "Наша"})
    veter = Desk(client_of(world.egor))
    assert veter.list("notes", "type=all") == []
    assert "errors" in veter.update("notes", {"id": note, "updated_at": LATER, "text": "Чужая"})
