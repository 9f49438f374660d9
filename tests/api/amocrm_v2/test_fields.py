"""Custom fields that a service makes under its origin, and deletes under it alone."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import World
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind

OLDER = "/private/api/v2/json/fields/set"
NEW: dict[str, Any] = {"name": "Источник", "field_type": 4, "element_type": 2, "origin": "site", "enums": ["Сайт", "Б"]}


def test_a_field_is_made_and_read_with_the_account(desk: Desk, client: httpx2.Client) -> None:
    answer = client.post("/api/v2/fields", json={"add": [NEW | {"request_id": 5, "is_editable": False}]}).json()
    [item] = answer["_embedded"]["items"]
    self_link = {"self": {"href": f"/api/v2/fields?id={item['id']}", "method": "get"}}
    assert item == {"id": item["id"], "request_id": 5, "_links": self_link}
    account = client.get("/api/v2/account?with=custom_fields").json()["_embedded"]["custom_fields"]
    shown = account["leads"][str(item["id"])]
    assert (shown["name"], shown["field_type"], shown["is_editable"]) == ("Источник", 4, False)
    assert list(shown["enums"].values()) == ["Сайт", "Б"]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 15, 19, 21, 23, 25])
def test_types_by_their_numbers(desk: Desk, world: World, number: int) -> None:
    """An empty list of options is nothing where a type has none."""
    new = {"name": "Поле", "field_type": str(number), "element_type": "3", "origin": "site"}
    [id] = desk.add("fields", new | {"enums": ["Да"] if number in (4, 5, 10) else []})
    field = world.facts.fields_of(Kind.COMPANY).by_id[id]
    assert TYPES[field.type].legacy_id == number


def test_several_owners_in_one_request(desk: Desk, world: World) -> None:
    [catalog] = desk.add("catalogs", {"name": "Товары"})
    owners = (1, catalog, 12, 1)
    kinds = (Kind.CONTACT, Kind.ELEMENT, Kind.CUSTOMER, Kind.CONTACT)
    ids = desk.add("fields", *({"name": "Поле", "field_type": 1, "element_type": id, "origin": "x"} for id in owners))
    for id, kind in zip(ids, kinds, strict=True):
        assert id in world.facts.fields_of(kind, catalog if kind == Kind.ELEMENT else 0).by_id


def test_switches_of_a_catalogs_field(desk: Desk, world: World) -> None:
    [catalog] = desk.add("catalogs", {"name": "Товары"})
    new = {"name": "Артикул", "field_type": 1, "element_type": catalog, "origin": "x"}
    [id] = desk.add("fields", new | {"is_required": "1", "is_deletable": 0, "is_visible": "false"})
    field = world.facts.fields_of(Kind.ELEMENT, catalog).by_id[id]
    assert (field.is_required, field.is_deletable, field.is_visible) == (True, False, False)
    [id] = desk.add("fields", new | {"element_type": 2, "is_required": "1", "is_deletable": 0, "is_visible": "false"})
    field = world.facts.fields_of(Kind.LEAD).by_id[id]
    assert (field.is_required, field.is_deletable, field.is_visible) == (False, True, True)


def test_a_field_goes_with_its_values(desk: Desk, world: World) -> None:
    text = NEW | {"field_type": 1, "enums": None}
    ids = desk.add("fields", text, text | {"element_type": 1})
    values = [{"id": id, "values": [{"value": "Выставка"}]} for id in ids]
    desk.add("leads", {"name": "Букеты", "custom_fields": values[:1]})
    desk.add("contacts", {"name": "Мария", "custom_fields": values[1:]})
    told = desk.set("fields", delete=[{"id": str(id), "origin": "site"} for id in ids])
    assert [item["id"] for item in told["_embedded"]["items"]] == ids
    assert desk.list("leads")[0]["custom_fields"] == []
    assert desk.list("leads", "query=выставка") == []
    check(world)


def test_a_change_through_v4_keeps_the_origin(desk: Desk, client: httpx2.Client) -> None:
    [id] = desk.add("fields", NEW)
    assert client.patch(f"/api/v4/leads/custom_fields/{id}", json={"name": "Откуда"}).status_code == 200
    desk.set("fields", delete=[{"id": id, "origin": "site"}])


def test_who_did_not_make_it_does_not_delete_it(desk: Desk, client: httpx2.Client, world: World) -> None:
    [mine] = desk.add("fields", NEW)
    by_hand = client.post("/api/v4/leads/custom_fields", json=[{"type": "text", "name": "Этаж"}]).json()
    [other] = (field["id"] for field in by_hand["_embedded"]["custom_fields"])
    [system] = (id for id, field in world.facts.fields_of(Kind.CONTACT).by_id.items() if field.code == "PHONE")
    gone = [{"id": mine, "origin": "site"}, *({"id": id, "origin": "bot"} for id in (mine, other, system, 999))]
    answer = client.post("/api/v2/fields", json={"delete": gone})
    faults = [(fault["path"], fault["code"]) for item in answer.json()["validation-errors"] for fault in item["errors"]]
    assert answer.status_code == 400
    assert [path for path, _ in faults] == ["delete.1.origin", "delete.2.origin", "delete.3.id", "delete.4.id"]
    assert mine in world.facts.fields_of(Kind.LEAD).by_id


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"name": None}, "name"),
        ({"origin": None}, "origin"),
        ({"field_type": None}, "field_type"),
        ({"field_type": 12}, "field_type"),
        ({"element_type": None}, "element_type"),
        ({"element_type": 77}, "element_type"),
        ({"enums": []}, "enums"),
        ({"enums": ["Сайт", ""]}, "enums.1.value"),
        ({"enums": [str(number) for number in range(1001)]}, "enums"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, world: World, more: Any, path: str) -> None:
    answer = client.post("/api/v2/fields", json={"add": [NEW, NEW | more]})
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, "400")
    [item] = answer.json()["validation-errors"]
    assert [fault["path"] for fault in item["errors"]] == [f"add.1.{path}"]
    assert "Источник" not in {field.name for field in world.facts.fields_of(Kind.LEAD).by_id.values()}


@pytest.mark.parametrize("body", ["", "{}", '{"add": []}', '{"update": [{"id": 1}]}', '{"add":', '{"add": 5}'])
@pytest.mark.parametrize("path", ["/api/v2/fields", OLDER])
def test_what_says_nothing(client: httpx2.Client, path: str, body: str) -> None:
    assert client.post(path, content=body).status_code == 400


def test_faults_of_all_owners_at_once(client: httpx2.Client) -> None:
    adds = [NEW | {"field_type": 99}, NEW | {"element_type": 1, "enums": []}, NEW | {"element_type": 5}]
    items = client.post(OLDER, json={"request": {"fields": {"add": [_older(each) for each in adds]}}}).json()
    paths = [fault["path"] for item in items["response"]["errors"] for fault in item["errors"]]
    assert paths == ["add.0.type", "add.1.enums", "add.2.element_type"]


def _older(item: dict[str, Any]) -> dict[str, Any]:
    return {("type" if key == "field_type" else key): value for key, value in item.items()}


def test_the_older_call(client: httpx2.Client, world: World) -> None:
    made = client.post(OLDER, json={"request": {"fields": {"add": [_older(NEW) | {"disabled": 1}]}}})
    [item] = made.json()["response"]["fields"]["add"]
    assert world.facts.fields_of(Kind.LEAD).by_id[item["id"]].is_api_only
    gone = client.post(OLDER, json={"request": {"fields": {"delete": [{"id": item["id"], "origin": "site"}]}}})
    assert gone.json()["response"]["fields"] == {"delete": [{"id": item["id"]}]}


def test_fields_are_an_administrators(desk: Desk, client_of: ClientOf, world: World) -> None:
    [id] = desk.add("fields", NEW)
    anna = client_of(world.anna)
    for lists in ({"add": [NEW]}, {"delete": [{"id": id, "origin": "site"}]}):
        answer = anna.post("/api/v2/fields", json=lists)
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "244")
    veter = client_of(world.egor).post("/api/v2/fields", json={"delete": [{"id": id, "origin": "site"}]})
    assert veter.json()["validation-errors"][0]["errors"][0]["path"] == "delete.0.id"
    assert id in world.facts.fields_of(Kind.LEAD).by_id


def test_one_field_costs_as_much_as_thirty(desk: Desk, statements: Statements) -> None:
    desk.add("fields", NEW)  # PostgreSQL gives ids out in blocks
    costs: dict[str, set[int]] = {"add": set(), "delete": set()}
    for count in (1, 30):
        with statements() as seen:
            ids = desk.add("fields", *(NEW for _ in range(count)))
        costs["add"].add(len(seen))
        with statements() as seen:
            desk.set("fields", delete=[{"id": id, "origin": "site"} for id in ids])
        costs["delete"].add(len(seen))
    assert {name: len(each) for name, each in costs.items()} == {"add": 1, "delete": 1}, costs
