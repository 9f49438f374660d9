"""A product hangs on deals and people: linked, listed and taken off from the product's side."""

from typing import Any

import httpx2
import pytest

from tests.answers import marked_faults
from tests.world import OWN_ONLY, World
from voronka.domain.access import Actor
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.errors import Forbidden
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.services import catalogs, elements, leads, linking


@pytest.fixture
def catalog(world: World) -> int:
    return world.do(catalogs.add, [CatalogWrite(name="Товары", type="products")])[0].id


@pytest.fixture
def rose(world: World, catalog: int) -> int:
    return world.do(elements.add, [ElementChange(catalog_id=catalog, name="Роза")])[0].id


@pytest.fixture
def url(catalog: int, rose: int) -> str:
    return f"/api/v4/catalogs/{catalog}/elements/{rose}"


def deals(client: httpx2.Client, count: int = 1) -> list[int]:
    answer = client.post("/api/v4/leads", json=[{"name": "Свадьба"}] * count)
    return [lead["id"] for lead in answer.json()["_embedded"]["leads"]]


def to(id: int, type: str = "leads", **metadata: Any) -> dict[str, Any]:
    return {"to_entity_id": id, "to_entity_type": type, "metadata": metadata or None}


def shown(answer: httpx2.Response) -> list[tuple[str, int, float]]:
    assert answer.status_code == 200, answer.text
    links = answer.json()["_embedded"]["links"]
    return [(link["to_entity_type"], link["to_entity_id"], link["metadata"]["quantity"]) for link in links]


def test_a_product_is_linked_listed_and_taken_off(client: httpx2.Client, url: str, catalog: int, rose: int) -> None:
    [deal] = deals(client)
    answer = client.post(f"{url}/link", json=[to(deal, quantity=10.22)])
    metadata = {"quantity": 10.22, "catalog_id": catalog}
    assert answer.json() == {
        "_total_items": 1,
        "_links": {"self": {"href": f"https://romashka.voronka.test{url}/links"}},
        "_embedded": {
            "links": [
                {
                    "entity_id": rose,
                    "entity_type": "catalog_elements",
                    "to_entity_id": deal,
                    "to_entity_type": "leads",
                    "metadata": metadata,
                }
            ]
        },
    }
    listed = client.get(f"{url}/links").json()["_embedded"]["links"]
    assert listed == [{"to_entity_id": deal, "to_entity_type": "leads", "metadata": metadata}]
    lead = client.get(f"/api/v4/leads/{deal}", params={"with": "catalog_elements"}).json()
    assert lead["_embedded"]["catalog_elements"] == [{"id": rose, "metadata": metadata}]
    assert client.post(f"{url}/unlink", json=[to(deal)]).status_code == 204
    assert client.get(f"{url}/links").json()["_embedded"]["links"] == []


def test_linking_again_renews_the_quantity(client: httpx2.Client, url: str) -> None:
    [deal] = deals(client)
    for quantity in (1, 5):
        client.post(f"{url}/link", json=[to(deal, quantity=quantity)])
    assert shown(client.get(f"{url}/links")) == [("leads", deal, 5)]


def test_a_product_hangs_on_people_and_companies_too(client: httpx2.Client, url: str) -> None:
    person, company = (
        client.post(f"/api/v4/{kind}", json=[{"name": "Ким"}]).json()["_embedded"][kind][0]["id"]
        for kind in ("contacts", "companies")
    )
    answer = client.post(f"{url}/link", json=[to(person, "contacts"), to(company, "companies", quantity=2)])
    assert shown(answer) == [("contacts", person, 1), ("companies", company, 2)]
    asked = {"filter[to_entity_type]": "companies", "filter[to_entity_id]": company}
    assert shown(client.get(f"{url}/links", params=asked)) == [("companies", company, 2)]


def test_a_price_is_one_of_the_catalogs_own(client: httpx2.Client, url: str, world: World, catalog: int) -> None:
    fields = world.facts.fields_of(Kind.ELEMENT, catalog).by_code
    [deal] = deals(client)
    answer = client.post(f"{url}/link", json=[to(deal, price_id=fields["SPECIAL_PRICE_1"].id)])
    [link] = answer.json()["_embedded"]["links"]
    assert link["metadata"] == {"quantity": 1, "catalog_id": catalog, "price_id": fields["SPECIAL_PRICE_1"].id}
    lead = client.get(f"/api/v4/leads/{deal}", params={"with": "catalog_elements"}).json()
    assert lead["_embedded"]["catalog_elements"][0]["metadata"] == link["metadata"]
    assert lead["price"] == 0
    sent = [to(deal, price_id=fields["SKU"].id), to(deal, price_id=5)]
    refused = [("0", "metadata.price_id", "NotSupportedChoice"), ("1", "metadata.price_id", "NotSupportedChoice")]
    assert marked_faults(client.post(f"{url}/link", json=sent)) == refused
    at_lead = [to(int(url.rpartition("/")[2]), "catalog_elements", catalog_id=catalog, price_id=5)]
    assert marked_faults(client.post(f"/api/v4/leads/{deal}/link", json=at_lead)) == refused[:1]


