"""«Ромашка» puts a button on the pages of its shop, and visitors choose how they write."""

import json
from typing import Any

import httpx2
import pytest

from tests.answers import NO_URL, embedded, faults
from tests.conftest import ClientOf, Statements
from tests.integration import Sync
from tests.world import World
from voronka.services import integrations, website_buttons

BUTTONS = "/api/v4/website_buttons"
PAGES = [{"id": "p1", "name": "Офис </script>", "link": "+79990001122"}]
WHATSAPP = {"name": "WhatsApp", "external_id": "wa", "services": [{"type": "whatsapp", "pages": PAGES}]}


@pytest.fixture
def wanted(world: World) -> dict[str, Any]:
    return {"pipeline_id": world.facts.main_pipeline.id, "trusted_websites": ["shop.example"]}


def add(client: httpx2.Client, wanted: dict[str, Any], **more: Any) -> int:
    answer = client.post(BUTTONS, json=wanted | more)
    assert answer.status_code == 202, answer.text
    return answer.json()["source_id"]


def create(world: World) -> None:
    """The worker comes by."""
    world.do(website_buttons.create_pending)


def listed(client: httpx2.Client, **query: Any) -> list[dict[str, Any]]:
    return embedded(client.get(BUTTONS, params=query))


def told(script: httpx2.Response) -> dict[str, Any]:
    """What the script is about."""
    return json.loads(script.text.rpartition("})(")[2].removesuffix(");\n"))


def test_a_button_is_asked_for_and_created_a_moment_later(
    client: httpx2.Client, world: World, wanted: dict[str, Any]
) -> None:
    answer = client.post(BUTTONS, json=wanted)
    source_id = answer.json()["source_id"]
    assert (answer.status_code, answer.json()) == (202, {"source_id": source_id, "trusted_websites": ["shop.example"]})
    pending = {
        "account_id": world.romashka.id,
        "source_id": source_id,
        "button_id": None,
        "is_duplication_control_enabled": False,
        "name": "Кнопка на сайт",
        "creation_status": "creation_pending",
        "pipeline_id": wanted["pipeline_id"],
        "script": None,
        "is_deleted": False,
    }
    assert client.get(f"{BUTTONS}/{source_id}", params={"with": "scripts"}).json() == pending
    assert client.get(f"/api/v4/sources/{source_id}").json()["name"] == "Кнопка на сайт", "the source is there at once"
    create(world)
    shown = client.get(f"{BUTTONS}/{source_id}").json()
    assert shown == pending | {"button_id": shown["button_id"], "creation_status": "created"}
    assert shown["button_id"] > 0
    create(world)
    assert listed(client) == [shown], "it is created once"


def test_a_name_that_was_sent_comes_back(client: httpx2.Client, wanted: dict[str, Any]) -> None:
    assert client.post(BUTTONS, json=wanted | {"name": " Весна "}).json()["name"] == "Весна"


def test_the_script_is_served_to_anybody_and_shows_the_ways_to_write(
    client: httpx2.Client, client_of: ClientOf, world: World, wanted: dict[str, Any]
) -> None:
    client.post("/api/v4/sources", json=[WHATSAPP])
    source_id = add(client, wanted, name="Пишите")
    create(world)
    element = client.get(f"{BUTTONS}/{source_id}", params={"with": "scripts"}).json()["script"]
    assert element.startswith('<script async src="https://romashka.voronka.test/website_buttons/')
    assert listed(client, **{"with": "scripts"})[0]["script"] == element
    visitor = client_of(None)
    script = visitor.get(address := element.split('"')[1])
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript")
    shown = told(script)
    assert set(shown.pop("texts").values()) >= {"Отправить", "Сообщение"}, "in the account's language"
    assert shown == {
        "name": "Пишите",
        "isUsedInApp": False,
        "sites": ["shop.example"],
        "pages": [{"name": "Офис </script>", "link": "+79990001122"}],
        "chats": None,
    }
    assert script.text.isascii(), "the page that loads it may be of any encoding"
    client.delete(f"/api/v4/sources/{source_id}")
    assert visitor.get(address).status_code == 404, "with its source the button goes"
    assert visitor.get("/website_buttons/unknown").status_code == 404


def test_there_is_no_script_before_it_is_created(client: httpx2.Client, world: World, wanted: dict[str, Any]) -> None:
    source_id = add(client, wanted)
    code = world.do(website_buttons.get, source_id).button.code
    assert client.get(f"/website_buttons/{code}").status_code == 404


def test_sites_are_added_and_the_name_is_changed(client: httpx2.Client, world: World, wanted: dict[str, Any]) -> None:
    source_id = add(client, wanted)
    sites = {"add": ["https://Весна.рф/page", "shop.example"]}
    answer = client.patch(f"{BUTTONS}/{source_id}", json={"trusted_websites": sites, "name": "Весна"})
    assert (answer.status_code, answer.json()["name"]) == (200, "Весна")
    assert client.get(f"/api/v4/sources/{source_id}").json()["name"] == "Весна"
    create(world)
    code = world.do(website_buttons.get, source_id).button.code
    script = client.get(f"/website_buttons/{code}")
    assert told(script)["sites"] == ["shop.example", "xn--80adj6at.xn--p1ai"], "as browsers spell them"


