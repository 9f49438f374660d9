"""What an integration hears of its widgets: one installed brings a code; without the last one it is switched off."""

import hashlib
import hmac
from typing import Any

import httpx2
import pytest

from tests.integration import Sync
from tests.site import NOBODY_LISTENS, Site
from tests.world import World
from voronka.services import integrations, widgets

BRIDGE = "/api/v4/widgets/phone_bridge"
SMS = "/api/v4/widgets/sms"


def manifest(code: str) -> dict[str, Any]:
    return {"widget": {"code": code}, "settings": {"login": {"type": "text"}}}


def registered(sync: Sync, world: World, redirect_uri: str, hook_uri: str | None = None) -> Sync:
    created = world.do(integrations.create, name="Телефония", redirect_uri=redirect_uri, hook_uri=hook_uri)
    sync.integration, sync.secret = created, world.do(integrations.secret_of, created)
    for code in ("phone_bridge", "sms"):
        world.do(widgets.add, manifest(code), created.client_id)
    return sync


@pytest.fixture
def pbx(sync: Sync, world: World, elsewhere: Site) -> Sync:
    """The exchange's own program: at its address codes arrive, and the news that it was switched off."""
    return registered(sync, world, f"{elsewhere.address}/oauth", f"{elsewhere.address}/off?from=voronka")


def refreshed(sync: Sync, pair: dict[str, Any]) -> httpx2.Response:
    return sync.by_refresh(pair["refresh_token"], redirect_uri=sync.integration.redirect_uri)


def account(sync: Sync, pair: dict[str, Any]) -> httpx2.Response:
    return sync.client.get("/api/v4/account", headers={"Authorization": f"Bearer {pair['access_token']}"})


def traded(sync: Sync, code: str) -> dict[str, Any]:
    return sync.by_code(code, redirect_uri=sync.integration.redirect_uri).raise_for_status().json()


def test_an_installed_widget_brings_its_integration_a_code(
    client: httpx2.Client, pbx: Sync, world: World, elsewhere: Site
) -> None:
    assert client.post(BRIDGE, json={"login": "pbx"}).status_code == 200
    got = elsewhere.visit()
    code = got.pop("code")
    assert got == {
        "referer": "romashka.voronka.test",
        "client_id": pbx.integration.client_id,
        "platform": "1",
        "from_widget": "1",
    }
    assert account(pbx, traded(pbx, code)).json()["current_user_id"] == world.irina.id, "as who installed it"


def test_so_does_one_that_is_installed_through_the_older_api(client: httpx2.Client, pbx: Sync, elsewhere: Site) -> None:
    install = [{"widget_code": "phone_bridge", "login": "pbx"}, {"widget_code": "sms"}]
    client.post("/api/v2/widgets/set", json={"install": install}).raise_for_status()
    assert elsewhere.visit()["from_widget"] == "1"
    client.post("/api/v2/widgets/set", json={"uninstall": install}).raise_for_status()
    assert "signature" in elsewhere.visit(2), "both widgets of one integration brought one code"


def test_new_settings_bring_none(client: httpx2.Client, pbx: Sync, elsewhere: Site) -> None:
    for login in ("pbx", "new"):
        client.post(BRIDGE, json={"login": login}).raise_for_status()
    client.delete(BRIDGE).raise_for_status()
    assert "code" in elsewhere.visit(1)
    assert "signature" in elsewhere.visit(2)


def test_a_receiver_that_is_down_does_not_hinder_installing(client: httpx2.Client, sync: Sync, world: World) -> None:
    registered(sync, world, NOBODY_LISTENS, NOBODY_LISTENS)
    assert client.post(BRIDGE, json={"login": "pbx"}).json()["is_active_in_account"] is True
    assert client.delete(BRIDGE).status_code == 204


def test_a_refused_installation_brings_nothing(client: httpx2.Client, pbx: Sync, elsewhere: Site) -> None:
    assert client.post(BRIDGE, json={"login": 5}).status_code == 400
    client.post(SMS, json={}).raise_for_status()
    elsewhere.visit()
    assert len(elsewhere.visits) == 1


def test_the_widget_of_a_removed_integration_is_installed_all_the_same(
    client: httpx2.Client, pbx: Sync, world: World, elsewhere: Site
) -> None:
    world.do(integrations.remove, pbx.integration.client_id)
    assert client.post(BRIDGE, json={"login": "pbx"}).status_code == 200
    assert client.delete(BRIDGE).status_code == 204
    assert elsewhere.visits == []


def test_without_its_last_widget_an_integration_is_switched_off(
    client: httpx2.Client, pbx: Sync, world: World, elsewhere: Site
) -> None:
    client.post(BRIDGE, json={"login": "pbx"}).raise_for_status()
    pair = traded(pbx, elsewhere.visit()["code"])
    waiting = pbx.code()

    assert client.delete(BRIDGE).status_code == 204

    assert account(pbx, pair).status_code == 401
    assert refreshed(pbx, pair).json()["hint"] == "Token has been revoked"
    late = pbx.by_code(waiting, redirect_uri=pbx.integration.redirect_uri)
    assert late.json()["hint"] == "Authorization code has been revoked"
    got = elsewhere.visit(2)
    signed = f"{pbx.integration.client_id}|{world.romashka.id}".encode()
    assert got == {
        "from": "voronka",
        "client_uuid": pbx.integration.client_id,
        "account_id": str(world.romashka.id),
        "signature": hmac.new(pbx.secret.encode(), signed, hashlib.sha256).hexdigest(),
    }


def test_while_another_widget_of_it_is_installed_it_stays_on(client: httpx2.Client, pbx: Sync, elsewhere: Site) -> None:
    client.post(BRIDGE, json={"login": "pbx"}).raise_for_status()
    pair = traded(pbx, elsewhere.visit()["code"])
    client.post(SMS, json={}).raise_for_status()
    client.delete(BRIDGE).raise_for_status()
    assert account(pbx, pair).status_code == 200
    client.delete(SMS).raise_for_status()
    assert account(pbx, pair).status_code == 401


def test_what_was_not_installed_switches_nothing_off(client: httpx2.Client, pbx: Sync) -> None:
    pair = traded(pbx, pbx.code())
    assert client.delete(BRIDGE).status_code == 204
    assert account(pbx, pair).status_code == 200


def test_switched_off_it_can_be_let_in_anew(client: httpx2.Client, pbx: Sync, world: World, elsewhere: Site) -> None:
    client.post(BRIDGE, json={"login": "pbx"}).raise_for_status()
    world.do(integrations.disable, pbx.integration.client_id)
    assert client.get(BRIDGE).json()["is_active_in_account"] is False
    client.post(BRIDGE, json={"login": "pbx"}).raise_for_status()
    codes = [visit["code"] for visit in (elsewhere.visit(1), elsewhere.visit(2)) if "code" in visit]
    assert account(pbx, traded(pbx, codes[-1])).status_code == 200
