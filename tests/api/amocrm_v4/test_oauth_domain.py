"""Where an account lives: asked by access token, or by refresh token when everything else is lost."""

import httpx2
import pytest

from tests.conftest import ClientOf
from tests.integration import PATH, Sync
from tests.world import World

BY_TOKEN = "/oauth2/account/subdomain"
BY_REFRESH = "/oauth2/account/current/subdomain"


def romashka(world: World) -> dict[str, object]:
    return {
        "id": world.romashka.id,
        "subdomain": "romashka",
        "domain": "romashka.voronka.test",
        "top_level_domain": "test",
    }


@pytest.mark.parametrize("host", ["romashka.voronka.test", "www.voronka.test", "api-b.voronka.test"])
def test_an_access_token_finds_its_account(client: httpx2.Client, world: World, host: str) -> None:
    answer = client.request("GET", f"https://{host}{BY_TOKEN}", content=b"[]")
    assert (answer.status_code, answer.json()) == (200, romashka(world))


def test_on_a_shared_host_the_token_tells_the_account(client_of: ClientOf, world: World) -> None:
    answer = client_of(world.egor).get(f"https://www.voronka.test{BY_TOKEN}")
    assert (answer.json()["subdomain"], answer.json()["domain"]) == ("veter", "veter.voronka.test")


def test_a_plain_host_is_the_default_accounts_own(client: httpx2.Client) -> None:
    answer = client.get(f"http://127.0.0.1:8000{BY_TOKEN}").json()
    assert (answer["domain"], answer["top_level_domain"]) == ("127.0.0.1:8000", "")


def test_without_a_token_nothing_is_told(client_of: ClientOf) -> None:
    assert client_of(None).get(BY_TOKEN).status_code == 401


@pytest.mark.parametrize("host", ["romashka.voronka.test", "veter.voronka.test", "api-b.voronka.test"])
def test_a_refresh_token_finds_its_account_anywhere(sync: Sync, world: World, host: str) -> None:
    headers = {"X-Refresh-Token": sync.pair()["refresh_token"]}
    answer = sync.client.get(f"https://{host}{BY_REFRESH}", headers=headers).json()
    assert (answer["id"], answer["subdomain"]) == (world.romashka.id, "romashka")


@pytest.mark.parametrize("token", ["", "def502", "def50200000000rubbish", "x"])
def test_a_bad_refresh_token_finds_nothing(sync: Sync, token: str) -> None:
    assert sync.client.get(BY_REFRESH, headers={"X-Refresh-Token": token}).status_code == 401


def test_a_used_refresh_token_finds_nothing(sync: Sync) -> None:
    token = sync.pair()["refresh_token"]
    sync.by_refresh(token)
    assert sync.client.get(BY_REFRESH, headers={"X-Refresh-Token": token}).status_code == 401


def test_an_account_that_does_not_exist_answers_401_so_that_clients_look_elsewhere(sync: Sync) -> None:
    body = sync.request(grant_type="refresh_token", refresh_token=sync.pair()["refresh_token"])
    answer = sync.client.post(f"https://moved.voronka.test{PATH}", json=body)
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
