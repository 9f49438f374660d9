"""Ирина Волкова builds pipelines over HTTP; Анна Соколова only looks at them."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.world import World
from voronka.services import leads

PIPELINES = "/api/v4/leads/pipelines"


def pipeline(name: str = "Сервис", **more: Any) -> dict[str, Any]:
    return {"name": name, "sort": 30, "is_main": False, "is_unsorted_on": True, **more}


def add(client: httpx2.Client, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(PIPELINES, json=list(sent)))


def test_a_new_account_has_one_main_pipeline_with_the_system_stages_around_its_own(client: httpx2.Client) -> None:
    body = client.get(PIPELINES).json()
    assert (body["_total_items"], set(body)) == (1, {"_total_items", "_links", "_embedded"})
    assert body["_links"] == {"self": {"href": f"https://romashka.voronka.test{PIPELINES}"}}
    [main] = body["_embedded"]["pipelines"]
    assert (main["is_main"], main["is_archive"], main["is_unsorted_on"]) == (True, False, True)
    stages = main["_embedded"]["statuses"]
    assert [(stage["name"], stage["sort"], stage["type"], stage["is_editable"]) for stage in stages] == [
        ("Неразобранное", 10, 1, False),
        ("Первичный контакт", 20, 0, True),
        ("Переговоры", 30, 0, True),
        ("Принимают решение", 40, 0, True),
        ("Согласование договора", 50, 0, True),
        ("Успешно реализовано", 10000, 0, False),
        ("Закрыто и не реализовано", 11000, 0, False),
    ]
    assert [stage["id"] for stage in stages[-2:]] == [142, 143]
    assert [(stages[place]["color"]) for place in (0, -2, -1)] == ["#c1c1c1", "#CCFF66", "#D5D8DB"]
    assert "descriptions" not in stages[0]


def test_a_new_pipeline_comes_back_whole_with_its_request_id(client: httpx2.Client, world: World) -> None:
    stages = [{"name": "Диагностика", "sort": 20, "color": "#98cbff"}, {"id": 143, "name": "Отказ"}]
    answer = client.post(PIPELINES, json=[pipeline(_embedded={"statuses": stages}, request_id="p")]).json()
    [made] = answer["_embedded"]["pipelines"]
    assert (answer["_total_items"], made["request_id"]) == (1, "p")
    assert made["account_id"] == world.romashka.id
    shown = [(stage["name"], stage["color"], stage["pipeline_id"]) for stage in made["_embedded"]["statuses"]]
    assert shown == [
        ("Неразобранное", "#c1c1c1", made["id"]),
        ("Диагностика", "#98cbff", made["id"]),
        ("Успешно реализовано", "#CCFF66", made["id"]),
        ("Отказ", "#D5D8DB", made["id"]),
    ]
    del made["request_id"]
    assert client.get(f"{PIPELINES}/{made['id']}").json() == made


def test_a_pipeline_without_stages_gets_the_usual_ones(client: httpx2.Client) -> None:
    [made] = add(client, pipeline())
    assert len(made["_embedded"]["statuses"]) == 7
    lead = client.post("/api/v4/leads", json=[{"pipeline_id": made["id"]}]).json()["_embedded"]["leads"][0]
    assert client.get(f"/api/v4/leads/{lead['id']}").json()["status_id"] == made["_embedded"]["statuses"][1]["id"]


def test_every_fault_of_every_pipeline_is_named(client: httpx2.Client) -> None:
    stages = [{"name": "", "color": "#123456"}, {"id": 144, "name": "Чужая"}]
    answer = client.post(PIPELINES, json=[pipeline(), pipeline(" ", _embedded={"statuses": stages}, request_id="bad")])
    assert answer.json()["validation-errors"][0]["request_id"] == "bad"
    assert faults(answer) == [
        ("name", "NotBlank"),
        ("_embedded.statuses.0.name", "NotBlank"),
        ("_embedded.statuses.0.color", "NotSupportedChoice"),
        ("_embedded.statuses.1.id", "NotSupportedChoice"),
    ]
    assert client.get(PIPELINES).json()["_total_items"] == 1


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, [(name, "FieldMissing") for name in ("name", "sort", "is_main", "is_unsorted_on")]),
        (
            {"name": 5, "sort": "x", "is_main": "да", "is_unsorted_on": 1},
            [(name, "InvalidType") for name in ("name", "sort", "is_main", "is_unsorted_on")],
        ),
        (pipeline("а" * 256), [("name", "TooLong")]),
        (pipeline(sort=2**31), [("sort", "TooHigh")]),
        (pipeline(_embedded={"statuses": {}}), [("_embedded.statuses", "InvalidType")]),
    ],
)
def test_a_wrong_pipeline_is_refused(client: httpx2.Client, sent: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(client.post(PIPELINES, json=[pipeline(), sent])) == expected
    assert client.get(PIPELINES).json()["_total_items"] == 1


def test_a_stage_for_unsorted_leads_that_is_off_is_listed_all_the_same(client: httpx2.Client) -> None:
    [made] = add(client, pipeline(is_unsorted_on=False))
    assert made["is_unsorted_on"] is False
    assert [stage["type"] for stage in made["_embedded"]["statuses"]].count(1) == 1


def test_the_mark_of_the_main_pipeline_moves(client: httpx2.Client) -> None:
    first = client.get(PIPELINES).json()["_embedded"]["pipelines"][0]["id"]
    second, third = (made["id"] for made in add(client, pipeline(is_main=True), pipeline("Опт", is_main=True)))
    assert main(client) == [third]
    assert client.patch(f"{PIPELINES}/{second}", json={"id": second, "is_main": True}).json()["is_main"] is True
    assert main(client) == [second]
    assert client.patch(f"{PIPELINES}/{second}", json={"is_main": False}).json()["is_main"] is True
    client.patch(f"{PIPELINES}/{first}", json={"is_main": True})
    assert main(client) == [first]


def main(client: httpx2.Client) -> list[int]:
    listed = client.get(PIPELINES).json()["_embedded"]["pipelines"]
    return [each["id"] for each in listed if each["is_main"]]


def test_a_change_leaves_what_it_does_not_name(client: httpx2.Client) -> None:
    [made] = add(client, pipeline())
    changed = client.patch(f"{PIPELINES}/{made['id']}", json={"name": "Ремонт", "is_unsorted_on": False}).json()
    assert changed == {key: made[key] for key in made if key != "request_id"} | {
        "name": "Ремонт",
        "is_unsorted_on": False,
    }


def test_an_account_has_at_most_fifty_pipelines(client: httpx2.Client) -> None:
    add(client, *(pipeline(f"Воронка {number}") for number in range(49)))
    answer = client.post(PIPELINES, json=[pipeline("Лишняя")])
    assert (answer.status_code, answer.json()["title"]) == (422, "Unprocessable Entity")
    assert "50 pipelines" in answer.json()["detail"]


def test_an_unused_pipeline_can_be_deleted(client: httpx2.Client) -> None:
    [made] = add(client, pipeline())
    answer = client.delete(f"{PIPELINES}/{made['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(f"{PIPELINES}/{made['id']}").status_code == 204
    assert client.delete(f"{PIPELINES}/{made['id']}").status_code == 404


def test_the_last_the_main_and_the_used_pipeline_stay(client: httpx2.Client, world: World) -> None:
    last = world.facts.main_pipeline.id
    assert "last pipeline" in refusal(client, last)
    [made] = add(client, pipeline())
    assert "main pipeline" in refusal(client, last)
    [lead] = client.post("/api/v4/leads", json=[{"pipeline_id": made["id"]}]).json()["_embedded"]["leads"]
    assert "There are leads" in refusal(client, made["id"])
    world.do(leads.delete, [lead["id"]])
    assert client.delete(f"{PIPELINES}/{made['id']}").status_code == 204
    world.do(leads.restore, [lead["id"]])
    restored = client.get(f"/api/v4/leads/{lead['id']}").json()
    assert (restored["pipeline_id"], restored["status_id"]) == (last, world.facts.main_pipeline.first_status.id)


def refusal(client: httpx2.Client, id: int) -> str:
    answer = client.delete(f"{PIPELINES}/{id}")
    assert answer.status_code == 422
    return answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "", [pipeline()]), ("PATCH", "/{id}", {"name": "Моя"}), ("DELETE", "/{id}", None)],
)
def test_a_seller_reads_and_does_not_write(client_of: Any, world: World, method: str, path: str, body: Any) -> None:
    anna = client_of(world.anna)
    assert anna.get(PIPELINES).status_code == 200
    url = PIPELINES + path.format(id=world.facts.main_pipeline.id)
    assert anna.request(method, url, json=body).status_code == 403


def test_another_accounts_pipeline_does_not_exist(client_of: Any, world: World) -> None:
    egor, id = client_of(world.egor), world.facts.main_pipeline.id
    assert egor.get(f"{PIPELINES}/{id + 1000}").status_code == 204
    [ours] = egor.get(PIPELINES).json()["_embedded"]["pipelines"]
    assert egor.patch(f"{PIPELINES}/{ours['id'] + 7}", json={"name": "Моя"}).status_code == 404


def test_fifty_pipelines_take_no_more_statements_than_one(client: httpx2.Client, statements: Any) -> None:
    add(client, pipeline())  # takes the blocks of ids
    with statements() as one:
        add(client, pipeline())
    with statements() as many:
        add(client, *(pipeline(f"Воронка {number}") for number in range(40)))
    assert len(one) == len(many)


@pytest.mark.parametrize("body", [{}, {"request_id": "0"}, {"_embedded": {"statuses": []}}])
def test_a_change_of_nothing_is_refused(client: httpx2.Client, world: World, body: dict[str, Any]) -> None:
    answer = client.patch(f"{PIPELINES}/{world.facts.main_pipeline.id}", json=body)
    assert answer.status_code == 400
    assert "at least one of name, sort, is_main, is_unsorted_on" in answer.json()["detail"]


def test_there_is_no_batch_of_changes(client: httpx2.Client) -> None:
    assert client.patch(PIPELINES, json=[{"id": 5, "name": "Опт"}]).status_code == 405
