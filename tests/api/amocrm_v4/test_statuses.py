"""Stages: Ирина Волкова adds, renames and removes them, and the deals that stood in them go on living."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.world import World
from voronka.domain.pipelines import LOST, WON, Pipeline
from voronka.services import leads


@pytest.fixture
def pipeline(world: World) -> Pipeline:
    return world.facts.main_pipeline


@pytest.fixture
def url(pipeline: Pipeline) -> str:
    return f"/api/v4/leads/pipelines/{pipeline.id}/statuses"


def add(client: httpx2.Client, url: str, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(url, json=list(sent)))


def test_stages_are_listed_by_place_with_hints_only_when_asked(client: httpx2.Client, url: str, world: World) -> None:
    hint = {"level": "newbie", "description": "Позвоните в первый час 📞"}
    [made] = add(client, url, {"name": "Замер", "sort": 25, "descriptions": [hint], "request_id": "s"})
    assert made["request_id"] == "s"
    [shown] = made["descriptions"]
    assert shown["description"] == hint["description"]
    assert (shown["status_id"], shown["created_by"], shown["account_id"]) == (
        made["id"],
        world.irina.id,
        world.romashka.id,
    )
    listed = client.get(url).json()
    assert listed["_total_items"] == 8
    assert [stage["name"] for stage in listed["_embedded"]["statuses"]][1:3] == ["Первичный контакт", "Замер"]
    assert "descriptions" not in listed["_embedded"]["statuses"][2]
    asked = client.get(f"{url}/{made['id']}", params={"with": "descriptions,unknown"}).json()
    assert asked["descriptions"] == [shown]


def test_a_stage_keeps_one_hint_per_rank(client: httpx2.Client, url: str) -> None:
    hints = [{"level": "newbie", "description": "а"}, {"level": "newbie", "description": "б" * 1001}]
    answer = client.post(url, json=[{"name": "Замер", "sort": 25, "descriptions": hints}])
    assert faults(answer) == [("descriptions.1.level", "NotSupportedChoice"), ("descriptions.1.description", "TooLong")]
    answer = client.post(
        url, json=[{"name": "Замер", "sort": 25, "descriptions": [{"level": "boss", "description": ""}]}]
    )
    assert faults(answer) == [("descriptions.0.level", "NotSupportedChoice")]


def test_a_stage_has_three_hints_and_any_letters_in_them(client: httpx2.Client, url: str) -> None:
    hints = [{"level": level, "description": "Улыбнись 😀"} for level in ("newbie", "candidate", "master")]
    [made] = add(client, url, {"name": "Замер", "sort": 25, "descriptions": hints})
    assert [hint["description"] for hint in made["descriptions"]] == ["Улыбнись 😀"] * 3
    answer = client.patch(f"{url}/{made['id']}", json={"descriptions": [*hints, hints[0]]})
    assert ("descriptions", "TooMany") in faults(answer)


def test_a_rewritten_hint_keeps_its_id(client: httpx2.Client, url: str) -> None:
    [made] = add(client, url, {"name": "Замер", "sort": 25, "descriptions": [{"level": "master", "description": "а"}]})
    [before] = made["descriptions"]
    sent = {"descriptions": [{"id": before["id"], "level": "candidate", "description": "б"}]}
    [after] = client.patch(f"{url}/{made['id']}", json=sent).json()["descriptions"]
    assert (after["id"], after["level"], after["description"]) == (before["id"], "candidate", "б")
    assert client.patch(f"{url}/{made['id']}", json={"descriptions": None}).json()["descriptions"] == []


def test_only_listed_colours_are_taken_and_the_stages_own(client: httpx2.Client, url: str, pipeline: Pipeline) -> None:
    answer = client.post(url, json=[{"name": "Замер", "sort": 25, "color": "#99ccff"}])
    assert faults(answer) == [("color", "NotSupportedChoice")]
    first = pipeline.first_status
    assert first.color == "#99ccff"
    same = client.patch(f"{url}/{first.id}", json={"name": "Звонок", "sort": 20, "color": "#99ccff"})
    assert (same.json()["name"], same.json()["color"]) == ("Звонок", "#99ccff")
    assert client.patch(f"{url}/{first.id}", json={"color": "#FFCE5A"}).json()["color"] == "#ffce5a"


COLOURS = [
    "#fffeb2", "#fffd7f", "#fff000", "#ffeab2", "#ffdc7f", "#ffce5a", "#ffdbdb", "#ffc8c8", "#ff8f92",
    "#d6eaff", "#c1e0ff", "#98cbff", "#ebffb1", "#deff81", "#87f2c0", "#f9deff", "#f3beff", "#ccc8f9",
    "#eb93ff", "#f2f3f4", "#e6e8ea",
]  # fmt: skip


def test_each_of_the_vendors_colours_is_taken(client: httpx2.Client, url: str) -> None:
    made = add(client, url, *({"name": colour, "sort": 25, "color": colour} for colour in COLOURS))
    assert [stage["color"] for stage in made] == COLOURS
    assert len(COLOURS) == 21


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, [("name", "FieldMissing"), ("sort", "FieldMissing")]),
        ({"name": "Замер"}, [("sort", "FieldMissing")]),
        ({"name": " ", "sort": 1}, [("name", "NotBlank")]),
        ({"name": "а" * 256, "sort": 1}, [("name", "TooLong")]),
        ({"name": 5, "sort": "x"}, [("name", "InvalidType"), ("sort", "InvalidType")]),
        ({"name": "Замер", "sort": 2**31}, [("sort", "TooHigh")]),
    ],
)
def test_a_wrong_stage_is_refused(client: httpx2.Client, url: str, sent: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(client.post(url, json=[{"name": "Хороший", "sort": 1}, sent])) == expected
    assert client.get(url).json()["_total_items"] == 7


def test_stages_are_changed_one_by_one(client: httpx2.Client, url: str) -> None:
    assert client.patch(url, json=[{"id": WON, "name": "Оплачено"}]).status_code == 405


def test_a_system_stage_can_be_named_and_nothing_else(client: httpx2.Client, url: str) -> None:
    changed = client.patch(f"{url}/{WON}", json={"name": "Оплачено", "sort": 5, "color": "#fffeb2"}).json()
    assert (changed["name"], changed["sort"], changed["color"]) == ("Оплачено", 10000, "#CCFF66")


def test_a_pipeline_has_at_most_a_hundred_stages(client: httpx2.Client, url: str) -> None:
    add(client, url, *({"name": f"Этап {number}", "sort": number} for number in range(94)))
    answer = client.post(url, json=[{"name": "Лишний", "sort": 1}])
    assert answer.status_code == 422
    assert "100 stages" in answer.json()["detail"]


@pytest.mark.parametrize("id", [WON, LOST])
def test_system_stages_cannot_be_deleted(client: httpx2.Client, url: str, pipeline: Pipeline, id: int) -> None:
    assert client.delete(f"{url}/{id}").status_code == 422
    assert client.delete(f"{url}/{pipeline.unsorted_status.id}").status_code == 422


def test_the_last_stage_of_its_own_stays(client: httpx2.Client, url: str, pipeline: Pipeline) -> None:
    *others, last = [status.id for status in pipeline.statuses if status.is_editable]
    assert [client.delete(f"{url}/{id}").status_code for id in others] == [204, 204, 204]
    answer = client.delete(f"{url}/{last}")
    assert answer.status_code == 422
    assert "last stage" in answer.json()["detail"]


def test_the_leads_of_a_deleted_stage_move_to_the_first_one(
    client: httpx2.Client, url: str, pipeline: Pipeline, world: World
) -> None:
    first, gone = pipeline.statuses[1], pipeline.statuses[3]
    sent = [{"name": f"Заказ {number}", "status_id": gone.id} for number in range(3)]
    kept, moved, binned = (lead["id"] for lead in client.post("/api/v4/leads", json=sent).json()["_embedded"]["leads"])
    client.patch(f"/api/v4/leads/{kept}", json={"status_id": WON})
    world.do(leads.delete, [binned])
    assert client.delete(f"{url}/{gone.id}").status_code == 204
    assert client.get(f"{url}/{gone.id}").status_code == 204
    assert client.get(f"/api/v4/leads/{kept}").json()["status_id"] == WON
    lead = client.get(f"/api/v4/leads/{moved}").json()
    assert (lead["status_id"], lead["updated_by"]) == (first.id, world.irina.id)
    world.do(leads.restore, [binned])
    assert client.get(f"/api/v4/leads/{binned}").json()["status_id"] == first.id


def test_when_the_first_stage_goes_the_second_takes_its_leads(
    client: httpx2.Client, url: str, pipeline: Pipeline
) -> None:
    first, second = pipeline.statuses[1:3]
    [lead] = client.post("/api/v4/leads", json=[{"name": "Заказ"}]).json()["_embedded"]["leads"]
    client.delete(f"{url}/{first.id}")
    assert client.get(f"/api/v4/leads/{lead['id']}").json()["status_id"] == second.id


def test_a_field_no_longer_demands_what_a_deleted_stage_demanded(
    client: httpx2.Client, url: str, pipeline: Pipeline
) -> None:
    gone, kept = ({"pipeline_id": pipeline.id, "status_id": pipeline.statuses[place].id} for place in (3, 4))
    sent = {"name": "Адрес доставки", "type": "text", "required_statuses": [gone, kept], "hidden_statuses": [gone]}
    [field] = client.post("/api/v4/leads/custom_fields", json=[sent]).json()["_embedded"]["custom_fields"]
    client.delete(f"{url}/{gone['status_id']}")
    field = client.get(f"/api/v4/leads/custom_fields/{field['id']}").json()
    assert (field["required_statuses"], field["hidden_statuses"]) == ([kept], [])


def test_unknown_pipelines_and_stages(client: httpx2.Client, url: str) -> None:
    assert client.get("/api/v4/leads/pipelines/7/statuses").status_code == 404
    assert client.get(f"{url}/7").status_code == 204
    assert client.patch(f"{url}/7", json={"name": "Нет"}).status_code == 404
    assert client.delete(f"{url}/7").status_code == 404


def test_a_seller_reads_stages_and_does_not_write_them(client_of: Any, world: World, url: str) -> None:
    anna = client_of(world.anna)
    assert anna.get(url).status_code == 200
    assert anna.post(url, json=[{"name": "Мой", "sort": 1}]).status_code == 403
    assert anna.patch(f"{url}/{WON}", json={"name": "Мой"}).status_code == 403
    assert anna.delete(f"{url}/{WON}").status_code == 403