def test_a_price_that_is_no_more_counts_nothing(client: httpx2.Client, url: str, catalog: int) -> None:
    path = f"/api/v4/catalogs/{catalog}/custom_fields"
    sent = [{"type": "price", "name": "Опт"}, {"type": "price", "name": "Акция"}]
    gone, kept = (made["id"] for made in client.post(path, json=sent).json()["_embedded"]["custom_fields"])
    first, second = deals(client, 2)
    client.post(f"{url}/link", json=[to(first, price_id=gone), to(second, price_id=kept)])
    assert client.delete(f"{path}/{gone}").status_code == 204
    listed = client.get(f"{url}/links").json()["_embedded"]["links"]
    assert [link["metadata"].get("price_id") for link in listed] == [None, kept]
    renewed = client.post(f"{url}/link", json=[to(first, **listed[0]["metadata"] | {"quantity": 5})])
    assert shown(renewed) == [("leads", first, 5)]


def test_every_fault_is_named_and_nothing_is_linked(client: httpx2.Client, url: str) -> None:
    [deal] = deals(client)
    assert marked_faults(
        client.post(f"{url}/link", json=[to(deal), to(deal, "tasks"), to(deal, "catalog_elements")])
    ) == [
        ("1", "to_entity_type", "NotSupportedChoice"),
        ("2", "to_entity_type", "NotSupportedChoice"),
    ]
    assert marked_faults(client.post(f"{url}/link", json=[to(deal), to(7), to(deal, catalog_id=7)])) == [
        ("1", "to_entity_id", "NotSupportedChoice"),
        ("2", "metadata.catalog_id", "NotSupportedChoice"),
    ]
    assert client.get(f"{url}/links").json()["_embedded"]["links"] == []


def test_an_element_that_is_not_in_the_catalog_has_no_links(client: httpx2.Client, url: str, world: World) -> None:
    [vases] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    [deal] = deals(client)
    for at in (f"/api/v4/catalogs/{vases.id}/elements/{url.rpartition('/')[2]}", "/api/v4/catalogs/7/elements/7"):
        assert client.get(f"{at}/links").status_code == 204
        assert client.post(f"{at}/link", json=[to(deal)]).status_code == 404
        assert client.post(f"{at}/unlink", json=[to(deal)]).status_code == 404


def test_one_deal_only_where_the_catalog_says_so(client: httpx2.Client, url: str, catalog: int) -> None:
    client.patch(f"/api/v4/catalogs/{catalog}", json={"can_link_multiple": False})
    first, second = deals(client, 2)
    assert marked_faults(client.post(f"{url}/link", json=[to(first), to(second)])) == [
        ("0", "to_entity_id", "NotSupportedChoice"),
        ("1", "to_entity_id", "NotSupportedChoice"),
    ]
    assert client.post(f"{url}/link", json=[to(first)]).status_code == 200
    assert client.post(f"{url}/link", json=[to(first, quantity=3)]).status_code == 200
    assert marked_faults(client.post(f"{url}/link", json=[to(second)])) == [("0", "to_entity_id", "NotSupportedChoice")]


def test_who_may_not_change_the_deal_may_not_hang_products_on_it(world: World, catalog: int, rose: int) -> None:
    [deal] = world.do(leads.add, [LeadChange(name="Свадьба", responsible_user_id=world.oleg.id)])
    rights = {"catalog_access": True, "leads": {**OWN_ONLY, "view": "A"}}
    anna = Actor(user_id=world.anna.id, group_id=world.shops.id, rights=rights)
    write = LinkWrite(here=End(Kind.ELEMENT, rose), there=End(Kind.LEAD, deal.id), catalog_id=catalog)
    for verb in (linking.link, linking.unlink):
        with pytest.raises(Forbidden):
            world.do_as(anna, verb, [write])


def test_another_accounts_product_does_not_exist(client_of: Any, world: World, url: str) -> None:
    egor = client_of(world.egor)
    [deal] = deals(egor)
    assert egor.get(f"{url}/links").status_code == 204
    assert egor.post(f"{url}/link", json=[to(deal)]).status_code == 404
    assert egor.post(f"{url}/unlink", json=[to(deal)]).status_code == 404


def test_both_ends_remember_it(client: httpx2.Client, url: str, catalog: int, rose: int) -> None:
    [deal] = deals(client)
    client.post(f"{url}/link", json=[to(deal)])
    client.post(f"{url}/unlink", json=[to(deal)])
    told = [
        (event["type"], event["entity_type"], event["entity_id"], event["value_before"], event["value_after"])
        for event in client.get("/api/v4/events").json()["_embedded"]["events"]
        if "linked" in event["type"]
    ]
    product = [{"link": {"entity": {"type": "catalog_element", "id": rose}}}]
    lead = [{"link": {"entity": {"type": "lead", "id": deal}}}]
    here = f"catalog_{catalog}"
    assert sorted(told, key=str) == sorted(
        [
            ("entity_linked", "lead", deal, [], product),
            ("entity_unlinked", "lead", deal, product, []),
            ("lead_linked", here, rose, [], lead),
            ("lead_unlinked", here, rose, lead, []),
        ],
        key=str,
    )


def test_fifty_deals_take_no_more_statements_than_one(client: httpx2.Client, url: str, statements: Any) -> None:
    ids = deals(client, 51)
    client.post(f"{url}/link", json=[to(ids[0])])
    with statements() as one:
        client.post(f"{url}/link", json=[to(ids[0], quantity=2)])
    client.post(f"{url}/link", json=[to(id) for id in ids])
    with statements() as many:
        client.post(f"{url}/link", json=[to(id, quantity=3) for id in ids])
    assert len(one) == len(many)
    with statements() as listed:
        assert len(client.get(f"{url}/links").json()["_embedded"]["links"]) == 51
    assert len(listed) <= 6
