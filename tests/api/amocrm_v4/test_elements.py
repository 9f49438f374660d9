"""Products of «Ромашка» as elements of a catalog."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.answers import embedded, faults
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.errors import Forbidden
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.services import catalogs, elements


@pytest.fixture
def catalog(world: World) -> int:
    return world.do(catalogs.add, [CatalogWrite(name="Товары", type="products")])[0].id


@pytest.fixture
def url(catalog: int) -> str:
    return f"/api/v4/catalogs/{catalog}/elements"


@pytest.fixture
def price(world: World, catalog: int) -> int:
    return world.facts.fields_of(Kind.ELEMENT, catalog).by_code["PRICE"].id


def add(client: httpx2.Client, url: str, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(url, json=list(sent)), 201)


def names(answer: httpx2.Response) -> list[str]:
    return [element["name"] for element in answer.json()["_embedded"]["elements"]] if answer.content else []


def test_an_empty_catalog_is_nothing(client: httpx2.Client, url: str) -> None:
    assert client.get(url).status_code == 204


def test_the_answer_of_an_add_is_short_and_names_the_catalog(client: httpx2.Client, url: str, catalog: int) -> None:
    [made] = add(client, url, {"name": "Роза", "request_id": "r"})
    assert made == {
        "id": made["id"],
        "name": "Роза",
        "catalog_id": catalog,
        "invoice_link": None,
        "request_id": "r",
        "_links": {"self": {"href": f"https://romashka.voronka.test{url}/{made['id']}"}},
    }


def test_an_element_is_read_with_its_fields(client: httpx2.Client, url: str, price: int, world: World) -> None:
    values = [{"field_code": "PRICE", "values": [{"value": 199.5}]}]
    [made] = add(client, url, {"name": "Роза", "custom_fields_values": values})
    shown = client.get(f"{url}/{made['id']}", params={"with": "invoice_link"}).json()
    assert (shown["name"], shown["created_by"], shown["is_deleted"]) == ("Роза", world.irina.id, False)
    assert (shown["account_id"], shown["invoice_link"]) == (world.romashka.id, None)
    [field] = shown["custom_fields_values"]
    assert (field["field_id"], field["field_code"], len(field["values"])) == (price, "PRICE", 1)
    assert float(field["values"][0]["value"]) == 199.5


def test_an_element_is_signed_and_dated_by_whom_it_is_said_to_be(client: httpx2.Client, url: str, world: World) -> None:
    told = {"created_by": 0, "updated_by": world.oleg.id, "created_at": 1700000000, "updated_at": 1700000100}
    [made] = add(client, url, {"name": "Роза", **told})
    shown = client.get(f"{url}/{made['id']}").json()
    assert {key: shown[key] for key in told} == told
    later = {
        "created_by": world.anna.id,
        "updated_by": world.anna.id,
        "created_at": 1700000001,
        "updated_at": 1700000200,
    }
    [changed] = client.patch(url, json=[{"id": made["id"], "request_id": "b", **later}]).json()["_embedded"]["elements"]
    assert (changed["request_id"], changed["updated_at"]) == ("b", 1700000200)
    shown = client.get(f"{url}/{made['id']}").json()
    assert {key: shown[key] for key in later} == later


def test_an_element_without_values_has_null(client: httpx2.Client, url: str) -> None:
    [made] = add(client, url, {"name": "Роза"})
    assert client.get(f"{url}/{made['id']}").json()["custom_fields_values"] is None


def test_elements_are_found_by_id_both_ways_and_by_words(client: httpx2.Client, url: str) -> None:
    rose, tulip, _ = add(client, url, {"name": "Роза красная"}, {"name": "Тюльпан"}, {"name": "Роза белая"})
    assert names(client.get(url, params={"filter[id][]": [rose["id"], tulip["id"]]})) == ["Роза красная", "Тюльпан"]
    assert names(client.get(url, params={"id[0]": tulip["id"]})) == ["Тюльпан"]
    assert names(client.get(url, params={"query": "роза"})) == ["Роза красная", "Роза белая"]
    assert names(client.get(url, params={"query": "БЕЛАЯ"})) == ["Роза белая"]
    assert names(client.get(url, params={"query": "тю"})) == ["Тюльпан"]


def test_elements_of_other_catalogs_are_not_found(client: httpx2.Client, url: str, world: World) -> None:
    [other] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    [vase] = add(client, f"/api/v4/catalogs/{other.id}/elements", {"name": "Ваза"})
    assert client.get(url).status_code == 204
    assert client.get(url, params={"query": "Ваза"}).status_code == 204
    assert client.get(f"{url}/{vase['id']}").status_code == 204
    assert client.patch(f"{url}/{vase['id']}", json={"name": "Роза"}).status_code == 404
    assert faults(client.patch(url, json=[{"id": vase["id"], "name": "Роза"}])) == [("id", "NotSupportedChoice")]


def test_pages(client: httpx2.Client, url: str) -> None:
    add(client, url, *({"name": f"Цветок {number}"} for number in range(3)))
    first, second = (client.get(url, params={"limit": 2, "page": page}) for page in (1, 2))
    assert (names(first), names(second)) == (["Цветок 0", "Цветок 1"], ["Цветок 2"])
    assert ("next" in first.json()["_links"], "next" in second.json()["_links"]) == (True, False)


def test_a_change_leaves_what_it_does_not_name(client: httpx2.Client, url: str, price: int) -> None:
    values = [{"field_id": price, "values": [{"value": 100}]}]
    [made] = add(client, url, {"name": "Роза", "custom_fields_values": values})
    answer = client.patch(f"{url}/{made['id']}", json={"id": made["id"], "name": "Роза белая", "request_id": "7"})
    changed = answer.json()
    assert (changed["id"], changed["name"], changed["request_id"]) == (made["id"], "Роза белая", "7")
    assert "updated_at" in changed
    shown = client.get(f"{url}/{made['id']}").json()
    assert (shown["name"], shown["custom_fields_values"][0]["field_id"]) == ("Роза белая", price)
    client.patch(url, json=[{"id": made["id"], "custom_fields_values": [{"field_id": price, "values": None}]}])
    assert client.get(f"{url}/{made['id']}").json()["custom_fields_values"] is None


def test_an_element_keeps_its_currency_until_it_is_taken_away(client: httpx2.Client, url: str) -> None:
    [rose] = add(client, url, {"name": "Роза", "currency_id": 3})
    at = f"{url}/{rose['id']}"
    assert client.patch(at, json={"name": "Роза чайная"}).status_code == 200
    assert client.get(at).json()["currency_id"] == 3
    for nothing in (None, 0):
        assert client.patch(at, json={"currency_id": 643}).status_code == 200
        assert client.patch(at, json={"currency_id": nothing}).status_code == 200
        assert client.get(at).json()["currency_id"] is None
    refused = [client.patch(at, json={"currency_id": sent}) for sent in (-1, "RUB", 2.5)]
    assert [faults(answer) for answer in refused] == [
        [("currency_id", code)] for code in ("TooLow", "InvalidType", "InvalidType")
    ]


def test_every_fault_of_every_element_is_named(client: httpx2.Client, url: str) -> None:
    unknown = [{"field_id": 5, "values": [{"value": 1}]}]
    answer = client.post(url, json=[{"name": ""}, {"name": "Роза", "custom_fields_values": unknown, "created_by": 5}])
    assert faults(answer) == [
        ("name", "NotBlank"),
        ("created_by", "NotSupportedChoice"),
        ("custom_fields_values.0.field_id", "NotSupportedChoice"),
    ]
    assert client.get(url).status_code == 204


def test_unknown_catalogs_and_elements(client: httpx2.Client, url: str) -> None:
    assert client.get("/api/v4/catalogs/7/elements").status_code == 404
    assert client.post("/api/v4/catalogs/7/elements", json=[{"name": "Роза"}]).status_code == 404
    assert client.get(f"{url}/7").status_code == 204
    assert client.patch(f"{url}/7", json={"name": "Нет"}).status_code == 404


def test_who_may_not_work_with_lists_sees_no_elements(world: World, catalog: int) -> None:
    anna = structs.replace(world.anna.actor(), rights={"catalog_access": False})
    with pytest.raises(Forbidden):
        world.do_as(anna, elements.page, catalog, ListQuery())
    with pytest.raises(Forbidden):
        world.do_as(anna, elements.add, [ElementChange(catalog_id=catalog, name="Роза")])


def test_a_seller_with_lists_writes_elements(client_of: Any, world: World, url: str) -> None:
    anna = client_of(world.anna)
    [made] = add(anna, url, {"name": "Роза"})
    assert anna.get(f"{url}/{made['id']}").json()["created_by"] == world.anna.id


def test_a_products_price_hangs_on_the_deal_with_its_quantity(client: httpx2.Client, url: str, catalog: int) -> None:
    [rose] = add(client, url, {"name": "Роза"})
    [lead] = client.post("/api/v4/leads", json=[{"name": "Свадьба"}]).json()["_embedded"]["leads"]
    metadata = {"quantity": 10.22, "catalog_id": catalog}
    link = [{"to_entity_id": rose["id"], "to_entity_type": "catalog_elements", "metadata": metadata}]
    assert client.post(f"/api/v4/leads/{lead['id']}/link", json=link).status_code == 200
    shown = client.get(f"/api/v4/leads/{lead['id']}", params={"with": "catalog_elements"}).json()
    assert shown["_embedded"]["catalog_elements"] == [{"id": rose["id"], "metadata": metadata}]


def test_fifty_elements_take_no_more_statements_than_one(client: httpx2.Client, url: str, statements: Any) -> None:
    add(client, url, {"name": "Роза"})
    with statements() as one:
        add(client, url, {"name": "Роза"})
    with statements() as many:
        add(client, url, *({"name": f"Цветок {number}"} for number in range(50)))
    assert len(one) == len(many)


def test_an_element_of_some_catalogs_hangs_on_one_deal_only(client: httpx2.Client, url: str, catalog: int) -> None:
    assert client.patch(f"/api/v4/catalogs/{catalog}", json={"can_link_multiple": False}).status_code == 200
    rose, tulip = (made["id"] for made in add(client, url, {"name": "Роза"}, {"name": "Тюльпан"}))
    first, second = (made["id"] for made in client.post("/api/v4/leads", json=[{}, {}]).json()["_embedded"]["leads"])

    def hang(lead: int, *elements: int, quantity: int = 1) -> httpx2.Response:
        metadata = {"catalog_id": catalog, "quantity": quantity}
        body = [{"to_entity_id": id, "to_entity_type": "catalog_elements", "metadata": metadata} for id in elements]
        return client.post(f"/api/v4/leads/{lead}/link", json=body)

    assert hang(first, rose).status_code == 200
    assert hang(first, rose, quantity=2).status_code == 200
    refused = hang(second, tulip, rose)
    assert refused.status_code == 400
    [fault] = refused.json()["validation-errors"]
    assert (fault["request_id"], fault["errors"][0]["path"]) == ("1", "to_entity_id")
    assert hang(second, tulip).status_code == 200
    both = [
        {
            "entity_id": id,
            "to_entity_id": rose,
            "to_entity_type": "catalog_elements",
            "metadata": {"catalog_id": catalog},
        }
        for id in (first, second)
    ]
    assert client.post("/api/v4/leads/link", json=both).status_code == 400
