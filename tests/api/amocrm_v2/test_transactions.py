"""Purchases through API v2 and the older calls: what they leave on the customer is v4's."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import EVERYTHING, World
from voronka.domain.users import UserDraft
from voronka.services import users

MANY = 30
OLDER = "/private/api/v2/json/transactions"


@pytest.fixture
def maria(desk: Desk) -> int:
    return desk.add("customers", {"name": "Мария Ким", "next_date": 1900000000, "periodicity": 10})[0]


def older(client: httpx2.Client, action: str, **lists: Any) -> dict[str, Any]:
    answer = client.post(f"{OLDER}/{action}", json={"request": {"transactions": lists}})
    assert answer.status_code == 200, answer.text
    return answer.json()["response"]["transactions"]


def test_a_purchase_is_shown_whole(desk: Desk, maria: int, world: World, client: httpx2.Client) -> None:
    [catalog] = desk.add("catalogs", {"name": "Товары"})
    [pen] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Ручка"})
    bought = {"customer_id": str(maria), "price": "3500", "date": 1800000000, "comment": "Счёт 12", "request_id": 9}
    more = {"next_price": 4000, "next_date": "1950000000", "elements": {str(catalog): {str(pen): 2}}}
    [item] = desk.set("transactions", add=[{**bought, **more}])["_embedded"]["items"]
    assert item["request_id"] == 9
    shown = desk.one("transactions", item["id"])
    assert shown.pop("created_at") == shown.pop("updated_at") > 0
    assert shown == {
        "id": item["id"],
        "customer": {
            "id": maria,
            "_links": {"self": {"href": f"/api/v2/customers?id={maria}", "method": "get"}},
        },
        "price": 3500,
        "date": 1800000000,
        "comment": "Счёт 12",
        "created_by": world.irina.id,
        "updated_by": world.irina.id,
        "account_id": world.romashka.id,
        "is_deleted": False,
        "elements": {str(catalog): {str(pen): 2}},
        "_links": {"self": {"href": f"/api/v2/transactions?id={item['id']}", "method": "get"}},
    }
    customer = desk.one("customers", maria)
    assert (customer["ltv"], customer["purchases_count"]) == (3500, 1)
    assert (customer["next_price"], customer["next_date"]) == (4000, 1950000000)
    assert "transaction_added" in {
        event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]
    }
    check(world)


def test_without_a_date_it_is_one_of_now(desk: Desk, maria: int) -> None:
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5, "elements": []})
    shown = desk.one("transactions", id)
    assert (shown["date"], shown["elements"], shown["comment"]) == (shown["created_at"], {}, "")


def test_deleted_ones_are_counted_and_taken_back(desk: Desk, maria: int, world: World) -> None:
    ids = desk.add("transactions", *({"customer_id": maria, "price": price} for price in (100, 200, 300)))
    told = desk.set("transactions", delete=[str(ids[0]), ids[1], 404])["_embedded"]
    assert [item["id"] for item in told["items"]] == ids[:2]
    assert told["errors"] == {"delete": {"404": "Element not found"}}
    assert [each["id"] for each in desk.list("transactions")] == ids[2:]
    customer = desk.one("customers", maria)
    assert (customer["ltv"], customer["purchases_count"], customer["average_check"]) == (300, 1, 300)
    assert desk.set("transactions", delete=[ids[0]])["_embedded"]["items"] == []
    assert desk.one("customers", maria)["ltv"] == 300
    check(world)


def test_the_list_is_filtered(desk: Desk, maria: int) -> None:
    [petr] = desk.add("customers", {"name": "Пётр"})
    one, two, three = desk.add("transactions", *({"customer_id": who, "price": 1} for who in (maria, petr, maria)))

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list("transactions", query)]

    assert found("") == [one, two, three]
    assert found(f"customer_id={maria}") == found(f"filter[customer_id]={maria}") == [one, three]
    assert found(f"id={two}&customer_id={maria}") == found(f"filter[id]={two}") == [two]
    assert found("limit_rows=1&limit_offset=1") == [two]
    assert found("customer_id=404") == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({}, ["add.0.customer_id", "add.0.price"]),
        ({"customer_id": 404, "price": 1}, ["add.0.customer_id"]),
        ({"customer_id": 0, "price": "dear"}, ["add.0.price"]),
        ({"customer_id": 0, "price": 10**14}, ["add.0.price"]),
        ({"customer_id": 0, "price": 1, "comment": "х" * 20_001}, ["add.0.comment"]),
        ({"customer_id": 0, "price": 1, "created_by": 404}, ["add.0.created_by"]),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, maria: int, item: Any, found: list[str]) -> None:
    wanted = item | ({"customer_id": maria} if item.get("customer_id") == 0 else {})
    answer = client.post("/api/v2/transactions", json={"add": [wanted]})
    assert answer.status_code == 400
    assert paths(answer) == found
    assert desk.list("transactions") == []


@pytest.mark.parametrize("name", ["id", "transaction_id"])
def test_a_comment_is_changed(desk: Desk, maria: int, client: httpx2.Client, name: str) -> None:
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5})
    body = {"update": [{name: id, "comment": "Оплата"}, {name: 404, "comment": "Нет"}]}
    told = client.post("/api/v2/transactions/comment", json=body).json()["_embedded"]
    assert [item["id"] for item in told["items"]] == [id]
    assert told["errors"] == {"update": {"404": "Element not found"}}
    shown = desk.one("transactions", id)
    assert (shown["comment"], shown["price"]) == ("Оплата", 5)


def test_an_update_changes_the_comment_alone(desk: Desk, maria: int) -> None:
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5, "comment": "Счёт"})
    told = desk.update("transactions", {"id": id, "price": 9, "comment": "Оплата"}, {"id": 404, "comment": "Нет"})
    assert [item["id"] for item in told["items"]] == [id]
    assert told["errors"] == {"update": {"404": "Element not found"}}
    assert (desk.one("transactions", id)["comment"], desk.one("transactions", id)["price"]) == ("Оплата", 5)


def test_a_comment_that_cannot_be(client: httpx2.Client, desk: Desk, maria: int) -> None:
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5, "comment": "Счёт"})
    for items, path in (
        ([{"id": id, "comment": "х" * 20_001}], "update.0.comment"),
        ([{"id": id}], "update.0.comment"),
    ):
        answer = client.post("/api/v2/transactions/comment", json={"update": items})
        assert paths(answer) == [path]
    for body in ({}, {"update": []}):
        assert client.post("/api/v2/transactions/comment", json=body).json()["response"]["error_code"] == "103"
    assert desk.one("transactions", id)["comment"] == "Счёт"


def test_the_older_calls_key_them_by_id(client: httpx2.Client, maria: int) -> None:
    made = older(client, "set", add=[{"customer_id": maria, "price": "5", "request_id": 3}])["add"]
    assert made["errors"] == []
    [item] = made["transactions"]
    id = str(item["id"])
    unknown = {"id": 404, "code": 404, "message": "Element not found", "request_id": 1}
    texts = [{"transaction_id": id, "comment": "Оплата", "request_id": 7}, {"transaction_id": 404, "comment": "Нет"}]
    assert older(client, "comment", update=texts)["comment"] == {
        "transactions": [{"request_id": 7, "transaction": {"id": item["id"]}}],
        "errors": [unknown],
    }
    assert older(client, "comment", update=texts[:1])["comment"]["errors"] == []
    shown = client.get(f"{OLDER}/list?filter[customer_id]={maria}").json()["response"]["transactions"]
    assert (list(shown), shown[id]["comment"], shown[id]["price"], shown[id]["deleted"]) == ([id], "Оплата", 5, False)
    gone = older(client, "set", delete=[id, 404])["delete"]
    assert gone == {"transactions": {id: {"id": item["id"]}}, "errors": [unknown]}
    assert client.get(f"{OLDER}/list").status_code == 204


def test_who_may_not_change_the_customer(desk: Desk, maria: int, world: World, client_of: ClientOf) -> None:
    nothing = dict.fromkeys(EVERYTHING, "D")  # customers go by the rights on leads
    [vera, oleg] = world.do(
        users.add,
        [
            UserDraft(name="Вера", email="v@romashka.example", rights={"leads": nothing | {"view": "A"}}),
            UserDraft(name="Олег", email="o@romashka.example", rights={"leads": nothing}),
        ],
    )
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5})
    asked = [
        ("", {"add": [{"customer_id": maria, "price": 1}]}),
        ("", {"delete": [id]}),
        ("/comment", {"update": [{"id": id, "comment": "Нет"}]}),
    ]
    for user in (vera, oleg):
        shop = client_of(user)
        for path, body in asked:
            answer = shop.post(f"/api/v2/transactions{path}", json=body)
            assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "288")
    assert [each["id"] for each in Desk(client_of(vera)).list("transactions")] == [id]
    assert client_of(oleg).get("/api/v2/transactions").status_code == 403
    assert desk.one("transactions", id)["comment"] == ""


def test_another_accounts_purchase_does_not_exist(desk: Desk, maria: int, client_of: ClientOf, world: World) -> None:
    [id] = desk.add("transactions", {"customer_id": maria, "price": 5})
    veter = Desk(client_of(world.egor))
    assert veter.list("transactions", f"id={id}") == []
    assert veter.set("transactions", delete=[id])["_embedded"]["items"] == []
    told = veter.client.post("/api/v2/transactions/comment", json={"update": [{"id": id, "comment": "Чужое"}]}).json()
    assert told["_embedded"]["errors"] == {"update": {str(id): "Element not found"}}
    assert desk.one("transactions", id)["comment"] == ""


def test_thirty_cost_as_much_as_one(desk: Desk, statements: Statements, client: httpx2.Client) -> None:
    people = desk.add("customers", *({"name": "Мария"} for _ in range(MANY)))
    new = [{"customer_id": id, "price": 5} for id in people]

    def cost(path: str, **lists: Any) -> tuple[int, list[int]]:
        with statements() as seen:
            answer = client.post(f"/api/v2/transactions{path}", json=lists)
        return len(seen), [item["id"] for item in answer.json()["_embedded"]["items"]]

    cost("", add=new[:1])  # takes a block of ids
    one, few = cost("", add=new[:1])
    many, more = cost("", add=new[1:])
    assert (many, len(more)) == (one, MANY - 1)
    texts = [{"id": id, "comment": "Оплата"} for id in few + more]
    assert cost("/comment", update=texts[:1])[0] == cost("/comment", update=texts[1:])[0]
    assert cost("", delete=few)[0] == cost("", delete=more)[0]
