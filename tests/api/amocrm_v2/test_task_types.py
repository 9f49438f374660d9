"""Kinds of tasks that an account makes itself: written as the vendor's page does, read with the account."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.task_types import AT_MOST

PATH = "/private/tasks/ajax_task_status_edit.php"


def put(client: httpx2.Client, *kinds: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post(PATH, json={"ACTION": "ALL_EDIT", "task_types": list(kinds)})
    assert answer.json()["status"] == "OK", answer.text
    return answer.json()["data"]


def test_a_form_as_a_client_sends_it(client: httpx2.Client) -> None:
    form = {"ACTION": "ALL_EDIT", "task_types[0][name]": "Доставка", "task_types[1][id]": "2"}
    answer = client.post(PATH, data=form | {"task_types[1][name]": "Смотрины"}).json()
    new = answer["data"][0]["id"]
    assert answer == {"status": "OK", "data": [{"id": new, "name": "Доставка"}, {"id": 2, "name": "Смотрины"}]}


def test_all_accounts_of_it(client: httpx2.Client) -> None:
    [made] = put(client, {"name": "Доставка"})
    put(client, {"id": 2, "name": "Смотрины"}, {"id": made["id"], "name": "Самовывоз"})
    newer = client.get("/api/v2/account?with=task_types").json()["_embedded"]["task_types"]
    assert newer[str(made["id"])] == {"id": made["id"], "name": "Самовывоз"}
    assert newer["2"] == {"id": 2, "name": "Смотрины"}
    older = client.get("/private/api/v2/json/accounts/current").json()["response"]["account"]["task_types"]
    assert older[-1] == {"id": str(made["id"]), "name": "Самовывоз", "code": ""}
    newest = client.get("/api/v4/account?with=task_types").json()["_embedded"]["task_types"]
    assert [(kind["name"], kind["code"]) for kind in newest] == [
        ("Связаться", "FOLLOW_UP"),
        ("Смотрины", "MEETING"),
        ("Письмо", "LETTER"),
        ("Самовывоз", None),
    ]


def test_tasks_are_of_that_kind(client: httpx2.Client, desk: Desk) -> None:
    [made] = put(client, {"name": "Доставка"})
    task = {"text": "Отвезти", "complete_till_at": 1900000000}
    [id] = desk.add("tasks", task | {"task_type": made["id"]})
    assert desk.one("tasks", id)["task_type"] == made["id"]
    assert [each["id"] for each in desk.list("tasks", f"filter[task_type][]={made['id']}")] == [id]
    assert client.post("/api/v2/tasks", json={"add": [task | {"task_type": made["id"] + 1}]}).status_code == 400


@pytest.mark.parametrize(
    ("kinds", "path"),
    [([{"name": " "}], "name"), ([{"id": 77, "name": "Нет"}], "id"), ([{"id": "x", "name": "Нет"}], "task_types.0.id")],
)
def test_what_it_cannot_take(client: httpx2.Client, world: World, kinds: Any, path: str) -> None:
    before = world.facts.task_types
    answer = client.post(PATH, json={"ACTION": "ALL_EDIT", "task_types": kinds})
    assert answer.status_code == 400
    assert answer.json()["response"]["errors"][0]["errors"][0]["path"] == path
    assert world.facts.task_types == before


def test_other_actions_and_nothing(client: httpx2.Client) -> None:
    for body in ({}, {"ACTION": "DELETE", "task_types": [{"id": 1}]}):
        assert client.post(PATH, json=body).json() == {"status": "FAIL", "data": "WRONG_ACTION"}
    assert client.post(PATH, json={"ACTION": "ALL_EDIT", "task_types": []}).status_code == 400


def test_there_are_not_more_than_so_many(client: httpx2.Client, statements: Statements) -> None:
    put(client, {"name": "Первый"})  # PostgreSQL gives ids out in blocks
    with statements() as one:
        put(client, {"name": "Доставка"})
    with statements() as many:
        put(client, *({"name": f"Вид {number}"} for number in range(AT_MOST - 5)))
    assert len(one) == len(many)
    body = {"ACTION": "ALL_EDIT", "task_types": [{"name": "Лишний"}]}
    assert client.post(PATH, json=body).status_code == 422


def test_they_are_an_administrators(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    [made] = put(client, {"name": "Доставка"})
    body = {"ACTION": "ALL_EDIT", "task_types": [{"id": made["id"], "name": "Чужой"}]}
    assert client_of(world.anna).post(PATH, json=body).status_code == 403
    assert client_of(world.egor).post(PATH, json=body).status_code == 400
    assert world.facts.task_types[made["id"]].name == "Доставка"