def test_an_online_chat_is_added_once(client: httpx2.Client, world: World, wanted: dict[str, Any]) -> None:
    source_id = add(client, wanted)
    for _ in range(2):
        answer = client.post(f"{BUTTONS}/{source_id}/online_chat")
        assert (answer.status_code, answer.content) == (202, b"")
    assert world.do(website_buttons.get, source_id).button.has_chat


def test_deleted_ones_are_shown_to_who_asks_for_them(client: httpx2.Client, wanted: dict[str, Any]) -> None:
    gone, left = add(client, wanted), add(client, wanted)
    client.delete(f"/api/v4/sources/{gone}")
    assert [each["source_id"] for each in listed(client)] == [left]
    both = [(each["source_id"], each["is_deleted"]) for each in listed(client, **{"with": "deleted"})]
    assert both == [(gone, True), (left, False)]
    assert client.get(f"{BUTTONS}/{gone}", params={"with": "deleted"}).json()["is_deleted"]
    for answer in (
        client.get(f"{BUTTONS}/{gone}"),
        client.patch(f"{BUTTONS}/{gone}", json={"name": "Весна"}),
        client.post(f"{BUTTONS}/{gone}/online_chat"),
    ):
        assert answer.status_code == 404


def test_what_is_wrong_is_told_by_its_path(client: httpx2.Client, wanted: dict[str, Any]) -> None:
    bad = {"pipeline_id": 5, "trusted_websites": ["shop.example", "не сайт", "ftp://x", "x" * 256], "name": " "}
    assert sorted(faults(client.post(BUTTONS, json=bad))) == [
        ("name", "NotBlank"),
        ("pipeline_id", "NotSupportedChoice"),
        ("trusted_websites.1", NO_URL),
        ("trusted_websites.2", NO_URL),
        ("trusted_websites.3", "TooLong"),
    ]
    alone = faults(client.post(BUTTONS, json={"pipeline_id": wanted["pipeline_id"]}))
    assert alone == [("is_used_in_app", "FieldMissing")]
    assert add(client, {"pipeline_id": wanted["pipeline_id"], "is_used_in_app": True})
    source_id = add(client, wanted)
    assert faults(client.patch(f"{BUTTONS}/{source_id}", json={})) == [("trusted_websites", "FieldMissing")]
    many = {"trusted_websites": {"add": [f"{n}.example" for n in range(100)]}}
    assert faults(client.patch(f"{BUTTONS}/{source_id}", json=many))[0][0] == "trusted_websites.add"


def test_a_button_counts_as_a_source_of_its_integration(
    client: httpx2.Client, world: World, wanted: dict[str, Any]
) -> None:
    client.post("/api/v4/sources", json=[{"name": f"{n}", "external_id": f"{n}"} for n in range(50)])
    assert client.post(BUTTONS, json=wanted).status_code == 422
    assert listed(client) == []


def test_another_account_sees_none_of_it(
    client: httpx2.Client, client_of: ClientOf, world: World, wanted: dict[str, Any]
) -> None:
    source_id = add(client, wanted)
    egor = client_of(world.egor)
    assert egor.get(BUTTONS).status_code == 204
    assert egor.get(f"{BUTTONS}/{source_id}").status_code == 404
    assert egor.patch(f"{BUTTONS}/{source_id}", json={"name": "Чужая"}).status_code == 404
    assert egor.post(f"{BUTTONS}/{source_id}/online_chat").status_code == 404


def test_a_removed_integration_takes_its_buttons_along(
    client: httpx2.Client, client_of: ClientOf, world: World, wanted: dict[str, Any], sync: Sync
) -> None:
    program = client_of(None)
    program.headers["Authorization"] = f"Bearer {sync.pair()['access_token']}"
    add(program, wanted)
    assert len(listed(client)) == 1, "the whole account sees it"
    world.do(integrations.remove, sync.integration.client_id)
    assert listed(client) == []


def test_pages_cost_the_same(
    client: httpx2.Client, world: World, wanted: dict[str, Any], statements: Statements
) -> None:
    def cost() -> int:
        with statements() as counted:
            assert client.get(BUTTONS, params={"limit": 2, "with": "scripts"}).status_code == 200
        return len(counted)

    add(client, wanted)
    one = cost()
    for _ in range(3):
        add(client, wanted)
    create(world)
    assert cost() == one
    first = client.get(BUTTONS, params={"limit": 2}).json()
    assert (first["_page"], len(first["_embedded"]["website_buttons"])) == (1, 2)
    assert "next" in first["_links"]
