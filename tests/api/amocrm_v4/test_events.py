"""What happened at «Ромашка», as an integration reads it: every filter, every spelling."""

import time
from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import EVENTS, change, events, faults, new, types
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import WON
from voronka.services import catalogs, leads


def test_an_event_says_what_happened_to_what(client: httpx2.Client, world: World) -> None:
    lead, stage = new(client), world.facts.main_pipeline.first_status
    change(client, lead, status_id=WON)
    body = client.get(EVENTS).json()
    assert set(body) == {"_page", "_links", "_embedded"}
    moved, added = body["_embedded"]["events"]
    assert moved == {
        "id": moved["id"],
        "type": "lead_status_changed",
        "entity_id": lead,
        "entity_type": "lead",
        "created_by": world.irina.id,
        "created_at": moved["created_at"],
        "value_after": [{"lead_status": {"id": WON, "pipeline_id": stage.pipeline_id}}],
        "value_before": [{"lead_status": {"id": stage.id, "pipeline_id": stage.pipeline_id}}],
        "account_id": world.romashka.id,
        "_links": {"self": {"href": f"https://romashka.voronka.test{EVENTS}/{moved['id']}"}},
        "_embedded": {
            "entity": {"id": lead, "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/leads/{lead}"}}}
        },
    }
    assert (len(moved["id"]), moved["id"].islower()) == (26, True)
    assert (added["type"], added["value_before"], added["value_after"]) == ("lead_added", [], [])
    assert client.get(f"{EVENTS}/{moved['id']}").json() == moved


def test_nothing_happened_yet(client: httpx2.Client) -> None:
    assert client.get(EVENTS).status_code == 204
    assert client.get(f"{EVENTS}/01j8k3m5n7p9q1r3s5t7v9w1x3").status_code == 204


def test_pages_are_newest_first_and_neither_overlap_nor_skip(client: httpx2.Client) -> None:
    made = [new(client) for _ in range(3)]
    first, second = (client.get(EVENTS, params={"limit": 2, "page": page}).json() for page in (1, 2))
    ids = [event["entity_id"] for page in (first, second) for event in page["_embedded"]["events"]]
    assert ids == made[::-1]
    assert (set(first["_links"]), set(second["_links"])) == ({"self", "next"}, {"self", "prev", "first"})


def test_a_page_has_at_most_a_hundred_events(client: httpx2.Client) -> None:
    answer = client.get(EVENTS, params={"limit": 101})
    assert (answer.status_code, answer.json()["title"]) == (422, "Unprocessable Entity")
    assert "100" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["id", "created_by", "entity", "entity_id", "type"])
def test_a_list_is_spelled_in_three_ways(client: httpx2.Client, client_of: ClientOf, world: World, name: str) -> None:
    flowers = new(client, "catalogs")
    made = new(client_of(world.anna)), new(client_of(world.oleg), "contacts")
    new(client, f"catalogs/{flowers}/elements")
    change(client, made[0], name="Юбилей")
    renamed, second, first = events(client)
    asked = {
        "id": [first["id"], second["id"]],
        "created_by": [world.anna.id, world.oleg.id],
        "entity": ["contact", f"catalog_{flowers}"],
        "entity_id": [made[0], made[0] + 77],
        "type": ["contact_added", "lead_added"],
    }[name]
    expected = {"entity": [second], "entity_id": [renamed, first]}.get(name, [second, first])
    alone = {"filter[entity]": "lead"} if name == "entity_id" else {}
    for query in (
        {f"filter[{name}]": ",".join(map(str, asked))},
        {f"filter[{name}][]": asked},
        {f"filter[{name}][{place}]": value for place, value in enumerate(asked)},
    ):
        assert client.get(EVENTS, params={**query, **alone}).json()["_embedded"]["events"] == expected


