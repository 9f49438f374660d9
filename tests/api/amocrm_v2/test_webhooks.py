"""Ирина Волкова subscribes addresses, several at once; each is told whether it was done."""

import socket
from typing import Any

import httpx2
import pytest

from tests.answers import embedded
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.webhooks import AT_MOST

SITE, SHOP = "http://127.0.0.1:9/in", "http://127.0.0.1:9/shop"
OLDER = "/private/api/v2/json/webhooks"


def put(client: httpx2.Client, verb: str, *items: Any) -> list[dict[str, Any]]:
    return embedded(client.post(f"/api/v2/webhooks/{verb}", json={verb: list(items)}))


def listed(client: httpx2.Client) -> dict[str, list[str]]:
    answer = client.get("/api/v2/webhooks")
    return {each["url"]: each["events"] for each in answer.json()["_embedded"]["items"]} if answer.content else {}


def test_the_published_example(client: httpx2.Client) -> None:
    form = {"subscribe[0][url]": SITE, "subscribe[0][events][0]": "status_lead"}
    assert client.post("/api/v2/webhooks/subscribe", data=form).json() == {
        "_links": {"self": {"href": "/api/v2/webhooks/subscribe", "method": "post"}},
        "_embedded": {"items": [{"url": SITE, "events": ["status_lead"], "result": True}]},
    }
    [shown] = client.get("/api/v2/webhooks").json()["_embedded"]["items"]
    assert isinstance(shown.pop("id"), int)
    assert shown == {"url": SITE, "events": ["status_lead"], "disabled": False}


def test_nothing_is_subscribed_at_first(client: httpx2.Client) -> None:
    assert [client.get(path).status_code for path in ("/api/v2/webhooks", f"{OLDER}/list")] == [204, 204]


def test_events_come_and_go_one_by_one(client: httpx2.Client) -> None:
    put(client, "subscribe", {"url": SITE, "events": ["add_lead"]}, {"url": SITE, "events": ["update_lead"]})
    put(client, "subscribe", {"url": SHOP, "events": ["add_lead", "add_task"]})
    assert listed(client) == {SITE: ["add_lead", "update_lead"], SHOP: ["add_lead", "add_task"]}
    put(client, "unsubscribe", {"url": SITE, "events": ["update_lead"]})
    assert listed(client) == {SITE: ["add_lead"], SHOP: ["add_lead", "add_task"]}
    put(client, "unsubscribe", {"events": ["add_lead"]})
    assert listed(client) == {SHOP: ["add_task"]}
    put(client, "unsubscribe", {"url": SHOP})
    assert listed(client) == {}


def test_one_that_fails_does_not_stop_the_others(client: httpx2.Client) -> None:
    told = put(
        client,
        "subscribe",
        {"url": "ftp://hook.test", "events": ["add_lead"]},
        {"url": SITE, "events": ["add_nothing"]},
        {"url": SITE},
        {"events": ["add_lead"]},
        {"url": SHOP, "events": ["add_lead"]},
    )
    assert [item["result"] for item in told] == [False, False, False, False, True]
    assert all(item["notice"] for item in told[:4])
    assert listed(client) == {SHOP: ["add_lead"]}
    gone = put(client, "unsubscribe", {"url": SITE}, {"url": SHOP, "events": ["add_task"]}, {}, {"url": SHOP})
    assert [item["result"] for item in gone] == [False, False, False, True]


def test_a_host_that_dns_does_not_know(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    [item] = put(client, "subscribe", {"url": "https://hook.romashka.example/", "events": ["add_lead"]})
    assert item["result"] is False


def test_an_account_has_no_more_than_it_may(client: httpx2.Client) -> None:
    hooks = [{"url": f"{SITE}/{number}", "events": ["add_lead"]} for number in range(AT_MOST)]
    assert all(item["result"] for item in put(client, "subscribe", *hooks))
    [item] = put(client, "subscribe", {"url": SHOP, "events": ["add_lead"]})
    assert item["result"] is False
    too_many = client.post("/api/v2/webhooks/subscribe", json={"subscribe": [*hooks, hooks[0]]})
    assert too_many.status_code == 422


def test_the_older_calls(client: httpx2.Client) -> None:
    def older(verb: str, *items: Any) -> list[dict[str, Any]]:
        answer = client.post(f"{OLDER}/{verb}", json={"request": {"webhooks": {verb: list(items)}}})
        return answer.json()["response"]["webhooks"][verb]

    assert older("subscribe", {"url": SITE, "events": ["add_lead"]})[0]["result"] is True
    [shown] = client.get(f"{OLDER}/list").json()["response"]["webhooks"]
    assert (shown["url"], shown["events"]) == (SITE, ["add_lead"])
    assert older("unsubscribe", {"url": SITE, "events": ["add_lead"]})[0]["result"] is True
    assert listed(client) == {}


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"subscribe": []}', '{"subscribe": 5}', '{"subscribe": ["x"]}'])
@pytest.mark.parametrize("path", ["/api/v2/webhooks/subscribe", "/api/v2/webhooks/unsubscribe", f"{OLDER}/subscribe"])
def test_what_says_nothing(client: httpx2.Client, path: str, body: str) -> None:
    assert client.post(path, content=body).status_code == 400
    assert listed(client) == {}


def test_webhooks_are_an_administrators(
    client: httpx2.Client, client_of: ClientOf, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    put(client, "subscribe", {"url": SITE, "events": ["add_lead"]})
    monkeypatch.setattr(socket, "getaddrinfo", lambda *name, **_: asked.append(name))
    anna, veter = client_of(world.anna), client_of(world.egor)
    answers = [anna.get("/api/v2/webhooks")]
    for verb in ("subscribe", "unsubscribe"):
        body = {verb: [{"url": "https://hooks.romashka.example/", "events": ["add_lead"]}]}
        answers.append(anna.post(f"/api/v2/webhooks/{verb}", json=body))
    assert [(each.status_code, each.json()["response"]["error_code"]) for each in answers] == [(403, "244")] * 3
    assert asked == []
    assert listed(veter) == {}
    assert put(veter, "unsubscribe", {"url": SITE})[0]["result"] is False
    assert listed(client) == {SITE: ["add_lead"]}


def test_one_address_costs_as_much_as_thirty(client: httpx2.Client, statements: Statements) -> None:
    put(client, "subscribe", {"url": SHOP, "events": ["add_lead"]})  # PostgreSQL gives ids out in blocks
    costs: dict[str, set[int]] = {"subscribe": set(), "unsubscribe": set()}
    for count in (1, 30):
        for verb, found in costs.items():
            with statements() as seen:
                put(client, verb, *({"url": f"{SITE}/{number}", "events": ["add_lead"]} for number in range(count)))
            found.add(len(seen))
    assert {verb: len(each) for verb, each in costs.items()} == dict.fromkeys(costs, 1), costs
