"""The vendor's keys, all of them, in the vendor's order: of cards, of batches, of lists and of problems."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import new
from tests.world import World

# fmt: off
LEAD = [
    "id", "name", "price", "responsible_user_id", "group_id", "status_id", "pipeline_id", "loss_reason_id",
    "created_by", "updated_by", "created_at", "updated_at", "closed_at", "closest_task_at", "is_deleted",
    "custom_fields_values", "score", "account_id", "labor_cost", "price_with_minor_units", "_links", "_embedded",
]
CONTACT = [
    "id", "name", "first_name", "last_name", "responsible_user_id", "group_id", "created_by", "updated_by",
    "created_at", "updated_at", "closest_task_at", "is_deleted", "is_unsorted", "custom_fields_values", "account_id",
    "_links", "_embedded",
]
COMPANY = [
    "id", "name", "responsible_user_id", "group_id", "created_by", "updated_by", "created_at", "updated_at",
    "closest_task_at", "is_deleted", "custom_fields_values", "account_id", "_links", "_embedded",
]
CUSTOMER = [
    "id", "name", "next_price", "next_date", "responsible_user_id", "status_id", "periodicity", "created_by",
    "updated_by", "created_at", "updated_at", "closest_task_at", "is_deleted", "custom_fields_values", "ltv",
    "purchases_count", "average_check", "account_id", "_links", "_embedded",
]
# fmt: on
CARDS = {"leads": LEAD, "contacts": CONTACT, "companies": COMPANY, "customers": CUSTOMER}
ALWAYS = {
    "leads": ["tags", "companies"],
    "contacts": ["tags", "companies"],
    "companies": ["tags"],
    "customers": ["segments", "tags"],
}
ON_REQUEST = {
    "leads": ["contacts", "catalog_elements", "loss_reason", "source"],
    "contacts": ["leads", "customers", "catalog_elements", "social_profiles"],
    "companies": ["contacts", "leads", "customers", "catalog_elements"],
    "customers": ["contacts", "companies", "catalog_elements"],
}

entities = pytest.mark.parametrize("entity", list(CARDS))


@entities
def test_a_card_has_its_keys_in_order(client: httpx2.Client, entity: str) -> None:
    id = new(client, entity, name="Ромашка")
    card = client.get(f"/api/v4/{entity}/{id}").json()
    assert list(card) == CARDS[entity]
    assert list(card["_embedded"]) == ALWAYS[entity]
    [listed] = client.get(f"/api/v4/{entity}").json()["_embedded"][entity]
    assert list(listed.items()) == list(card.items())


@entities
def test_the_rest_is_embedded_only_when_asked_for(client: httpx2.Client, entity: str) -> None:
    id = new(client, entity, name="Ромашка")
    asked = ",".join([*ON_REQUEST[entity], "tags", "tasks", "nonsense"])
    card = client.get(f"/api/v4/{entity}/{id}", params={"with": asked}).json()
    assert set(card["_embedded"]) == {*ALWAYS[entity], *ON_REQUEST[entity]}
    assert all(held in ([], None) for held in card["_embedded"].values())
    for name in ON_REQUEST[entity]:
        [listed] = client.get(f"/api/v4/{entity}", params={"with": name}).json()["_embedded"][entity]
        assert set(listed["_embedded"]) == {*ALWAYS[entity], name}


def test_a_source_and_a_robots_price_are_shown_when_asked_for(client: httpx2.Client) -> None:
    id = new(client, "leads")
    lead = client.get(f"/api/v4/leads/{id}?with=source_id,is_price_modified_by_robot").json()
    assert (lead["source_id"], lead["is_price_modified_by_robot"]) == (None, False)
    assert set(lead) - set(LEAD) == {"source_id", "is_price_modified_by_robot"}


@entities
def test_a_batch_answers_shortly(client: httpx2.Client, entity: str) -> None:
    added = client.post(f"/api/v4/{entity}", json=[{"name": "Ромашка", "request_id": "a"}]).json()
    address = f"https://romashka.voronka.test/api/v4/{entity}"
    [ref] = added["_embedded"][entity]
    assert next(iter(added.items())) == ("_links", {"self": {"href": address}})
    assert list(ref) == ["id", "request_id", "_links"]
    assert ref["_links"] == {"self": {"href": f"{address}/{ref['id']}"}}
    named = [] if entity in ("leads", "customers") else ["name"]
    [changed] = client.patch(f"/api/v4/{entity}", json=[{"id": ref["id"]}]).json()["_embedded"][entity]
    assert list(changed) == ["id", *named, "updated_at", "request_id", "_links"]
    one = client.patch(f"/api/v4/{entity}/{ref['id']}", json={"id": ref["id"], "request_id": "0"}).json()
    assert list(one) == ["id", *named, "updated_at", "_links"]


@pytest.mark.parametrize(
    "path", ["leads", "contacts", "companies", "customers", "leads/tags", "companies/tags", "leads/complex"]
)
def test_a_request_id_comes_back_as_text(client: httpx2.Client, path: str) -> None:
    """The vendor's own client compares texts; where it sent none, or null, it looks for the item's index."""
    marks = [{"request_id": mark} for mark in ("мой №1", 5, -1, "", None)] + [{}]
    echoed = ["мой №1", "5", "-1", "", "4", "5"]
    sent = [{"name": f"Ромашка {place}", **mark} for place, mark in enumerate(marks)]
    answer = client.post(f"/api/v4/{path}", json=sent).json()
    if path == "leads/complex":
        assert [item["request_id"] for item in answer] == [[mark] for mark in echoed]
        return
    items = answer["_embedded"][path.rpartition("/")[2]]
    assert [item["request_id"] for item in items] == echoed
    if path != "companies/tags":
        changes = [{"id": item["id"], **mark} for item, mark in zip(items, marks, strict=True)]
        changed = client.patch(f"/api/v4/{path}", json=changes).json()["_embedded"][path.rpartition("/")[2]]
        assert [(item["id"], item["request_id"]) for item in changed] == [
            (item["id"], mark) for item, mark in zip(items, echoed, strict=True)
        ]


@pytest.mark.parametrize("mark", [1.5, True, [], {}])
def test_a_request_id_of_another_kind_is_refused(client: httpx2.Client, mark: Any) -> None:
    body = client.post("/api/v4/leads", json=[{"name": "Розы"}, {"request_id": mark}]).json()
    assert [(item["request_id"], item["errors"][0]["path"]) for item in body["validation-errors"]] == [
        ("1", "request_id")
    ]
    assert client.get("/api/v4/leads").status_code == 204


def test_a_list_has_its_page_its_links_and_its_items(client: httpx2.Client) -> None:
    for entity in (*CARDS, "leads/tags"):
        client.post(f"/api/v4/{entity}", json=[{"name": f"Ромашка {number}"} for number in range(5)])
        page = client.get(f"/api/v4/{entity}?limit=2&page=2").json()
        last = page["_embedded"][entity.rpartition("/")[2]][-1]["id"]
        assert list(page) == ["_page", "_links", "_embedded"]
        assert (page["_page"], len(page["_embedded"][entity.rpartition("/")[2]])) == (2, 2)
        address = f"https://romashka.voronka.test/api/v4/{entity}?page="
        assert {name: link["href"] for name, link in page["_links"].items()} == {
            "self": f"{address}2&limit=2",
            "next": f"{address}3&limit=2&after=3.{last}",
            "first": f"{address}1&limit=2",
            "prev": f"{address}1&limit=2",
        }


def test_links_are_counted_and_name_themselves(client: httpx2.Client) -> None:
    lead, person = new(client, "leads"), new(client, "contacts")
    body = [{"to_entity_id": person, "to_entity_type": "contacts"}]
    address = "https://romashka.voronka.test/api/v4/leads"
    made = client.post(f"/api/v4/leads/{lead}/link", json=body).json()
    assert list(made) == ["_total_items", "_links", "_embedded"]
    assert made["_links"] == {"self": {"href": f"{address}/{lead}/links"}}
    assert list(made["_embedded"]["links"][0]) == [
        "entity_id",
        "entity_type",
        "to_entity_id",
        "to_entity_type",
        "metadata",
    ]
    many = client.post("/api/v4/leads/link", json=[{**body[0], "entity_id": lead}]).json()
    assert many["_links"] == {"self": {"href": f"{address}/links"}}
    listed = client.get(f"/api/v4/leads/{lead}/links").json()
    assert listed["_links"] == {"self": {"href": f"{address}/{lead}/links?page=1&limit=50"}}
    assert list(listed["_embedded"]["links"][0]) == ["to_entity_id", "to_entity_type", "metadata"]
    of_many = client.get("/api/v4/leads/links", params={"filter[entity_id][0]": lead}).json()
    asked = f"{address}/links?filter%5Bentity_id%5D%5B0%5D={lead}&page=1&limit=50"
    assert of_many["_links"] == {"self": {"href": asked}}


def test_a_problem_has_its_keys_in_order(client: httpx2.Client, world: World) -> None:
    wrong = client.post("/api/v4/leads", json=[{"price": "дорого", "request_id": "p"}]).json()
    assert list(wrong) == ["validation-errors", "title", "type", "status", "detail"]
    assert wrong["validation-errors"] == [
        {
            "request_id": "p",
            "errors": [{"code": "InvalidType", "path": "price", "detail": "This value should be of type int."}],
        }
    ]
    for answer in (client.patch("/api/v4/leads/5", json={"name": "?"}), client.get("/api/v4/nothing")):
        assert list(answer.json()) == ["title", "type", "status", "detail"]
        assert (answer.json()["title"], answer.json()["type"]) == ("Not Found", "https://httpstatus.es/404")
    blank = client.post("/api/v4/leads", json=[])
    assert (blank.status_code, list(blank.json())) == (400, ["title", "type", "status", "detail"])
    assert "must not be blank" in blank.json()["detail"]