def test_created_at_is_a_moment_a_pair_or_two_ends(client: httpx2.Client) -> None:
    new(client)
    [event] = events(client)
    at = event["created_at"]
    assert abs(at - time.time()) < 60
    assert [len(events(client, created_at=moment)) for moment in (at - 1, at)] == [1, 0]
    assert [len(events(client, created_at=pair)) for pair in (f"{at},{at}", f"{at + 1},{at + 9}")] == [1, 0]
    for ends, count in (({"from": at}, 1), ({"to": at - 1}, 0), ({"from": at - 5, "to": at}, 1), ({"to": at + 0.5}, 1)):
        params = {f"filter[created_at][{end}]": value for end, value in ends.items()}
        answer = client.get(EVENTS, params=params)
        assert (len(answer.json()["_embedded"]["events"]) if answer.content else 0) == count
    assert faults(client, "filter[created_at]=1,2,3") == [("filter.created_at", "TooMany")]


def test_created_by_finds_whose_hand_it_was(client: httpx2.Client, client_of: Any, world: World) -> None:
    new(client)
    new(client_of(world.anna))
    assert [event["created_by"] for event in events(client, created_by=world.anna.id)] == [world.anna.id]
    assert len(events(client, created_by=f"{world.anna.id},{world.irina.id}")) == 2
    assert faults(client, "filter[created_by]=1,2,3,4,5,6,7,8,9,10,11") == [("filter.created_by", "TooMany")]


def test_entities_are_named_in_the_singular(client: httpx2.Client) -> None:
    new(client)
    new(client, "contacts")
    assert types(events(client, entity="contact")) == ["contact_added"]
    assert types(events(client, entity="lead,contact")) == ["contact_added", "lead_added"]
    assert events(client, entity="task") == []
    assert faults(client, "filter[entity]=leads") == [("filter.entity", "NotSupportedChoice")]


def test_entity_id_needs_exactly_one_entity(client: httpx2.Client) -> None:
    first, second, _ = new(client), new(client), new(client)
    assert [event["entity_id"] for event in events(client, entity="lead", entity_id=first)] == [first]
    found = events(client, entity="lead", entity_id=f"{first},{second}")
    assert [event["entity_id"] for event in found] == [second, first]
    assert faults(client, f"filter[entity_id]={first}") == [("filter.entity", "FieldMissing")]
    assert faults(client, f"filter[entity_id]={first}&filter[entity]=lead,contact") == [("filter.entity", "TooMany")]
    eleven = ",".join(str(id) for id in range(11))
    assert faults(client, f"filter[entity]=lead&filter[entity_id]={eleven}") == [("filter.entity_id", "TooMany")]


def test_types(client: httpx2.Client) -> None:
    lead = new(client)
    change(client, lead, name="Юбилей", price=5000)
    assert types(events(client, type="name_field_changed")) == ["name_field_changed"]
    assert set(types(events(client, type="name_field_changed,lead_added"))) == {"name_field_changed", "lead_added"}
    assert faults(client, "filter[type]=lead_exploded") == [("filter.type", "NotSupportedChoice")]


@pytest.mark.parametrize("noun", ["lead", "contact", "company", "customer"])
def test_each_kind_of_record_is_named_by_its_own_word(client: httpx2.Client, noun: str) -> None:
    id = new(client, Kind[noun.upper()].plural, name="Ромашка")
    [added] = events(client, with_=f"{noun}_name")
    assert added["_embedded"]["entity"] == {
        "id": id,
        "name": "Ромашка",
        "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/{Kind[noun.upper()].plural}/{id}"}},
    }


def test_names_are_told_where_they_are_asked_for(client: httpx2.Client) -> None:
    new(client)
    new(client, "contacts", name="Мария")
    assert names(events(client, with_="lead_name")) == {"lead_added": "Свадьба", "contact_added": None}
    both = events(client, with_="lead_name,contact_name,unknown")
    assert names(both) == {"lead_added": "Свадьба", "contact_added": "Мария"}
    one = client.get(f"{EVENTS}/{both[0]['id']}", params={"with": "contact_name"}).json()
    assert names([one]) == {"contact_added": "Мария"}


def names(found: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["type"]: event["_embedded"]["entity"].get("name") for event in found}


