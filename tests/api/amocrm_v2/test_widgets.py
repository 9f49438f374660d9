"""Widgets through API v2 and the older calls: one object or a list, by id or by code."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.services import widgets

PATH = "/api/v2/widgets/set"
OLDER = "/private/api/v2/json/widgets"
SETTINGS = {"login": {"name": "Логин", "type": "text", "required": True}}


def manifest(code: str) -> dict[str, Any]:
    return {"widget": {"code": code, "version": "1.4.0"}, "settings": SETTINGS}


@pytest.fixture
def bridge(world: World) -> int:
    return world.do(widgets.add, manifest("phone_bridge")).id


@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize("nested", [False, True])
def test_a_widget_is_installed_and_uninstalled(
    client: httpx2.Client, desk: Desk, bridge: int, as_list: bool, nested: bool
) -> None:
    settings = {"login": "pbx", "unknown": 1}
    sent = {"widget_id": str(bridge), **({"settings": settings} if nested else settings)}
    [done] = client.post(PATH, json={"install": [sent] if as_list else sent}).json()["_embedded"]["items"]
    names = {"id": bridge, "code": "phone_bridge", "name": "phone_bridge"}
    told = {"widget_id": bridge, "widget_code": "phone_bridge", **names, "version": "1.4.0", "active": True}
    assert done == {**told, "settings": {"login": "pbx"}}
    [v4] = client.get("/api/v4/widgets").json()["_embedded"]["widgets"]
    assert v4["is_active_in_account"] is True
    client.post(PATH, data={"uninstall[0][widget_code]": "phone_bridge"})
    [shown] = desk.list("widgets/list", f"widget_id={bridge}")
    assert shown["active"] is False


def test_installed_again_a_widget_gets_the_new_settings(client: httpx2.Client, desk: Desk, bridge: int) -> None:
    for login in ("pbx", "new"):
        client.post(PATH, json={"install": {"widget_id": bridge, "login": login}})
    [shown] = desk.list("widgets/list")
    assert (shown["active"], shown["settings"]) == (True, {"login": "new"})


def test_the_list_is_filtered(desk: Desk, world: World, bridge: int) -> None:
    assert world.do(widgets.add, manifest("sms"))
    assert [each["widget_code"] for each in desk.list("widgets/list")] == ["phone_bridge", "sms"]
    assert [each["widget_code"] for each in desk.list("widgets/list", "widget_code=sms")] == ["sms"]
    assert [each["widget_code"] for each in desk.list("widgets/list", "limit_rows=1&limit_offset=1")] == ["sms"]
    assert desk.list("widgets/list", "widget_id=404") == []


def test_the_older_calls(client: httpx2.Client, bridge: int) -> None:
    lists = {"install": {"widget_code": "phone_bridge", "login": "pbx"}}
    told = client.post(f"{OLDER}/set", json={"request": {"widgets": lists}}).json()["response"]["widgets"]
    assert [each["active"] for each in told["install"]] == [True]
    [shown] = client.get(f"{OLDER}/list").json()["response"]["widgets"]
    assert (shown["widget_id"], shown["active"]) == (bridge, True)


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ({"install": [{}]}, ["install.0.widget_id"]),
        ({"install": ["phone_bridge"]}, ["install.0"]),
        ({"install": "phone_bridge"}, ["install.0"]),
        ({"install": {"widget_id": 404, "login": "pbx"}}, ["install.0.widget_id"]),
        ({"install": {"widget_code": {"a": 1}, "login": "pbx"}}, ["install.0.widget_code"]),
        ({"install": {"widget_code": "phone_bridge"}}, ["install.0.login"]),
        ({"uninstall": [{"widget_code": "phone_bridge"}, {"widget_code": "none"}]}, ["uninstall.1.widget_code"]),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, bridge: int, lists: Any, found: list[str]) -> None:
    assert paths(client.post(PATH, json=lists)) == found
    assert paths(client.post(f"{OLDER}/set", json={"request": {"widgets": lists}})) == found
    assert desk.list("widgets/list")[0]["active"] is False


def test_nothing_sent(client: httpx2.Client) -> None:
    for body in ({}, {"install": []}, {"install": [], "uninstall": ""}):
        told = client.post(PATH, json=body).json()["response"]
        assert (told["error_code"], told["error"]) == ("103", "Neither `install` nor `uninstall` has any items.")


def test_administrators_alone_install(
    client: httpx2.Client, desk: Desk, client_of: ClientOf, world: World, bridge: int
) -> None:
    shop = client_of(world.anna)
    for lists in ({"install": {"widget_id": bridge, "login": "pbx"}}, {"uninstall": {"widget_id": bridge}}):
        answer = shop.post(PATH, json=lists)
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "244")
    assert desk.list("widgets/list")[0]["active"] is False


def test_another_accounts_widget_does_not_exist(client_of: ClientOf, world: World, bridge: int) -> None:
    veter = client_of(world.egor)
    assert veter.get("/api/v2/widgets/list").status_code == 204
    lists = {"install": {"widget_code": "phone_bridge", "login": "pbx"}}
    assert paths(veter.post(PATH, json=lists)) == ["install.0.widget_code"]


def test_five_cost_as_much_as_one(client: httpx2.Client, world: World, statements: Statements) -> None:
    codes = [f"widget_{number}" for number in range(6)]
    for code in codes:
        world.do(widgets.add, manifest(code))
    costs = set[int]()
    for some in (codes[:1], codes[1:]):
        with statements() as seen:
            answer = client.post(PATH, json={"install": [{"widget_code": code, "login": "pbx"} for code in some]})
        assert len(answer.json()["_embedded"]["items"]) == len(some)
        costs.add(len(seen))
    assert len(costs) == 1
