"""Ирина Волкова switches the products of «Ромашка» on and off."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.world import World
from voronka.services import products

SETTINGS = "/api/v4/catalogs/products/settings"
CATALOGS = "/api/v4/catalogs"


def switch(client: httpx2.Client, *, on: bool) -> dict[str, Any]:
    answer = client.patch(SETTINGS, json={"is_enabled": on})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def catalog(client: httpx2.Client) -> int:
    return switch(client, on=True)["catalog_id"]


def test_products_are_off_until_they_are_switched_on(client: httpx2.Client) -> None:
    assert client.get(SETTINGS).json() == {"is_enabled": False, "catalog_id": None}
    made = switch(client, on=True)
    assert client.get(SETTINGS).json() == made == {"is_enabled": True, "catalog_id": made["catalog_id"]}
    [listed] = client.get(CATALOGS, params={"type": "products"}).json()["_embedded"]["catalogs"]
    assert (listed["id"], listed["type"], listed["can_be_deleted"]) == (made["catalog_id"], "products", False)


def test_products_come_with_their_fields(client: httpx2.Client, catalog: int) -> None:
    fields = client.get(f"{CATALOGS}/{catalog}/custom_fields").json()["_embedded"]["custom_fields"]
    assert {field["code"]: field["type"] for field in fields} == {
        "SKU": "text",
        "QUANTITY": "numeric",
        "PRICE": "price",
        "SPECIAL_PRICE_1": "price",
        "GROUP": "category",
        "DESCRIPTION": "textarea",
        "EXTERNAL_ID": "text",
        "UNIT": "text",
    }
    assert {(field["is_predefined"], field["is_deletable"]) for field in fields} == {(True, False)}
    sku = f"{CATALOGS}/{catalog}/custom_fields/{fields[0]['id']}"
    assert client.patch(sku, json={"is_deletable": True}).json()["is_deletable"] is False
    assert client.delete(sku).status_code == 422


def test_switching_twice_changes_nothing(client: httpx2.Client, catalog: int) -> None:
    assert switch(client, on=True)["catalog_id"] == catalog
    switch(client, on=False)
    assert switch(client, on=False) == {"is_enabled": False, "catalog_id": None}


def test_what_is_switched_off_is_hidden_and_comes_back_whole(client: httpx2.Client, catalog: int) -> None:
    url = f"{CATALOGS}/{catalog}/elements"
    [rose] = client.post(url, json=[{"name": "Роза"}]).json()["_embedded"]["elements"]
    [lead] = client.post("/api/v4/leads", json=[{"name": "Свадьба"}]).json()["_embedded"]["leads"]
    link = [{"to_entity_id": rose["id"], "to_entity_type": "catalog_elements", "metadata": {"catalog_id": catalog}}]

    switch(client, on=False)
    assert client.get(CATALOGS).status_code == 204
    assert client.get(f"{CATALOGS}/{catalog}").status_code == 204
    assert client.get(f"{CATALOGS}/{catalog}/custom_fields").status_code == 404
    assert client.get(url).status_code == 404
    assert client.patch(url, json=[{"id": rose["id"], "name": "Тюльпан"}]).status_code == 404
    assert client.post(f"/api/v4/leads/{lead['id']}/link", json=link).status_code == 400
    assert client.post(CATALOGS, json=[{"name": "Ещё", "type": "products"}]).status_code == 422

    assert switch(client, on=True)["catalog_id"] == catalog
    assert [each["name"] for each in client.get(url).json()["_embedded"]["elements"]] == ["Роза"]
    assert client.post(f"/api/v4/leads/{lead['id']}/link", json=link).status_code == 200


def test_a_catalog_of_products_made_by_hand_is_the_one_that_is_switched(client: httpx2.Client) -> None:
    [made] = client.post(CATALOGS, json=[{"name": "Цветы", "type": "products"}]).json()["_embedded"]["catalogs"]
    assert client.get(SETTINGS).json() == {"is_enabled": True, "catalog_id": made["id"]}


@pytest.mark.parametrize("body", [{}, {"is_enabled": None}, {"is_enabled": "да"}])
def test_the_switch_wants_yes_or_no(client: httpx2.Client, body: dict[str, Any]) -> None:
    answer = client.patch(SETTINGS, json=body)
    assert answer.status_code == 400
    assert paths(answer) == ["is_enabled"]


def test_administrators_switch_and_sellers_look(client_of: Any, world: World, catalog: int) -> None:
    anna = client_of(world.anna)
    assert anna.get(SETTINGS).json() == {"is_enabled": True, "catalog_id": catalog}
    assert anna.patch(SETTINGS, json={"is_enabled": False}).status_code == 403


def test_the_switch_is_also_where_older_documents_have_it(client: httpx2.Client, client_of: Any, world: World) -> None:
    older = "/api/v4/products/settings"
    on = client.patch(older, json={"is_enabled": True})
    assert (on.status_code, on.json()["is_enabled"]) == (200, True)
    assert client.get(f"{older}/").json() == client.get(SETTINGS).json() == on.json()
    assert client_of(world.anna).patch(older, json={"is_enabled": False}).status_code == 403
    assert client_of(None).get(older).status_code == 401
    assert client.delete(older).status_code == 405


def test_another_accounts_switch_is_its_own(client_of: Any, world: World, catalog: int) -> None:
    egor = client_of(world.egor)
    assert egor.get(SETTINGS).json()["is_enabled"] is False
    assert switch(egor, on=True)["catalog_id"] > 1000
    assert world.do_as(world.irina, products.catalog).id == catalog  # type: ignore[union-attr]  # it is switched on