def test_a_deleted_leads_events_are_still_told_by_name(client: httpx2.Client, world: World) -> None:
    lead = new(client)
    world.do(leads.delete, [lead])
    found = events(client, with_="lead_name")
    assert names(found) == {"lead_deleted": "Свадьба", "lead_added": "Свадьба"}


def test_elements_are_told_by_their_catalog(client: httpx2.Client, world: World) -> None:
    [flowers, vases] = world.do(catalogs.add, [CatalogWrite(name="Цветы"), CatalogWrite(name="Вазы")])
    paths = [f"catalogs/{catalog.id}/elements" for catalog in (flowers, vases)]
    rose, vase = (new(client, path, name="Роза") for path in paths)
    change(client, rose, paths[0], name="Роза белая")
    change(client, vase, paths[1], name="Ваза")
    [event] = events(client, entity=f"catalog_{flowers.id}", with_="catalog_element_name,catalog_name")
    assert (event["type"], event["entity_type"]) == ("name_field_changed", f"catalog_{flowers.id}")
    assert event["_embedded"]["entity"] == {
        "id": rose,
        "name": "Роза белая",
        "catalog_id": flowers.id,
        "catalog_name": "Цветы",
        "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/{paths[0]}/{rose}"}},
    }
    assert len(events(client, entity=f"catalog_{flowers.id},catalog_{vases.id}")) == 2
    assert len(events(client, entity=f"catalog_{vases.id}", entity_id=vase)) == 1


def test_another_accounts_events_do_not_exist(client: httpx2.Client, client_of: Any, world: World) -> None:
    new(client)
    [event] = events(client)
    egor = client_of(world.egor)
    assert egor.get(EVENTS).status_code == 204
    assert egor.get(f"{EVENTS}/{event['id']}").status_code == 204


def test_fifty_events_take_no_more_statements_than_one(client: httpx2.Client, statements: Any) -> None:
    new(client)
    with statements() as one:
        assert len(events(client, with_="lead_name,contact_name")) == 1
    client.post("/api/v4/leads", json=[{"name": f"Заказ {number}"} for number in range(49)])
    with statements() as many:
        assert len(events(client, with_="lead_name,contact_name")) == 50
    assert len(one) == len(many)


def test_a_linked_element_is_told_at_both_ends(client: httpx2.Client, world: World) -> None:
    [catalog] = world.do_as(world.irina, catalogs.add, [CatalogWrite(name="Букеты")])
    lead, rose = new(client), new(client, f"catalogs/{catalog.id}/elements")
    hung = {"to_entity_id": rose, "to_entity_type": "catalog_elements", "metadata": {"catalog_id": catalog.id}}
    assert client.post(f"/api/v4/leads/{lead}/link", json=[hung]).status_code == 200

    [on_the_lead] = events(client, type="entity_linked")
    [on_the_rose] = events(client, type="lead_linked", entity=f"catalog_{catalog.id}")

    assert on_the_lead["value_after"] == [{"link": {"entity": {"type": "catalog_element", "id": rose}}}]
    assert (on_the_rose["entity_type"], on_the_rose["entity_id"]) == (f"catalog_{catalog.id}", rose)
    assert on_the_rose["value_after"] == [{"link": {"entity": {"type": "lead", "id": lead}}}]
    address = f"/api/v4/catalogs/{catalog.id}/elements/{rose}"
    assert on_the_rose["_embedded"]["entity"]["_links"]["self"]["href"].endswith(address)


def test_a_robot_is_nobody_and_somebody_else_is_named(client: httpx2.Client, world: World) -> None:
    lead = new(client, created_by=0)
    change(client, lead, name="Похороны", updated_by=0)
    change(client, lead, price=5, updated_by=world.anna.id)
    told = {event["type"]: event["created_by"] for event in events(client)}
    assert told == {"lead_added": 0, "name_field_changed": 0, "sale_field_changed": world.anna.id}
    assert types(events(client, created_by="0")) == ["name_field_changed", "lead_added"]
