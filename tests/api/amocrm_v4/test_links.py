"""Links between leads, contacts, companies and catalog elements, from both ends."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, paths
from tests.api.amocrm_v4.happenings import new
from tests.world import World


@pytest.fixture
def lead(client: httpx2.Client) -> int:
    return new(client, "leads", name="Заказ")


def link(client: httpx2.Client, lead: int, to: int, kind: str = "contacts", metadata: Any = None) -> Any:
    body = [{"entity_type": None, "entity_id": None, "to_entity_type": kind, "to_entity_id": to, "metadata": metadata}]
    return embedded(client.post(f"/api/v4/leads/{lead}/link", json=body))[0]


def links(client: httpx2.Client, entity: str, id: int, **filters: Any) -> list[Any]:
    return client.get(f"/api/v4/{entity}/{id}/links", params=filters).json()["_embedded"]["links"]


def test_the_first_contact_is_the_main_one_until_another_is_made_so(client: httpx2.Client, lead: int) -> None:
    maria, petr = new(client, "contacts", name="Мария"), new(client, "contacts", name="Пётр")
    assert link(client, lead, maria, metadata=[])["metadata"] == {"main_contact": True}
    assert link(client, lead, petr)["metadata"] == {"main_contact": False}
    assert link(client, lead, petr, metadata={"is_main": True})["metadata"] == {"main_contact": True}
    main = {each["to_entity_id"]: each["metadata"]["main_contact"] for each in links(client, "leads", lead)}
    assert main == {maria: False, petr: True}


def test_when_the_main_contact_leaves_the_next_takes_over(client: httpx2.Client, lead: int) -> None:
    maria, petr = new(client, "contacts", name="Мария"), new(client, "contacts", name="Пётр")
    link(client, lead, maria)
    link(client, lead, petr)
    body = [{"to_entity_type": "contacts", "to_entity_id": maria}]
    answer = client.post(f"/api/v4/leads/{lead}/unlink", json=body)
    assert (answer.status_code, answer.content) == (204, b"")
    assert [(each["to_entity_id"], each["metadata"]) for each in links(client, "leads", lead)] == [
        (petr, {"main_contact": True})
    ]


def test_a_second_company_takes_the_place_of_the_first(client: httpx2.Client, lead: int) -> None:
    polus, veter = new(client, "companies", name="Полюс"), new(client, "companies", name="Ветер")
    link(client, lead, polus, "companies")
    assert link(client, lead, veter, "companies")["metadata"] is None
    assert [each["to_entity_id"] for each in links(client, "leads", lead)] == [veter]


def test_a_link_is_seen_from_the_other_end(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", name="Мария")
    link(client, lead, maria)
    assert links(client, "contacts", maria) == [{"to_entity_id": lead, "to_entity_type": "leads", "metadata": None}]


def test_no_links_is_an_empty_array(client: httpx2.Client, lead: int) -> None:
    answer = client.get(f"/api/v4/leads/{lead}/links").json()
    assert (answer["_total_items"], answer["_embedded"]) == (0, {"links": []})
    assert client.get("/api/v4/leads/5/links").status_code == 204


def test_many_at_once_and_filters(client: httpx2.Client) -> None:
    first, second = new(client, "leads", name="Один"), new(client, "leads", name="Два")
    maria, polus = new(client, "contacts", name="Мария"), new(client, "companies", name="Полюс")
    body = [
        {"entity_id": first, "to_entity_type": "contacts", "to_entity_id": maria},
        {"entity_id": second, "to_entity_type": "contacts", "to_entity_id": maria},
        {"entity_id": second, "to_entity_type": "companies", "to_entity_id": polus},
    ]
    made = client.post("/api/v4/leads/link", json=body).json()
    assert made["_total_items"] == 3
    assert made["_embedded"]["links"][0] == {
        "entity_id": first,
        "entity_type": "leads",
        "to_entity_id": maria,
        "to_entity_type": "contacts",
        "metadata": {"main_contact": True},
    }
    listed = client.get(f"/api/v4/leads/links?filter[entity_id][]={first}&filter[entity_id][]={second}").json()
    assert listed["_total_items"] == 3
    polus_only = f"filter[to_entity_type]=companies&filter[to_entity_id]={polus}"
    only = client.get(f"/api/v4/leads/links?filter[entity_id][0]={second}&{polus_only}")
    assert [each["to_entity_id"] for each in only.json()["_embedded"]["links"]] == [polus]
    assert client.get("/api/v4/leads/links").status_code == 400
    assert client.post("/api/v4/leads/unlink", json=body[:1]).status_code == 204
    assert client.get(f"/api/v4/leads/links?filter[entity_id]={first}").json()["_total_items"] == 0


@pytest.mark.parametrize(
    ("write", "path"),
    [
        ({"to_entity_id": 5, "to_entity_type": "contacts"}, "to_entity_id"),
        ({"to_entity_id": 5, "to_entity_type": "tasks"}, "to_entity_type"),
        ({"to_entity_id": 5, "to_entity_type": "leads"}, "to_entity_type"),
    ],
)
def test_a_wrong_target_is_named(client: httpx2.Client, lead: int, write: dict[str, Any], path: str) -> None:
    answer = client.post(f"/api/v4/leads/{lead}/link", json=[write])
    assert answer.status_code == 400
    assert paths(answer) == [path]


@pytest.mark.parametrize(
    ("entity", "forbidden"),
    [
        ("leads", {"leads", "customers"}),
        ("contacts", {"contacts"}),
        ("companies", {"companies"}),
        ("customers", {"leads", "customers"}),
    ],
)
def test_an_unknown_end_is_named_whatever_its_kind(client: httpx2.Client, entity: str, forbidden: set[str]) -> None:
    id = new(client, entity, name="Ромашка")
    for kind in ("contacts", "leads", "companies", "customers", "catalog_elements"):
        body = [{"to_entity_id": 7, "to_entity_type": kind, "metadata": {"catalog_id": 5, "quantity": 1}}]
        path = "to_entity_type" if kind in forbidden else "to_entity_id"
        for verb in ("link", "unlink"):
            answer = client.post(f"/api/v4/{entity}/{id}/{verb}", json=body)
            assert answer.status_code == 400, answer.text
            [error] = answer.json()["validation-errors"][0]["errors"]
            assert (error["path"], error["code"]) == (path, "NotSupportedChoice")


def test_a_link_from_an_unknown_record_is_refused(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", name="Мария")
    write = {"to_entity_id": maria, "to_entity_type": "contacts"}
    for path, body in (("leads/7/link", write), ("leads/link", {**write, "entity_id": 7})):
        answer = client.post(f"/api/v4/{path}", json=[body])
        assert paths(answer) == ["entity_id"]
    answer = client.post("/api/v4/leads/link", json=[write])
    assert answer.json()["validation-errors"][0]["errors"][0] == {
        "code": "FieldMissing",
        "path": "entity_id",
        "detail": "This field is missing.",
    }


def test_a_wrong_link_takes_the_right_ones_with_it(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", name="Мария")
    right = {"to_entity_id": maria, "to_entity_type": "contacts"}
    assert client.post(f"/api/v4/leads/{lead}/link", json=[right, {**right, "to_entity_id": 7}]).status_code == 400
    assert links(client, "leads", lead) == []


@pytest.mark.parametrize("entity", ["leads", "contacts", "customers"])
def test_of_two_companies_in_one_batch_the_last_one_stands(client: httpx2.Client, entity: str) -> None:
    holder = new(client, entity, name="Заказ")
    first, second = new(client, "companies", name="Лютик"), new(client, "companies", name="Василёк")
    both = [{"to_entity_type": "companies", "to_entity_id": id} for id in (first, second)]
    answer = client.post(f"/api/v4/{entity}/{holder}/link", json=both).json()
    assert [each["to_entity_id"] for each in answer["_embedded"]["links"]] == [second]
    assert [each["to_entity_id"] for each in links(client, entity, holder)] == [second]


def test_links_of_a_company_reach_leads_and_people(client: httpx2.Client, lead: int) -> None:
    polus, maria = new(client, "companies", name="Полюс"), new(client, "contacts", name="Мария")
    body = [{"to_entity_id": lead, "to_entity_type": "leads"}, {"to_entity_id": maria, "to_entity_type": "contacts"}]
    made = client.post(f"/api/v4/companies/{polus}/link", json=body).json()
    assert made["_total_items"] == 2
    assert {each["to_entity_type"]: each["metadata"] for each in links(client, "companies", polus)} == {
        "leads": None,
        "contacts": {"main_contact": False},
    }
    card = client.get(f"/api/v4/companies/{polus}?with=leads,contacts").json()["_embedded"]
    assert [[each["id"] for each in card[kind]] for kind in ("leads", "contacts")] == [[lead], [maria]]
    assert [each["to_entity_id"] for each in links(client, "leads", lead)] == [polus]


def test_what_the_path_says_is_not_asked_of_the_body(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", name="Мария")
    write = {"entity_id": 7, "entity_type": "companies", "to_entity_id": maria, "to_entity_type": "contacts"}
    made = client.post(f"/api/v4/leads/{lead}/link", json=[write]).json()
    [held] = made["_embedded"]["links"]
    assert (held["entity_id"], held["entity_type"]) == (lead, "leads")
    home = f"https://romashka.voronka.test/api/v4/leads/{lead}/links"
    assert (made["_total_items"], made["_links"]) == (1, {"self": {"href": home}})
    listed = client.get(f"/api/v4/leads/{lead}/links").json()
    assert (listed["_total_items"], listed["_links"]) == (1, {"self": {"href": f"{home}?page=1&limit=50"}})
    assert client.post(f"/api/v4/leads/{lead}/unlink", json=[write]).status_code == 204
    assert links(client, "leads", lead) == []


def test_unlinking_what_is_not_linked_is_nothing_to_complain_of(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", name="Мария")
    body = [{"to_entity_id": maria, "to_entity_type": "contacts", "metadata": []}]
    assert client.post(f"/api/v4/leads/{lead}/unlink", json=body).status_code == 204


def test_a_link_counts_as_a_change_by_whom_it_names(client: httpx2.Client, world: World, lead: int) -> None:
    maria, petr = new(client, "contacts", name="Мария"), new(client, "contacts", name="Пётр")
    client.patch(f"/api/v4/leads/{lead}", json={"updated_at": 1_700_000_000, "updated_by": world.oleg.id})
    link(client, lead, maria)
    card = client.get(f"/api/v4/leads/{lead}").json()
    assert (card["updated_at"] > 1_700_000_000, card["updated_by"]) == (True, world.irina.id)
    link(client, lead, petr, metadata={"updated_by": world.anna.id})
    by = [client.get(f"/api/v4/{path}").json()["updated_by"] for path in (f"leads/{lead}", f"contacts/{petr}")]
    assert by == [world.anna.id, world.anna.id]
    body = [{"to_entity_id": petr, "to_entity_type": "contacts", "metadata": {"updated_by": 7}}]
    answer = client.post(f"/api/v4/leads/{lead}/unlink", json=body)
    assert paths(answer) == ["metadata.updated_by"]


@pytest.fixture
def roses(client: httpx2.Client) -> tuple[int, int]:
    """A catalog and an element of it."""
    catalog = client.post("/api/v4/catalogs", json=[{"name": "Цветы"}]).json()["_embedded"]["catalogs"][0]["id"]
    made = client.post(f"/api/v4/catalogs/{catalog}/elements", json=[{"name": "Розы"}]).json()
    return catalog, made["_embedded"]["elements"][0]["id"]


def test_an_element_hangs_on_a_lead_with_its_quantity(client: httpx2.Client, lead: int, roses: tuple[int, int]) -> None:
    catalog, element = roses
    kind = "catalog_elements"
    assert link(client, lead, element, kind, {"catalog_id": catalog, "quantity": 2})["metadata"] == {
        "quantity": 2,
        "catalog_id": catalog,
    }
    full = {"catalog_id": catalog, "quantity": 2.5, "price_id": None, "updated_by": None}
    assert link(client, lead, element, kind, full)["metadata"] == {"quantity": 2.5, "catalog_id": catalog}
    [held] = client.get(f"/api/v4/leads/{lead}?with=catalog_elements").json()["_embedded"]["catalog_elements"]
    assert held == {"id": element, "metadata": {"quantity": 2.5, "catalog_id": catalog}}
    assert [each["to_entity_id"] for each in links(client, "leads", lead, **{"filter[to_catalog_id]": catalog})] == [
        element
    ]
    assert links(client, "leads", lead, **{"filter[to_catalog_id]": catalog + 1}) == []
    for metadata, path in ((None, "metadata.catalog_id"), ({"catalog_id": 7}, "metadata.catalog_id")):
        body = [{"to_entity_id": element, "to_entity_type": kind, "metadata": metadata}]
        for verb in ("link", "unlink"):
            answer = client.post(f"/api/v4/leads/{lead}/{verb}", json=body)
            assert paths(answer) == [path]
    body = [{"to_entity_id": element, "to_entity_type": kind, "metadata": {"catalog_id": catalog}}]
    assert client.post(f"/api/v4/leads/{lead}/unlink", json=body).status_code == 204
    assert links(client, "leads", lead) == []
