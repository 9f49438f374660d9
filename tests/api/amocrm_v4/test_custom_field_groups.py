"""/api/v4/{entity}/custom_fields/groups: tabs of a card."""

from typing import Any

import pytest
from httpx2 import Client

from tests.answers import embedded, marked_faults
from tests.api.amocrm_v4.test_custom_fields import CONTACTS, LEADS, add, add_catalog
from tests.conftest import ClientOf
from tests.world import World

GROUPS = f"{LEADS}/groups"


def add_group(client: Client, **group: Any) -> dict[str, Any]:
    return embedded(client.post(GROUPS, json=[group]), 201)[0]


def test_leads_have_two_groups_from_the_beginning(client: Client) -> None:
    body = client.get(GROUPS).json()
    groups = body["_embedded"]["custom_field_groups"]
    assert body["_total_items"] == 2
    assert "_page" not in body
    assert [(group["id"], group["is_predefined"]) for group in groups] == [("default", True), ("statistic", True)]
    assert len(groups[1]["fields"]) > 10
    assert [group["id"] for group in client.get(f"{CONTACTS}/groups").json()["_embedded"]["custom_field_groups"]] == [
        "default"
    ]


def test_groups_are_one_page_and_segments_have_none(client: Client) -> None:
    whole = client.get(GROUPS).json()["_embedded"]
    assert client.get(GROUPS, params={"page": 2, "limit": 1}).json()["_embedded"] == whole
    assert client.get("/api/v4/customers/segments/custom_fields/groups").status_code == 404


def test_a_field_goes_into_a_group_of_its_own_entity(client: Client) -> None:
    sent = [{"type": "text", "name": "Метка", "group_id": "statistic"}]
    assert marked_faults(client.post(CONTACTS, json=sent)) == [("0", "group_id", "NotSupportedChoice")]
    assert add(client, *sent)[0]["group_id"] == "statistic"


def test_a_field_without_a_group_stands_in_the_default_one(client: Client) -> None:
    (field,) = add(client, {"type": "text", "name": "Район"})
    assert field["id"] in client.get(f"{GROUPS}/default").json()["fields"]


def test_an_added_group_is_answered_whole(client: Client, world: World) -> None:
    (field,) = add(client, {"type": "text", "name": "Район"})
    body = client.post(
        GROUPS, json=[{"name": "Доставка", "sort": 4, "fields": [field["id"]], "request_id": "d"}]
    ).json()
    assert body["_total_items"] == 1
    (made,) = body["_embedded"]["custom_field_groups"]
    assert made["id"].startswith("leads_")
    assert made["id"].removeprefix("leads_").isdecimal()
    assert made == {
        "id": made["id"],
        "name": "Доставка",
        "sort": 4,
        "entity_type": "leads",
        "is_predefined": False,
        "type": "custom_field_group",
        "fields": [field["id"]],
        "request_id": "d",
        "_links": {"self": {"href": f"https://{world.host()}{GROUPS}/{made['id']}"}},
    }
    assert client.get(f"{LEADS}/{field['id']}").json()["group_id"] == made["id"]


def test_fields_move_into_a_group_by_its_edit_or_by_their_own(client: Client) -> None:
    first, second = add(client, {"type": "text", "name": "Район"}, {"type": "text", "name": "Улица"})
    group = add_group(client, name="Доставка")
    changed = client.patch(f"{GROUPS}/{group['id']}", json={"name": "Адрес", "sort": 0, "fields": [first["id"]]})
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["sort"], changed.json()["fields"]) == ("Адрес", 0, [first["id"]])
    client.patch(f"{LEADS}/{second['id']}", json={"group_id": group["id"]})
    assert client.get(f"{GROUPS}/{group['id']}").json()["fields"] == [first["id"], second["id"]]


def test_a_deleted_group_leaves_its_fields_to_the_default_one(client: Client) -> None:
    (field,) = add(client, {"type": "text", "name": "Район"})
    group = add_group(client, name="Доставка", fields=[field["id"]])
    answer = client.delete(f"{GROUPS}/{group['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(f"{GROUPS}/{group['id']}").status_code == 404
    assert client.get(f"{LEADS}/{field['id']}").json()["group_id"] is None


def test_a_predefined_group_cannot_be_deleted(client: Client) -> None:
    assert client.delete(f"{GROUPS}/default").status_code == 422


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"name": " "}, ("0", "name", "NotBlank")),
        ({"name": "Доставка", "fields": [5]}, ("0", "fields.0", "NotSupportedChoice")),
        ({"name": "ш" * 256}, ("0", "name", "TooLong")),
    ],
)
def test_faults_of_a_group(client: Client, body: dict[str, Any], fault: tuple[str, str, str]) -> None:
    assert marked_faults(client.post(GROUPS, json=[body])) == [fault]
    assert marked_faults(client.patch(f"{GROUPS}/default", json=body)) == [fault]
    assert client.get(GROUPS).json()["_total_items"] == 2


def test_a_group_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get(f"{GROUPS}/leads_5").status_code == 404
    assert client.patch(f"{GROUPS}/leads_5", json={"name": "?"}).status_code == 404
    assert client.delete(f"{GROUPS}/leads_5").status_code == 404


def test_only_an_administrator_writes_groups(client_of: ClientOf, world: World) -> None:
    anna = client_of(world.anna)
    assert anna.get(GROUPS).status_code == 200
    assert anna.post(GROUPS, json=[{"name": "?"}]).status_code == 403
    assert anna.patch(f"{GROUPS}/default", json={"name": "?"}).status_code == 403
    assert anna.delete(f"{GROUPS}/default").status_code == 403


def test_a_catalog_has_no_groups_until_one_is_added(client: Client, world: World) -> None:
    path = f"/api/v4/catalogs/{world.do(add_catalog, 100_777)}/custom_fields/groups"
    assert client.get(path).status_code == 204
    made = client.post(path, json=[{"name": "Цены"}]).json()["_embedded"]["custom_field_groups"][0]
    assert (made["entity_type"], made["id"][:9]) == ("catalogs", "catalogs_")
    other = f"/api/v4/catalogs/{world.do(add_catalog, 100_778)}/custom_fields/groups/{made['id']}"
    assert [client.get(other).status_code, client.delete(other).status_code] == [404, 404]
    (price,) = add(client, {"type": "price", "name": "Цена", "group_id": made["id"]}, path=path.removesuffix("/groups"))
    one = f"{path}/{made['id']}"
    assert client.get(one).json()["fields"] == [price["id"]]
    assert client.patch(one, json={"name": "Цены и скидки"}).json()["name"] == "Цены и скидки"
    assert client.delete(one).status_code == 204
    assert client.get(f"{path.removesuffix('/groups')}/{price['id']}").json()["group_id"] is None
