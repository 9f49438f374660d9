"""Ирина Волкова subscribes the company's site to what happens in the CRM."""

import socket
from typing import Any

import httpx2
import pytest

from tests.answers import NO_URL, embedded
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.webhooks import AT_MOST
from voronka.server.settings import Settings

SITE = "http://127.0.0.1:9/amo"

BAD_URL = {
    "code": NO_URL,
    "path": "destination.destination",
    "detail": "Invalid URL",
}


def subscribe(client: httpx2.Client, destination: str = SITE, *settings: str, **more: Any) -> httpx2.Response:
    body = {"destination": destination, "settings": list(settings or ["add_lead"]), **more}
    return client.post("/api/v4/webhooks", json=body)


def listed(client: httpx2.Client, **params: str) -> list[dict[str, Any]]:
    return embedded(client.get("/api/v4/webhooks", params=params))


def errors(answer: httpx2.Response) -> list[dict[str, str]]:
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()["validation-errors"][0]["errors"]


def test_nothing_is_subscribed_at_first(client: httpx2.Client) -> None:
    answer = client.get("/api/v4/webhooks")
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_subscription_is_answered_bare(client: httpx2.Client, world: World) -> None:
    answer = subscribe(client, SITE, "add_lead", "status_lead", sort=10)
    assert answer.status_code == 201
    hook = answer.json()
    assert isinstance(hook.pop("id"), int)
    assert hook.pop("created_at") == hook.pop("updated_at")
    assert hook == {
        "destination": SITE,
        "account_id": world.romashka.id,
        "created_by": world.irina.id,
        "sort": 1,
        "disabled": False,
        "settings": ["add_lead", "status_lead"],
    }


def test_the_list_is_counted_and_not_paged(client: httpx2.Client) -> None:
    first = subscribe(client).json()
    second = subscribe(client, SITE + "/2", "note_contact").json()
    answer = client.get("/api/v4/webhooks")
    assert answer.json() == {
        "_total_items": 2,
        "_links": {"self": {"href": "https://romashka.voronka.test/api/v4/webhooks"}},
        "_embedded": {"webhooks": [first, second]},
    }


def test_one_is_found_by_its_exact_address(client: httpx2.Client) -> None:
    hook = subscribe(client).json()
    subscribe(client, SITE + "/2")
    assert listed(client, **{"filter[destination]": SITE}) == [hook]
    assert listed(client, **{"filter[destination]": SITE + "/"}) == []


def test_the_same_address_again_changes_its_settings(client: httpx2.Client) -> None:
    first = subscribe(client, SITE, "add_lead").json()
    again = subscribe(client, SITE, "update_lead", "update_lead", "add_task").json()
    assert again["id"] == first["id"]
    assert again["settings"] == ["update_lead", "add_task"]
    assert listed(client) == [again]


def test_sort_is_a_place_in_the_list(client: httpx2.Client) -> None:
    for name in ("a", "b", "c"):
        subscribe(client, f"{SITE}/{name}")
    subscribe(client, f"{SITE}/c", sort=1)
    subscribe(client, f"{SITE}/d", sort=2)
    order = [(hook["destination"][-1], hook["sort"]) for hook in listed(client)]
    assert order == [("c", 1), ("d", 2), ("a", 3), ("b", 4)]


def test_unsubscribing_names_the_address_in_a_json_body(client: httpx2.Client) -> None:
    subscribe(client)
    answer = client.request("DELETE", "/api/v4/webhooks", json={"destination": SITE})
    assert (answer.status_code, answer.content) == (204, b"")
    assert listed(client) == []


def test_an_unknown_address_cannot_be_unsubscribed(client: httpx2.Client) -> None:
    subscribe(client)
    answer = client.request("DELETE", "/api/v4/webhooks", json={"destination": SITE + "/"})
    assert answer.status_code == 404
    assert len(listed(client)) == 1


@pytest.mark.parametrize("destination", ["", "romashka", "ftp://127.0.0.1/", "https://", "http://127.0.0.1:99999/"])
def test_an_address_that_nothing_can_be_sent_to(client: httpx2.Client, destination: str) -> None:
    assert errors(subscribe(client, destination)) == [BAD_URL]
    assert listed(client) == []


def test_a_host_that_dns_does_not_know(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert errors(subscribe(client, "https://hooks.romashka.example/")) == [BAD_URL]


def test_dns_being_out_of_order_is_not_the_address_s_fault(
    client: httpx2.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    assert subscribe(client, "https://hooks.romashka.example/").status_code == 201


class TestOnTheInternet:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return Settings(data_dir=settings.data_dir, base_domain=settings.base_domain)

    @pytest.mark.parametrize(
        "destination",
        [
            "http://127.0.0.1/",
            "http://localhost:8000/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://2130706433/",
            "http://0x7f.1/",
        ],
    )
    def test_addresses_of_the_server_s_own_network_are_refused(self, client: httpx2.Client, destination: str) -> None:
        assert errors(subscribe(client, destination)) == [BAD_URL]

    def test_others_are_not(self, client: httpx2.Client) -> None:
        assert subscribe(client, "https://8.8.8.8/hook").status_code == 201


def test_an_unknown_event_is_refused(client: httpx2.Client) -> None:
    assert errors(subscribe(client, SITE, "add_lead", "close_lead")) == [
        {"code": "NotSupportedChoice", "path": "settings.1", "detail": "The value you selected is not a valid choice."}
    ]


def test_at_least_one_event_is_needed(client: httpx2.Client) -> None:
    answer = client.post("/api/v4/webhooks", json={"destination": SITE, "settings": []})
    assert [error["path"] for error in errors(answer)] == ["settings"]


@pytest.mark.parametrize("body", [{"destination": SITE}, {"settings": ["add_lead"]}, {"destination": 5, "settings": 5}])
def test_a_body_that_is_not_a_subscription(client: httpx2.Client, body: Any) -> None:
    assert errors(client.post("/api/v4/webhooks", json=body))
    assert listed(client) == []


def test_an_account_may_have_a_hundred(client: httpx2.Client) -> None:
    for number in range(AT_MOST):
        assert subscribe(client, f"{SITE}/{number}").status_code == 201
    answer = subscribe(client, f"{SITE}/one-more")
    assert (answer.status_code, answer.json()["status"]) == (422, 422)
    assert subscribe(client, f"{SITE}/7", "add_task").status_code == 201
    assert len(listed(client)) == AT_MOST


def test_only_an_administrator_may(client_of: ClientOf, world: World) -> None:
    anna = client_of(world.anna)
    assert subscribe(anna).status_code == 403
    assert anna.get("/api/v4/webhooks").status_code == 403
    assert anna.request("DELETE", "/api/v4/webhooks", json={"destination": SITE}).status_code == 403


def test_nobody_can_make_the_server_look_up_names(
    client_of: ClientOf, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *name, **_: asked.append(name))
    assert subscribe(client_of(None), "https://hooks.romashka.example/").status_code == 401
    assert subscribe(client_of(world.anna), "https://hooks.romashka.example/").status_code == 403
    assert asked == []


def test_every_account_has_its_own(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    subscribe(client)
    veter = client_of(world.egor)
    assert listed(veter) == []
    assert veter.request("DELETE", "/api/v4/webhooks", json={"destination": SITE}).status_code == 404
    assert subscribe(veter).status_code == 201
    assert len(listed(client)) == 1
