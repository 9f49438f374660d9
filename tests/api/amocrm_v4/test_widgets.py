"""«Ромашка» installs the widget of its telephone exchange."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults
from tests.conftest import ClientOf
from tests.integration import Sync
from tests.world import World
from voronka.domain.errors import Invalid
from voronka.services import widgets
from voronka.services.work import Work

WIDGETS = "/api/v4/widgets"
BRIDGE = f"{WIDGETS}/phone_bridge"

MANIFEST = {
    "widget": {"code": "phone_bridge", "version": "1.4.0"},
    "locations": ["lead_sources", "ccard-1"],
    "settings": {
        "login": {"name": "Логин", "type": "text", "required": True},
        "password": {"name": "Пароль", "type": "pass", "required": True},
        "phones": {"name": "Номера", "type": "users", "required": False},
        "accounts": {"name": "Входы", "type": "users_lp", "required": False},
    },
}
GOOD = {"login": "pbx", "password": "Moroz99", "phones": {"900501": "204"}}


@pytest.fixture(autouse=True)
def bridge(world: World) -> None:
    world.do(widgets.add, MANIFEST)


def test_a_widget_is_installed_and_shown(client: httpx2.Client) -> None:
    assert client.get(BRIDGE).json()["is_active_in_account"] is False
    installed = client.post(BRIDGE, json=GOOD)
    assert installed.status_code == 200
    assert installed.json() == {
        "id": installed.json()["id"],
        "code": "phone_bridge",
        "version": "1.4.0",
        "rating": "0",
        "settings_template": [
            {"key": "login", "name": "Логин", "type": "text", "is_required": True},
            {"key": "password", "name": "Пароль", "type": "pass", "is_required": True},
            {"key": "phones", "name": "Номера", "type": "users", "is_required": False},
            {"key": "accounts", "name": "Входы", "type": "users_lp", "is_required": False},
        ],
        "is_lead_source": True,
        "is_work_with_dp": False,
        "is_crm_template": False,
        "client_uuid": None,
        "is_active_in_account": True,
        "pipeline_id": None,
        "settings": {"login": "pbx", "phones": {"900501": "204"}},
        "_links": {"self": {"href": f"https://romashka.voronka.test{BRIDGE}"}},
    }
    assert client.get(WIDGETS).json()["_embedded"]["widgets"] == [installed.json()]
    assert client.get(BRIDGE).json() == installed.json()


def test_an_uninstalled_widget_forgets_its_settings(client: httpx2.Client) -> None:
    client.post(BRIDGE, json=GOOD)
    gone = client.request("DELETE", BRIDGE, json=[])
    assert (gone.status_code, gone.content) == (204, b"")
    shown = client.get(BRIDGE).json()
    assert (shown["is_active_in_account"], shown["settings"]) == (False, [])


def test_settings_must_fit_the_template(client: httpx2.Client) -> None:
    assert faults(client.post(BRIDGE, json={})) == [("login", "FieldMissing"), ("password", "FieldMissing")]
    assert faults(client.post(BRIDGE, content=b"[]")) == [("login", "FieldMissing"), ("password", "FieldMissing")]
    wrong: dict[str, Any] = {"login": 5, "password": "", "phones": "204", "accounts": {"900501": "x"}}
    assert faults(client.post(BRIDGE, json=wrong)) == [
        ("login", "InvalidType"),
        ("password", "NotBlank"),
        ("phones", "InvalidType"),
        ("accounts", "InvalidType"),
    ]
    assert faults(client.post(BRIDGE, json=GOOD | {"login": "x" * 1025})) == [("login", "TooLong")]
    assert client.get(BRIDGE).json()["is_active_in_account"] is False


def test_passwords_are_kept_nowhere(client: httpx2.Client, world: World) -> None:
    accounts = {"900501": {"login": "anna", "password": "Moroz98"}}
    client.post(BRIDGE, json=GOOD | {"accounts": accounts, "unknown": 5})
    kept = world.do(widgets.get, "phone_bridge").settings
    assert kept == {"login": "pbx", "phones": {"900501": "204"}, "accounts": {"900501": {"login": "anna"}}}


def test_a_widget_that_nobody_knows(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert client.request(method, f"{WIDGETS}/none", json={}).status_code == 404
    egor = client_of(world.egor)
    assert egor.get(WIDGETS).status_code == 204 and egor.get(BRIDGE).status_code == 404


def test_only_an_administrator_installs(client_of: ClientOf, world: World) -> None:
    anna = client_of(world.anna)
    assert anna.get(BRIDGE).status_code == 200
    assert anna.post(BRIDGE, json=GOOD).status_code == 403
    assert anna.delete(BRIDGE).status_code == 403


def test_only_its_own_integration_sees_the_settings(client: httpx2.Client, world: World, sync: Sync) -> None:
    """And a new manifest is a new version: what was set stays."""
    client.post(BRIDGE, json=GOOD)
    newer = MANIFEST | {"widget": {"code": "phone_bridge", "version": "2.0.0"}}
    world.do(widgets.add, newer, sync.integration.client_id)
    shown = client.get(BRIDGE).json()
    assert (shown["version"], shown["client_uuid"]) == ("2.0.0", sync.integration.client_id)
    assert (shown["settings"], shown["is_active_in_account"]) == ([], True)

    def own(work: Work) -> bool:
        return widgets.shows_settings(work, widgets.get(work, "phone_bridge"))

    assert world.do_as(world.irina.actor(client_id=sync.integration.client_id), own) is True


def test_a_manifest_without_a_code_is_refused(world: World) -> None:
    for manifest in ({}, [], {"widget": {"code": "a b"}}, {"widget": {"code": "a"}, "settings": {"x": {"type": "y"}}}):
        with pytest.raises(Invalid):
            world.do(widgets.add, manifest)
