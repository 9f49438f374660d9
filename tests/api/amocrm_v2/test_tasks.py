"""Tasks: on records by number, types by number or name, results."""

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World

LATER = 2_000_000_000
DUE = 1_900_000_000


def test_a_task_is_shown_whole(desk: Desk, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    draft = {
        "element_id": str(lead),
        "element_type": "2",
        "task_type": 1,
        "text": "Перезвонить",
        "complete_till_at": DUE,
        "duration": 1800,
        "responsible_user_id": world.anna.id,
        "created_at": 1700000000,
        "updated_at": 1700000000,
    }
    [task] = desk.add("tasks", draft)
    assert desk.one("tasks", task) == {
        "id": task,
        "element_id": lead,
        "element_type": 2,
        "complete_till_at": DUE,
        "task_type": 1,
        "text": "Перезвонить",
        "created_at": 1700000000,
        "updated_at": 1700000000,
        "responsible_user_id": world.anna.id,
        "is_completed": False,
        "created_by": world.irina.id,
        "account_id": world.romashka.id,
        "group_id": world.shops.id,
        "duration": 1800,
        "result": {},
        "_links": {"self": {"href": f"/api/v2/tasks?id={task}", "method": "get"}},
    }
    assert desk.one("leads", lead)["closest_task_at"] == DUE
    check(world)


def test_the_published_form(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    form = (
        f"add[0][element_id]={lead}&add[0][element_type]=2&add[0][task_type]=1&add[0][text]=Перезвонить"
        "&add[0][complete_till_at]=1700100000&add[0][request_id]=77"
    )
    [item] = client.post("/api/v2/tasks", content=form.encode()).json()["_embedded"]["items"]
    assert item["request_id"] == 77


@pytest.mark.parametrize("type_", [1, "2", 3, 0])
def test_types_by_number(desk: Desk, type_: int | str) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": DUE, "task_type": type_})
    assert desk.one("tasks", task)["task_type"] == (int(type_) or 1)


def test_types_by_name_and_what_is_none(client: httpx2.Client, desk: Desk) -> None:
    names = ["FOLLOW_UP", "CALL", "MEETING", "LETTER"]
    drafts = [{"text": "Позвонить", "complete_till": DUE, "task_type": name} for name in names]
    client.post("/private/api/v2/json/tasks/set", json={"request": {"tasks": {"add": drafts}}})
    assert [task["task_type"] for task in desk.list("tasks")] == [1, 1, 2, 3]
    wrong = client.post("/api/v2/tasks", json={"add": [{"text": "x", "complete_till": DUE, "task_type": "NONE"}]})
    assert paths(wrong) == ["add.0.task_type"]


def test_a_task_stands_on_nothing(desk: Desk) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": DUE, "element_id": 0, "element_type": ""})
    shown = desk.one("tasks", task)
    assert (shown["element_id"], shown["element_type"]) == (0, 0)


@pytest.mark.parametrize(
    ("element_type", "path", "code"),
    [
        (1, "element_id", "236"),
        (2, "element_id", "237"),
        (3, "element_id", "232"),
        (12, "element_id", "232"),
        (99, "element_type", "232"),
        (4, "element_type", "232"),
    ],
)
def test_what_it_stands_on_must_be_there(client: httpx2.Client, element_type: int, path: str, code: str) -> None:
    task = {"text": "Позвонить", "complete_till_at": DUE, "element_id": 999, "element_type": element_type}
    answer = client.post("/api/v2/tasks", json={"add": [task]})
    assert paths(answer) == [f"add.0.{path}"]
    assert answer.json()["response"]["error_code"] == code


def test_the_type_of_what_it_stands_on_is_needed(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    answer = client.post("/api/v2/tasks", json={"add": [{"text": "x", "complete_till": DUE, "element_id": lead}]})
    assert paths(answer) == ["add.0.element_type"]
    assert answer.json()["response"]["error_code"] == "235"


def test_what_is_missing_is_named(client: httpx2.Client) -> None:
    answer = client.post("/api/v2/tasks", json={"add": [{"task_type": 1}]})
    assert paths(answer) == [
        "add.0.text",
        "add.0.complete_till_at",
    ]


@pytest.mark.parametrize("result", ["Дозвонились", {"text": "Дозвонились"}])
def test_a_task_is_done_with_a_result(desk: Desk, result: object) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": DUE})
    desk.update("tasks", {"id": task, "updated_at": LATER, "is_completed": True, "result": result})
    shown = desk.one("tasks", task)
    assert (shown["is_completed"], shown["result"]["text"]) == (True, "Дозвонились")


def test_a_stale_task_stays(desk: Desk) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": DUE})
    told = desk.update("tasks", {"id": task, "updated_at": 5, "text": "Нет"}, {"id": 999, "updated_at": LATER})
    assert told["errors"]["update"] == {
        str(task): "Last modified date is older than in database",
        "999": "Element not found",
    }
    assert desk.one("tasks", task)["text"] == "Позвонить"


def test_filters(desk: Desk, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    [maria] = desk.add("contacts", {"name": "Мария"})
    call = {"text": "Позвонить", "complete_till": DUE, "updated_at": 1700000000}
    first, second, third = desk.add(
        "tasks",
        {**call, "element_id": lead, "element_type": 2},
        {**call, "element_id": maria, "element_type": 1, "task_type": 2, "responsible_user_id": world.anna.id},
        {**call, "is_completed": 1, "updated_at": 1800000000},
    )

    def found(query: str, **headers: str) -> list[int]:
        return [task["id"] for task in desk.list("tasks", query, **headers)]

    assert found("type=lead") == [first]
    assert found(f"type=contact&element_id={maria}") == [second]
    assert found(f"responsible_user_id[]={world.anna.id}") == [second]
    assert found("filter[status]=1") == [third]
    assert found("filter[status]=0") == [first, second]
    assert found("filter[task_type][]=2") == [second]
    assert found("filter[date_modify][from]=1750000000") == [third]
    assert found("", **{"if-modified-since": "1700000000"}) == [third]
    until = "filter[date_modify][to]=1750000000"
    assert found(until, **{"if-modified-since": "1600000000"}) == [first, second]
    assert found(until, **{"if-modified-since": "1700000000"}) == []
    assert found(f"id={first},{third}&type=task") == [first, third]
    assert found("limit_rows=1&limit_offset=1") == [second]


def test_on_what_they_stand_and_when_they_were_made(desk: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    one, two = desk.add("customers", {"name": "Кафе"}, {"name": "Столовая"})
    where = [(lutik, 3), (one, 12), (two, 12)]
    call = {"text": "Позвонить", "complete_till": DUE}
    drafts = [{**call, "element_id": id, "element_type": kind, "created_at": 1000 + kind} for id, kind in where]
    first, second, third = desk.add("tasks", *drafts)

    def found(query: str) -> list[int]:
        return [task["id"] for task in desk.list("tasks", query)]

    assert found("type=company") == [first]
    assert found("type=customer") == [second, third]
    assert found(f"type=customer&element_id={two},404") == found(f"type=customer&element_id[]={two}") == [third]
    assert found("filter[date_create][to]=1005") == [first]
    assert found("filter[date_create][0][from]=1005&filter[task_type][]=1") == [second, third]


def test_the_older_task(client: httpx2.Client, desk: Desk) -> None:
    task = {"text": "Позвонить", "complete_till": str(DUE), "status": "1", "date_create": 1700000000}
    answer = client.post("/private/api/v2/json/tasks/set", json={"request": {"tasks": {"add": [task]}}})
    [item] = answer.json()["response"]["tasks"]["add"]
    [shown] = client.get("/private/api/v2/json/tasks/list").json()["response"]["tasks"]
    assert (shown["id"], shown["status"], shown["complete_till"], shown["result"]) == (item["id"], 1, DUE, [])
    assert desk.one("tasks", item["id"])["is_completed"] is True


def test_another_accounts_task_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [task] = desk.add("tasks", {"text": "Позвонить", "complete_till": DUE})
    veter = Desk(client_of(world.egor))
    assert veter.list("tasks") == []
    assert veter.update("tasks", {"id": task, "updated_at": LATER})["errors"] == {
        "update": {str(task): "Element not found"}
    }
