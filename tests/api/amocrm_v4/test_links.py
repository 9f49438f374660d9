"""Links between leads, contacts, companies and catalog elements, from both ends."""

from typing import Any

import httpx2
import pytest


def new(client: httpx2.Client, entity: str, name: str) -> int:
    return client.post(f"/api/v4/{entity}", json=[{"name": name}]).json()["_embedded"][entity][0]["id"]


@pytest.fixture
def lead(client: httpx2.Client) -> int:
    return new(client, "leads", "Заказ")


def link(client: httpx2.Client, lead: int, to: int, kind: str = "contacts", metadata: Any = None) -> Any:
    body = [{"entity_type": None, "entity_id": None, "to_entity_type": kind, "to_entity_id": to, "metadata": metadata}]
    answer = client.post(f"/api/v4/leads/{lead}/link", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["_embedded"]["links"][0]


def links(client: httpx2.Client, entity: str, id: int, **filters: Any) -> list[Any]:
    return client.get(f"/api/v4/{entity}/{id}/links", params=filters).json()["_embedded"]["links"]


def test_the_first_contact_is_the_main_one_until_another_is_made_so(client: httpx2.Client, lead: int) -> None:
    maria, petr = new(client, "contacts", "Мария"), new(client, "contacts", "Пётр")
    assert link(client, lead, maria, metadata=[])["metadata"] == {"main_contact": True}
    assert link(client, lead, petr)["metadata"] == {"main_contact": False}
    assert link(client, lead, petr, metadata={"is_main": True})["metadata"] == {"main_contact": True}
    main = {each["to_entity_id"]: each["metadata"]["main_contact"] for each in links(client, "leads", lead)}
    assert main == {maria: False, petr: True}


def test_when_the_main_contact_leaves_the_next_takes_over(client: httpx2.Client, lead: int) -> None:
    maria, petr = new(client, "contacts", "Мария"), new(client, "contacts", "Пётр")
    link(client, lead, maria)
    link(client, lead, petr)
    body = [{"to_entity_type": "contacts", "to_entity_id": maria}]
    answer = client.post(f"/api/v4/leads/{lead}/unlink", json=body)
    assert (answer.status_code, answer.content) == (204, b"")
    assert [(each["to_entity_id"], each["metadata"]) for each in links(client, "leads", lead)] == [
        (petr, {"main_contact": True})
    ]


def test_a_second_company_takes_the_place_of_the_first(client: httpx2.Client, lead: int) -> None:
    polus, veter = new(client, "companies", "Полюс"), new(client, "companies", "Ветер")
    link(client, lead, polus, "companies")
    assert link(client, lead, veter, "companies")["metadata"] is None
    assert [each["to_entity_id"] for each in links(client, "leads", lead)] == [veter]


def test_a_link_is_seen_from_the_other_end(client: httpx2.Client, lead: int) -> None:
    maria = new(client, "contacts", "Мария")
    link(client, lead, maria)
    assert links(client, "contacts", maria) == [{"to_entity_id": lead, "to_entity_type": "leads", "metadata": None}]


def test_no_links_is_an_empty_array(client: httpx2.Client, lead: int) -> None:
    answer = client.get(f"/api/v4/leads/{lead}/links").json()
    assert (answer["_total_items"], answer["_embedded"]) == (0, {"links": []})
    assert client.get("/api/v4/leads/5/links").status_code == 204


def test_many_at_once_and_filters(client: httpx2.Client) -> None:
    first, second = new(client, "leads", "Один"), new(client, "leads", "Два")
    maria, polus = new(client, "contacts", "Мария"), new(client, "companies", "Полюс")
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
    assert answer.json()["validation-errors"][0]["errors"][0]["path"] == path
