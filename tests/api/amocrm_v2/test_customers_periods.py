"""Periods of customers: the whole list is written at once, and what is left out is deleted."""

import time
from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.world import EVERYTHING, World
from voronka.domain.users import UserDraft
from voronka.services import users

PATH = "/api/v2/customers_periods"
OLDER = "/private/api/v2/json/customers_periods"
EXPECTED, MISSED, CLOSED, RECENT = 1, 2, 3, 4


@pytest.fixture(autouse=True)
def _by_periodicity(client: httpx2.Client) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})


def periods(client: httpx2.Client) -> list[dict[str, Any]]:
    return client.get(PATH).json()["_embedded"]["items"]


def replace(client: httpx2.Client, *items: Any) -> httpx2.Response:
    return client.post(PATH, json={"update": list(items)})


def test_an_account_begins_with_those_of_the_system(client: httpx2.Client) -> None:
    assert [each["type"] for each in periods(client)] == [RECENT, EXPECTED, MISSED, CLOSED]
    assert set(periods(client)[0]) == {"id", "name", "period", "sort", "color", "type"}


def test_the_list_is_what_was_sent_and_the_systems(client: httpx2.Client) -> None:
    made = replace(client, {"period": "30", "sort": 20, "color": "#FFFEB2"}, {"period": 60, "sort": 30}).json()
    own = [each for each in made["_embedded"]["items"] if not each["type"]]
    assert [(each["period"], each["sort"], each["name"]) for each in own] == [(30, 20, "30 дней"), (60, 30, "60 дней")]
    assert own[0]["color"] == "#fffeb2"
    replace(client, {"id": own[1]["id"], "period": 90, "name": "Квартал"})
    [left] = [each for each in periods(client) if not each["type"]]
    assert (left["id"], left["period"], left["name"], left["sort"]) == (own[1]["id"], 90, "Квартал", 30)
    assert len(periods(client)) == 5


def test_the_customers_of_one_that_is_left_out_go_to_the_first(client: httpx2.Client, desk: Desk) -> None:
    items = replace(client, {"period": 30, "sort": 20}, {"period": 60, "sort": 30}).json()["_embedded"]["items"]
    first, *own = [each["id"] for each in items if each["type"] in (0, RECENT)]
    here, there = desk.add("customers", *({"name": "М", "next_date": 1900000000, "period_id": id} for id in own))
    replace(client, {"id": own[1]})
    assert desk.one("customers", here)["period_id"] == first
    assert desk.one("customers", there)["period_id"] == own[1]


def test_a_customer_comes_to_the_period_whose_days_are_left(client: httpx2.Client, desk: Desk) -> None:
    items = replace(client, {"period": 30, "sort": 20}, {"period": 7, "sort": 30}).json()["_embedded"]["items"]
    first, month, week = (each["id"] for each in items if each["type"] in (0, RECENT))
    dates = [int(time.time()) + days * 86_400 for days in (5, 20, 60)]
    soon, later, far = desk.add("customers", *({"name": "Мария", "next_date": date} for date in dates))
    assert [desk.one("customers", id)["period_id"] for id in (soon, later, far)] == [week, month, first]
    desk.update("customers", {"id": far, "updated_at": 2_000_000_000, "period_id": week})
    assert desk.one("customers", far)["period_id"] == week


@pytest.mark.parametrize(
    ("items", "path", "code"),
    [
        ([{"id": 404}], "update.0.id", "NotSupportedChoice"),
        ([{"period": 30}, {"color": "red"}], "update.1.color", "NotSupportedChoice"),
        ([{"period": -1}], "update.0.period", "TooLow"),
        ([{"period": 10**6}], "update.0.period", "TooHigh"),
        ([{"period": "month"}], "update.0.period", "InvalidType"),
        ([{"name": ""}], "update.0.name", "NotBlank"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, items: Any, path: str, code: str) -> None:
    before = periods(client)
    answer = replace(client, *items)
    assert answer.status_code == 400
    [fault] = answer.json()["validation-errors"][0]["errors"]
    assert (fault["path"], fault["code"]) == (path, code)
    assert periods(client) == before


def test_nothing_sent_deletes_nothing(client: httpx2.Client) -> None:
    replace(client, {"period": 30})
    for body in ({}, {"update": []}):
        assert client.post(PATH, json=body).json()["response"]["error_code"] == "103"
    assert client.post(f"{OLDER}/set", json={"request": {}}).status_code == 400
    assert len(periods(client)) == 5


def test_more_than_there_may_be(client: httpx2.Client) -> None:
    assert replace(client, *({"period": days} for days in range(27))).status_code == 422
    assert len(periods(client)) == 4


def test_the_older_calls_name_what_was_done(client: httpx2.Client) -> None:
    body = {"request": {"customers_periods": {"update": [{"period": 30, "sort": 20}]}}}
    written = client.post(f"{OLDER}/set", json=body).json()["response"]["customers_periods"]["set"]
    read = client.get(f"{OLDER}/list").json()["response"]["customers_periods"]["list"]
    assert written == read == periods(client)


def test_forms_are_as_good_as_json(client: httpx2.Client) -> None:
    form = {"update[0][period]": "30", "update[0][sort]": "20", "update[0][color]": "#fffeb2"}
    assert [each["period"] for each in client.post(PATH, data=form).json()["_embedded"]["items"]] == [0, 30, 0, 0, 0]
    older = {f"request[customers_periods][{name.replace('[', '][', 1)}": value for name, value in form.items()}
    assert client.post(f"{OLDER}/set", data=older | {"x": "1"}).status_code == 200


def test_who_sees_no_customers_sees_no_periods(client_of: ClientOf, world: World) -> None:
    rights = {"leads": dict.fromkeys(EVERYTHING, "D")}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="v@romashka.example", rights=rights)])
    for path in (PATH, f"{OLDER}/list"):
        answer = client_of(vera).get(path)
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "288")


def test_administrators_alone_write_them(client_of: ClientOf, world: World, client: httpx2.Client) -> None:
    shop = client_of(world.anna)
    assert len(periods(shop)) == 4
    assert replace(shop, {"period": 30}).json()["response"]["error_code"] == "288"
    assert len(periods(client)) == 4


def test_another_accounts_period_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    veter = client_of(world.egor)
    veter.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})
    made = replace(client, {"period": 30, "name": "Наш"}).json()["_embedded"]["items"]
    [ours] = [each["id"] for each in made if each["name"] == "Наш"]
    assert replace(veter, {"id": ours, "name": "Чужой"}).status_code == 400
    assert "Наш" in [each["name"] for each in periods(client)]


def test_where_customers_are_not_awaited_there_are_none(client: httpx2.Client) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": True})
    for answer in (client.get(PATH), replace(client, {"period": 30}), client.get(f"{OLDER}/list")):
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "426")


def test_twenty_cost_as_much_as_one(client: httpx2.Client, statements: Statements) -> None:
    def cost(*items: Any) -> int:
        with statements() as seen:
            assert replace(client, *items).status_code == 200
        return len(seen)

    one = cost({"period": 1})
    own = [each["id"] for each in periods(client) if not each["type"]]
    assert cost({"id": own[0]}, *({"period": days} for days in range(2, 20))) <= one + 1  # one more: old ones change
    left = [{"id": each["id"]} for each in periods(client) if not each["type"]]
    few = cost(*left[1:])
    assert cost(left[1]) == few
