"""What clients do with HTTP itself: methods, slashes, headers, hosts. Over a socket, as they meet it."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.conftest import ClientOf
from tests.world import World

LEADS = "/api/v4/leads"
BODY = json.dumps([{"name": "Розы"}]).encode()


@pytest.fixture
def wire(served: str, world: World) -> Iterator[httpx2.Client]:
    """«Ромашка» by the name that client libraries have fixed in their code."""
    headers = {"Authorization": f"Bearer {world.token()}", "Host": "romashka.amocrm.ru"}
    with httpx2.Client(base_url=served, headers=headers) as client:
        yield client


@pytest.fixture
def lead(wire: httpx2.Client) -> int:
    return wire.post(LEADS, content=BODY).json()["_embedded"]["leads"][0]["id"]


def test_head_is_get_without_the_body(wire: httpx2.Client, lead: int) -> None:
    head, got = wire.head(f"{LEADS}/{lead}"), wire.get(f"{LEADS}/{lead}")
    assert (head.status_code, head.content) == (200, b"")
    same = ("content-type", "content-length")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]
    assert wire.head(f"{LEADS}/5").status_code == 204


@pytest.mark.parametrize(("method", "path"), [("OPTIONS", LEADS), ("PUT", LEADS), ("DELETE", LEADS), ("POST", "/5")])
def test_a_method_that_is_not_there_names_those_that_are(wire: httpx2.Client, method: str, path: str) -> None:
    """Also leads themselves are never deleted, and a PUT that a client repeats as POST finds nothing to do."""
    path = path if path == LEADS else LEADS + path
    answer = wire.request(method, path, json=[])
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Method Not Allowed"
    allowed = {name.strip() for name in answer.headers["allow"].split(",")}
    assert allowed == ({"GET", "HEAD", "POST", "PATCH"} if path == LEADS else {"GET", "HEAD", "PATCH"})


@pytest.mark.parametrize("path", ["/api/v4/leads/", "//api/v4/leads", "/api//v4/leads//"])
def test_extra_slashes_mean_nothing(wire: httpx2.Client, served: str, lead: int, path: str) -> None:
    page = wire.get(f"{served}{path}?limit=1").json()
    assert page["_links"]["self"]["href"] == "http://romashka.amocrm.ru/api/v4/leads?page=1&limit=1"
    assert [each["id"] for each in page["_embedded"]["leads"]] == [lead]
    assert wire.post(f"{served}{path}", content=BODY).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "application/json",
        "application/json; charset=utf-8",
        "text/plain",
        "application/x-www-form-urlencoded",
    ],
)
def test_a_body_is_json_whatever_its_header_says(wire: httpx2.Client, content_type: str | None) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = wire.post(LEADS, content=BODY, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/hal+json"


def test_a_body_that_is_packed_is_refused(wire: httpx2.Client) -> None:
    answer = wire.post(LEADS, content=gzip.compress(BODY), headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "without Content-Encoding" in answer.json()["detail"]
    assert wire.get(LEADS).status_code == 204
    assert wire.post(LEADS, content=BODY, headers={"Content-Encoding": "identity"}).status_code == 200


def test_a_get_with_an_empty_body_and_a_delete_with_one(wire: httpx2.Client, lead: int) -> None:
    empty = {"Content-Length": "0", "Content-Type": "application/json"}
    assert wire.get(f"{LEADS}/{lead}", headers=empty).json()["id"] == lead
    made = wire.post(f"{LEADS}/loss_reasons", json=[{"name": "Дорого", "sort": 1}]).json()
    reason = made["_embedded"]["loss_reasons"][0]["id"]
    gone = wire.request("DELETE", f"{LEADS}/loss_reasons/{reason}", json=[{"id": reason}])
    assert (gone.status_code, gone.content) == (204, b"")


def test_nothing_has_neither_body_nor_type(wire: httpx2.Client) -> None:
    for path in (LEADS, f"{LEADS}/5", f"{LEADS}?page=7", f"{LEADS}/tags", "/api/v4/contacts/5/links"):
        answer = wire.get(path)
        assert (answer.status_code, answer.content) == (204, b""), path
        assert "content-type" not in answer.headers
        assert answer.headers["x-request-id"]


def self_of(client: httpx2.Client, lead: int, **headers: str) -> str:
    return client.get(f"{LEADS}/{lead}", headers=headers).json()["_links"]["self"]["href"]


@pytest.mark.parametrize(
    "host", ["romashka.amocrm.ru", "ROMASHKA.kommo.com:8443", "www.amocrm.ru", "127.0.0.1:8000", "[::1]", "crm.local"]
)
def test_addresses_have_the_host_that_was_asked(wire: httpx2.Client, lead: int, host: str) -> None:
    assert self_of(wire, lead, Host=host) == f"http://{host}/api/v4/leads/{lead}"


def test_a_name_that_is_none_of_ours_is_refused_under_our_own_domain(wire: httpx2.Client, world: World) -> None:
    for host in (world.host(world.veter), "nobody.voronka.test"):
        answer = wire.get(LEADS, headers={"Host": host})
        assert (answer.status_code, answer.json()["detail"]) == (401, "Invalid user name or password")


def test_a_front_that_ends_tls_is_believed(wire: httpx2.Client, lead: int) -> None:
    assert self_of(wire, lead, **{"X-Forwarded-Proto": "https"}) == f"https://romashka.amocrm.ru/api/v4/leads/{lead}"
    front = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "romashka.voronka.test:8443", "Host": "127.0.0.1:8000"}
    wire.post(LEADS, content=BODY)
    page = wire.get(f"{LEADS}?limit=1&filter[id][]={lead}&filter[id][]={lead + 1}", headers=front).json()
    asked = f"filter%5Bid%5D%5B%5D={lead}&filter%5Bid%5D%5B%5D={lead + 1}&page=2&limit=1&after=2.{lead}"
    assert page["_links"]["next"]["href"] == f"https://romashka.voronka.test:8443/api/v4/leads?{asked}"


def test_two_companies_on_one_server_meet_only_their_own(
    wire: httpx2.Client, client_of: ClientOf, world: World, lead: int
) -> None:
    theirs: dict[str, Any] = {"Authorization": f"Bearer {world.token(world.egor)}"}
    assert wire.get(LEADS, headers={**theirs, "Host": "veter.amocrm.ru"}).status_code == 204
    assert wire.get(LEADS, headers={**theirs, "Host": "www.amocrm.ru"}).status_code == 204
    assert wire.get(LEADS, headers=theirs).status_code == 401
    assert client_of(world.egor).get(f"{LEADS}/{lead}").status_code == 204
