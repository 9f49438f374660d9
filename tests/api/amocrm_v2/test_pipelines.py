"""Pipelines: read by their ids, written whole; in every spelling that clients have for the list of stages."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import World

SET = "/private/api/v2/json/pipelines/set"
DELETE = "/private/api/v2/json/pipelines/delete"
LIST = "/private/api/v2/json/pipelines/list"
LATER = 2_000_000_000
STAGE = {"name": "Заявка", "sort": "10", "color": "#fffeb2"}


def put(client: httpx2.Client, **lists: Any) -> dict[str, Any]:
    answer = client.post(SET, json={"request": {"pipelines": lists}})
    assert answer.status_code == 200, answer.text
    return answer.json()["response"]["pipelines"]


def made(client: httpx2.Client, *names: str, **more: Any) -> list[int]:
    items = [{"name": name, "sort": 20, "statuses": [STAGE], **more} for name in names]
    return [item["id"] for item in put(client, add=items)["add"]["pipelines"]]


def stages(client: httpx2.Client, id: int) -> dict[str, Any]:
    items = client.get(f"/api/v2/pipelines?id={id}").json()["_embedded"]["items"]
    return {stage["name"]: stage for stage in items[str(id)]["statuses"].values()}


def test_the_list_is_a_map(client: httpx2.Client, world: World) -> None:
    main = world.facts.main_pipeline
    answer = client.get("/api/v2/pipelines").json()
    assert answer["_links"]["self"]["href"] == "/api/v2/pipelines"
    shown = answer["_embedded"]["items"][str(main.id)]
    assert shown.pop("statuses")["142"] == {
        "id": 142,
        "name": "Успешно реализовано",
        "color": "#CCFF66",
        "sort": 10000,
        "is_editable": False,
    }
    links = {"self": {"href": f"/api/v2/pipelines?id={main.id}", "method": "get"}}
    assert shown == {"id": main.id, "name": main.name, "sort": main.sort, "is_main": True, "_links": links}
    assert client.get("/api/v2/pipelines?id=999").status_code == 204
    assert client.get(f"{LIST}?id=999").status_code == 204


def test_the_older_list_counts_leads(client: httpx2.Client, desk: Desk, world: World) -> None:
    main = world.facts.main_pipeline
    [other] = made(client, "Опт")
    desk.add("leads", {"name": "Букеты"}, {"name": "Свадьба"})
    shown = client.get(LIST).json()["response"]["pipelines"]
    assert (shown[str(main.id)]["leads"], shown[str(other)]["leads"]) == (2, 0)
    assert (shown[str(other)]["value"], shown[str(other)]["label"]) == (other, "Опт")
    won = shown[str(other)]["statuses"]["142"]
    assert (won["editable"], won["pipeline_id"]) == ("N", other)


def test_a_pipeline_is_added(client: httpx2.Client) -> None:
    told = put(client, add=[{"name": "Опт", "sort": 2, "statuses": [STAGE], "request_id": 7}])
    [item] = told["add"]["pipelines"]
    shown = {"id": item["id"], "request_id": 7, "name": "Опт", "sort": 2, "is_main": False}
    assert told == {"add": {"pipelines": [shown], "errors": []}}
    assert list(stages(client, item["id"])) == ["Заявка", "Успешно реализовано", "Закрыто и не реализовано"]
    [zero] = put(client, add=[{"name": "Розница", "sort": 0, "statuses": [STAGE]}])["add"]["pipelines"]
    assert zero["sort"] > 0


@pytest.mark.parametrize(
    "body",
    [
        {"add": [{"name": "Опт", "statuses": [STAGE]}]},
        {"add": [{"name": "Опт", "statuses": [None, STAGE, {"a": None}]}]},
        {"request": {"pipelines": {"add": {"0": {"name": "Опт", "statuses": {"0": STAGE, "142": {"name": "Да"}}}}}}},
        {"request": {"pipelines": {"add": [{"name": "Опт", "statuses": [{"55": STAGE}]}], "update": []}}},
        {"request": {"pipelines": {"add": [{"name": "Опт", "statuses": [None, STAGE, {"56": None}]}]}}},
    ],
)
def test_spellings(client: httpx2.Client, body: Any) -> None:
    [item] = client.post(SET, json=body).json()["response"]["pipelines"]["add"]["pipelines"]
    assert "Заявка" in stages(client, item["id"])


def test_a_form(client: httpx2.Client) -> None:
    form = {"request[pipelines][add][0][name]": "Опт", "request[pipelines][add][0][statuses][0][name]": "Заявка"}
    answer = client.post(SET, data=form | {"request[pipelines][add][0][is_main]": "on"})
    [item] = answer.json()["response"]["pipelines"]["add"]["pipelines"]
    assert item["is_main"] is True


@pytest.mark.parametrize("spelling", ["map", "list", "one-key"])
def test_a_change_says_all_stages(client: httpx2.Client, desk: Desk, world: World, spelling: str) -> None:
    two = [STAGE, {"name": "Договор", "sort": 20, "color": "#ffdc7f"}]
    [item] = put(client, add=[{"name": "Опт", "statuses": two}])["add"]["pipelines"]
    id, first = item["id"], stages(client, item["id"])["Заявка"]["id"]
    gone = stages(client, id)["Договор"]["id"]
    [lead] = desk.add("leads", {"name": "Букеты", "pipeline_id": id, "status_id": gone})
    kept, new, won = {"name": "Заявка", "sort": 40}, {"name": "Счёт", "sort": 30}, {"name": "Ура", "sort": 5}
    sent: Any = {str(first): kept, "0": new, "142": won}
    if spelling == "list":
        sent = [kept | {"id": first}, new, won | {"id": 142}]
    elif spelling == "one-key":
        sent = [{str(first): kept}, {"1": new}, {"142": won}]
    update: Any = {str(id): {"id": id, "name": "Оптовые", "sort": 5, "statuses": sent}}
    told = put(client, update=update if spelling == "map" else list(update.values()))
    assert told == {"update": {str(id): True}}
    shown = stages(client, id)
    assert {name: stage["sort"] for name, stage in shown.items()} == {
        "Счёт": 30,
        "Заявка": 40,
        "Ура": 10000,
        "Закрыто и не реализовано": 11000,
    }
    assert desk.one("leads", lead)["status_id"] == shown["Счёт"]["id"]
    assert desk.one("leads", lead)["updated_at"] < LATER
    check(world)


def test_without_stages_none_is_touched(client: httpx2.Client) -> None:
    [id] = made(client, "Опт")
    put(client, update={str(id): {"name": "Оптовые"}})
    assert "Заявка" in stages(client, id)


def test_one_pipeline_is_the_main_one(client: httpx2.Client, world: World) -> None:
    first, second = made(client, "Опт", "Розница")
    put(client, update={str(first): {"is_main": "on"}, str(second): {"is_main": "on"}})
    assert [pipeline.id for pipeline in world.facts.pipelines.values() if pipeline.is_main] == [second]
    put(client, update={str(first): {"is_main": "on"}, str(second): {"name": "Розница"}})
    assert [pipeline.id for pipeline in world.facts.pipelines.values() if pipeline.is_main] == [first]


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"name": ""}, "name"),
        ({"statuses": []}, "statuses"),
        ({"statuses": "Заявка"}, "statuses"),
        ({"statuses": {"142": {"name": "Ура"}}}, "statuses"),
        ({"statuses": ["Заявка"]}, "statuses.0"),
        ({"statuses": {"5": {"name": "Заявка", "sort": "first"}}}, "statuses.5.sort"),
        ({"sort": "first"}, "sort"),
        ({"sort": 2**31}, "sort"),
        ({"statuses": [{"name": "Заявка", "sort": -(2**31) - 1}]}, "statuses.0.sort"),
        ({"statuses": [{"name": "Заявка", "color": "red"}]}, "statuses.0.color"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, world: World, more: Any, path: str) -> None:
    before = world.facts.pipelines
    new = {"name": "Опт", "statuses": [STAGE]}
    answer = client.post(SET, json={"request": {"pipelines": {"add": [new, new | more]}}})
    assert paths(answer) == [f"add.1.{path}"]
    assert world.facts.pipelines == before


def test_a_change_that_it_cannot_take(client: httpx2.Client, world: World) -> None:
    [id] = made(client, "Опт")
    before = world.facts.pipelines
    bad = {"999": {"name": "Нет"}, str(id): {"statuses": {"142": {"name": "Ура"}}}}
    answer = client.post(SET, json={"request": {"pipelines": {"update": bad}}})
    assert paths(answer) == ["update.0.id", "update.1.statuses"]
    assert world.facts.pipelines == before


@pytest.mark.parametrize("body", ["", "{}", '{"request": {"pipelines": {"add": [], "update": {}}}}', '{"add":'])
@pytest.mark.parametrize("path", [SET, DELETE])
def test_what_says_nothing(client: httpx2.Client, path: str, body: str) -> None:
    assert client.post(path, content=body).status_code == 400


@pytest.mark.parametrize("spelling", ['{"request": {"id": ID}}', '{"request": {"id": [ID]}}', '{"id": "ID"}'])
def test_deleting(client: httpx2.Client, spelling: str) -> None:
    [id] = made(client, "Опт")
    answer = client.post(DELETE, content=spelling.replace("ID", str(id)))
    assert answer.json()["response"][str(id)] is True
    assert client.get(f"/api/v2/pipelines?id={id}").status_code == 204


def test_deleting_by_the_method(client: httpx2.Client) -> None:
    [id] = made(client, "Опт")
    assert client.delete(f"{LIST}?id={id}").json()["response"][str(id)] is True
    assert client.delete(LIST).status_code == 400
    assert client.delete(f"{LIST}?id={id}").status_code == 404


def test_a_pipeline_has_a_hundred_stages_with_the_two_last_ones(client: httpx2.Client) -> None:
    many = [{"name": f"Этап {number}"} for number in range(99)]
    [id] = made(client, "Опт", statuses=many[1:])
    assert len(stages(client, id)) == 100
    put(client, update={str(id): {"statuses": many[1:]}})
    assert paths(client.post(SET, json={"update": {str(id): {"statuses": many}}})) == ["update.0.statuses"]
    assert client.post(SET, json={"add": [{"name": "Розница", "statuses": many}]}).status_code == 422
    assert client.post(f"/api/v4/leads/pipelines/{id}/statuses", json=[{"name": "Ещё", "sort": 5}]).status_code == 422


def test_the_last_pipeline_stays(client: httpx2.Client, world: World, desk: Desk) -> None:
    main = world.facts.main_pipeline.id
    answer = client.post(DELETE, json={"id": main})
    assert answer.json()["response"]["error"] == "Impossible to delete last pipeline"
    [id] = made(client, "Опт")
    desk.add("leads", {"name": "Букеты", "pipeline_id": id})
    for full in (main, id):
        assert client.post(DELETE, json={"id": full}).status_code == 422
    assert set(world.facts.pipelines) == {main, id}


def test_writing_is_an_administrators(client_of: ClientOf, client: httpx2.Client, world: World) -> None:
    [id] = made(client, "Опт")
    anna, veter = client_of(world.anna), client_of(world.egor)
    assert str(id) in anna.get("/api/v2/pipelines").json()["_embedded"]["items"]
    bodies = ((SET, {"add": [{"name": "Опт", "statuses": [STAGE]}]}), (SET, {"update": {str(id): {"name": "Х"}}}))
    for path, body in (*bodies, (DELETE, {"id": id})):
        answer = anna.post(path, json=body)
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "244")
    assert anna.delete(f"{LIST}?id={id}").status_code == 403
    assert veter.get(f"/api/v2/pipelines?id={id}").status_code == 204
    assert veter.post(DELETE, json={"id": id}).status_code in (404, 422)
    assert paths(veter.post(SET, json={"update": {str(id): {"name": "Чужая"}}})) == ["update.0.id"]
    assert world.facts.pipelines[id].name == "Опт"


def test_one_pipeline_costs_as_much_as_ten(client: httpx2.Client, statements: Statements) -> None:
    made(client, "Первая")  # PostgreSQL gives ids out in blocks
    costs: dict[str, set[int]] = {"add": set(), "update": set(), "list": set()}
    for count in (1, 10):
        with statements() as seen:
            ids = made(client, *("Опт" for _ in range(count)))
        costs["add"].add(len(seen))
        with statements() as seen:
            put(client, update={str(id): {"name": "Х", "statuses": {"0": STAGE}} for id in ids[:1]})
        costs["update"].add(len(seen))
        with statements() as seen:
            client.get(f"{LIST}?id={','.join(map(str, ids))}")
        costs["list"].add(len(seen))
    assert {name: len(each) for name, each in costs.items()} == dict.fromkeys(costs, 1), costs


def test_ten_stages_go_as_cheaply_as_one(client: httpx2.Client, desk: Desk, statements: Statements) -> None:
    costs, names = set[int](), [f"Этап {number}" for number in range(10)]
    for more in (names[:1], names):
        [id] = made(client, "Опт", statuses=[STAGE, *({"name": name, "sort": 20} for name in more)])
        held = stages(client, id)
        places = [{"pipeline_id": id, "status_id": held[name]["id"]} for name in more]
        leads = desk.add("leads", *({"name": "Букеты", **place} for place in places * 2))
        client.post("/ajax/leads/multiple/delete/", json={"ACTION": "DELETE", "ID": leads[: len(more)]})
        with statements() as seen:
            put(client, update={str(id): {"statuses": {str(held["Заявка"]["id"]): STAGE}}})
        costs.add(len(seen))
        ids = ",".join(map(str, leads))
        shown = desk.list("leads", f"id={ids}") + desk.list("leads", "with=only_deleted")
        stood = [lead["status_id"] for lead in shown if lead["id"] in leads]
        assert stood == [held["Заявка"]["id"]] * len(leads)
    assert len(costs) == 1
