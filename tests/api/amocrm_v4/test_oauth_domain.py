"""Where an account lives: asked by access token, or by refresh token when everything else is lost."""

import httpx2
import jwt
import pytest

from tests.conftest import ClientOf
from tests.integration import PATH, REDIRECT, Sync
from tests.world import World
from voronka.services import accounts, integrations, oauth

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
    assert answer == romashka(world)


@pytest.mark.parametrize("token", ["", "def502", "def50200000000rubbish", "x"])
def test_a_bad_refresh_token_finds_nothing(sync: Sync, token: str) -> None:
    assert sync.client.get(BY_REFRESH, headers={"X-Refresh-Token": token}).status_code == 401


def test_a_used_refresh_token_finds_nothing(sync: Sync) -> None:
    token = sync.pair()["refresh_token"]
    sync.by_refresh(token)
    assert sync.client.get(BY_REFRESH, headers={"X-Refresh-Token": token}).status_code == 401


@pytest.mark.parametrize("host", ["romashka.voronka.test", "www.voronka.test", "veter.voronka.test:8000"])
def test_a_token_says_where_its_own_account_lives_whichever_host_gave_it_out(sync: Sync, host: str) -> None:
    body = sync.request(grant_type="authorization_code", code=sync.code())
    claims = jwt.decode(
        sync.client.post(f"https://{host}{PATH}", json=body).json()["access_token"],
        options={"verify_signature": False},
    )
    port = host.partition(":")[1] + host.partition(":")[2]
    assert (claims["api_domain"], claims["base_domain"]) == (f"romashka.voronka.test{port}", f"voronka.test{port}")


@pytest.mark.parametrize("name", ["romashka", "veter"])
def test_a_client_finds_an_account_that_was_given_another_name(client_of: ClientOf, world: World, name: str) -> None:
    """As the official client does it: refused at the old host, it looks the new one up by its refresh token."""
    boss = {"romashka": world.irina, "veter": world.egor}[name]
    site = world.do_as(boss, integrations.create, name="Сайт", redirect_uri=REDIRECT)
    secret = world.do_as(boss, integrations.secret_of, site)
    asked = {"client_id": site.client_id, "client_secret": secret, "redirect_uri": REDIRECT}
    code = world.do_as(boss, oauth.new_code, site, boss.id)
    nobody, old = client_of(None), f"https://{name}.voronka.test"
    pair = nobody.post(f"{old}{PATH}", json=asked | {"grant_type": "authorization_code", "code": code}).json()
    refresh = asked | {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}

    world.do_as(boss, accounts.rename, "buket")

    refused = nobody.post(f"{old}{PATH}", json=refresh)
    assert (refused.status_code, refused.is_redirect) == (401, False)
    api_domain = jwt.decode(pair["access_token"], options={"verify_signature": False})["api_domain"]
    lookup = {"X-Refresh-Token": pair["refresh_token"]}
    found = nobody.get(f"https://{api_domain}{BY_REFRESH}", headers=lookup).json()
    assert (found["subdomain"], found["domain"]) == ("buket", "buket.voronka.test")
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert nobody.get(f"{old}{BY_TOKEN}", headers=bearer).json() == found
    renewed = nobody.post(f"https://{found['domain']}{PATH}", json=refresh).json()
    bearer = {"Authorization": f"Bearer {renewed['access_token']}"}
    assert nobody.get(f"https://{found['domain']}/api/v4/account", headers=bearer).json()["subdomain"] == "buket"
    assert nobody.get(f"{old}/api/v4/account", headers=bearer).status_code == 401


def test_an_account_that_does_not_exist_answers_401_so_that_clients_look_elsewhere(sync: Sync) -> None:
    body = sync.request(grant_type="refresh_token", refresh_token=sync.pair()["refresh_token"])
    answer = sync.client.post(f"https://moved.voronka.test{PATH}", json=body)
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
