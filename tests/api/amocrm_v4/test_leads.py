"""Анна Соколова and Ирина Волкова work with leads over HTTP, as an integration would."""

import time
from typing import Any

import httpx2
import pytest

from tests.answers import embedded, paths
from tests.world import World
from voronka.domain.leads import LeadChange
from voronka.domain.pipelines import LOST, WON


@pytest.fixture
def pipeline(world: World) -> Any:
    return world.facts.main_pipeline


def add(client: httpx2.Client, **lead: Any) -> int:
    return embedded(client.post("/api/v4/leads", json=[lead]))[0]["id"]


def get(client: httpx2.Client, id: int, with_: str = "") -> dict[str, Any]:
    return client.get(f"/api/v4/leads/{id}", params={"with": with_} if with_ else {}).json()


def test_a_new_lead_without_anything_starts_at_the_first_stage(
    client: httpx2.Client, world: World, pipeline: Any
) -> None:
    id = add(client)
    lead = get(client, id)
    assert lead["name"] == f"Сделка #{id}"
    assert (lead["pipeline_id"], lead["status_id"]) == (pipeline.id, pipeline.first_status.id)
    assert lead["responsible_user_id"] == lead["created_by"] == world.irina.id
    assert lead["custom_fields_values"] is None
    assert lead["closed_at"] is None
    assert lead["_embedded"] == {"tags": [], "companies": []}
    assert lead["_links"]["self"]["href"] == f"https://romashka.voronka.test/api/v4/leads/{id}"


def test_answers_are_paired_with_what_was_sent_by_request_id(client: httpx2.Client) -> None:
    answer = client.post("/api/v4/leads", json=[{"name": "Розы", "request_id": "r-1"}, {"name": "Тюльпаны"}])
    assert [item["request_id"] for item in answer.json()["_embedded"]["leads"]] == ["r-1", "1"]
    assert answer.headers["content-type"] == "application/hal+json"
    assert answer.headers["x-request-id"]


def test_the_fraction_of_a_price_is_kept_and_cut_off_in_whole_units(client: httpx2.Client) -> None:
    lead = get(client, add(client, price=260.55))
    assert lead["price"] == 260
    assert lead["price_with_minor_units"] == 260.55


def test_winning_dates_the_end_and_reopening_takes_it_back(client: httpx2.Client, pipeline: Any) -> None:
    id = add(client, name="Свадьба")
    client.patch(f"/api/v4/leads/{id}", json={"status_id": WON})
    assert abs(get(client, id)["closed_at"] - time.time()) < 60
    client.patch(f"/api/v4/leads/{id}", json={"status_id": pipeline.first_status.id})
    assert get(client, id)["closed_at"] is None


def test_a_reason_of_loss_stands_only_beside_a_lost_lead(client: httpx2.Client, world: World) -> None:
    reason = next(iter(world.facts.loss_reasons))
    id = add(client, status_id=LOST, loss_reason_id=reason)
    lead = get(client, id, "loss_reason")
    assert lead["loss_reason_id"] == reason
    [told] = lead["_embedded"]["loss_reason"]
    assert (list(told), told["id"]) == (["id", "name", "sort", "created_at", "updated_at", "_links"], reason)
    client.patch(f"/api/v4/leads/{id}", json={"status_id": WON})
    lead = get(client, id, "loss_reason")
    assert lead["loss_reason_id"] is None
    assert lead["_embedded"]["loss_reason"] == []


def test_a_patch_changes_what_it_names_and_nothing_else(client: httpx2.Client) -> None:
    id = add(client, name="Букет", price=1500, tags_to_add=[{"name": "сайт"}])
    before = get(client, id)
    answer = client.patch(f"/api/v4/leads/{id}", json={"price": 1700, "id": id, "request_id": "0"})
    assert set(answer.json()) == {"id", "updated_at", "_links"}
    after = get(client, id)
    assert after["price"] == 1700
    assert {**after, "price": 0, "price_with_minor_units": 0, "updated_at": 0} == {
        **before,
        "price": 0,
        "price_with_minor_units": 0,
        "updated_at": 0,
    }


def test_a_batch_changes_each_lead_and_echoes_request_ids(client: httpx2.Client) -> None:
    first, second = add(client, name="Один"), add(client, name="Два")
    changes = [
        {"id": second, "name": "Двадцать", "request_id": "b"},
        {"id": first, "name": "Десять", "request_id": "a"},
    ]
    refs = client.patch("/api/v4/leads", json=changes).json()["_embedded"]["leads"]
    assert [(ref["id"], ref["request_id"]) for ref in refs] == [(second, "b"), (first, "a")]
    assert all("updated_at" in ref for ref in refs)
    assert [get(client, id)["name"] for id in (first, second)] == ["Десять", "Двадцать"]


def test_one_bad_item_stores_nothing_and_every_fault_is_named(client: httpx2.Client) -> None:
    leads = [
        {"name": "Хорошая", "request_id": "good"},
        {"name": "Плохая", "status_id": 1, "responsible_user_id": 77, "request_id": "bad"},
    ]
    answer = client.post("/api/v4/leads", json=leads)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["title"], body["type"], body["detail"]) == (
        "Bad Request",
        "https://httpstatus.es/400",
        "Request validation failed",
    )
    assert [item["request_id"] for item in body["validation-errors"]] == ["bad"]
    assert {(error["code"], error["path"]) for error in body["validation-errors"][0]["errors"]} == {
        ("NotSupportedChoice", "status_id"),
        ("NotSupportedChoice", "responsible_user_id"),
    }
    assert client.get("/api/v4/leads").status_code == 204


def test_tags_replace_add_and_go(client: httpx2.Client) -> None:
    id = add(client, _embedded={"tags": [{"name": "VIP"}, {"name": "опт"}]})
    names = lambda: sorted(tag["name"] for tag in get(client, id)["_embedded"]["tags"])  # noqa: E731
    assert names() == ["VIP", "опт"]
    client.patch(f"/api/v4/leads/{id}", json={"tags_to_add": [{"name": "срочно"}], "tags_to_delete": [{"name": "опт"}]})
    assert names() == ["VIP", "срочно"]
    client.patch(f"/api/v4/leads/{id}", json={"_embedded": {"tags": [{"name": "опт"}]}})
    assert names() == ["опт"]
    client.patch(f"/api/v4/leads/{id}", json={"_embedded": {"tags": None}})
    assert names() == []


def test_a_stage_alone_finds_its_pipeline(client: httpx2.Client, pipeline: Any) -> None:
    made = client.post("/api/v4/leads/pipelines", json=[NEW_PIPELINE]).json()["_embedded"]["pipelines"][0]
    stage = next(status for status in made["_embedded"]["statuses"] if status["name"] == "Диагностика")
    id = add(client, name="Ремонт")
    client.patch(f"/api/v4/leads/{id}", json={"status_id": stage["id"]})
    assert get(client, id)["pipeline_id"] == made["id"]
    client.patch(f"/api/v4/leads/{id}", json={"pipeline_id": pipeline.id})
    assert get(client, id)["status_id"] == pipeline.first_status.id


NEW_PIPELINE = {
    "name": "Сервис",
    "sort": 30,
    "is_main": False,
    "is_unsorted_on": True,
    "_embedded": {"statuses": [{"name": "Диагностика", "sort": 20, "color": "#98cbff"}]},
}


def test_leads_come_with_contacts_and_a_company(client: httpx2.Client) -> None:
    people = client.post("/api/v4/contacts", json=[{"name": "Мария Ким"}, {"name": "Пётр Лин"}]).json()["_embedded"][
        "contacts"
    ]
    company = client.post("/api/v4/companies", json=[{"name": "ООО Полюс"}]).json()["_embedded"]["companies"][0]
    embedded = {
        "contacts": [{"id": people[0]["id"]}, {"id": people[1]["id"], "is_main": True}],
        "companies": [{"id": company["id"]}],
    }
    lead = get(client, add(client, _embedded=embedded), "contacts")
    assert {contact["id"]: contact["is_main"] for contact in lead["_embedded"]["contacts"]} == {
        people[0]["id"]: False,
        people[1]["id"]: True,
    }
    assert [held["id"] for held in lead["_embedded"]["companies"]] == [company["id"]]


def test_a_source_is_said_of_a_new_lead_alone(client: httpx2.Client) -> None:
    client.post("/api/v4/sources", json=[{"name": "Лендинг", "external_id": "l"}, {"name": "Чат", "external_id": "c"}])
    id = add(client, _embedded={"source": {"external_id": "l", "type": "widget"}})
    client.patch(f"/api/v4/leads/{id}", json={"_embedded": {"source": {"external_id": "c"}}}).raise_for_status()
    lead = get(client, id, "source,source_id")
    assert lead["_embedded"]["source"] == {"id": lead["source_id"], "name": "Лендинг"}
    answer = client.post("/api/v4/leads", json=[{"_embedded": {"source": {"external_id": "?"}}}])
    assert paths(answer) == ["_embedded.source.external_id"]


def test_a_price_that_a_robot_writes_is_known_as_such(client: httpx2.Client, world: World) -> None:
    from voronka.services import leads

    id = add(client, price=100)
    world.do(leads.update, [LeadChange(id=id, price=20000)])
    assert get(client, id, "is_price_modified_by_robot")["is_price_modified_by_robot"] is True
    client.patch(f"/api/v4/leads/{id}", json={"price": 300})
    assert get(client, id, "is_price_modified_by_robot")["is_price_modified_by_robot"] is False


def test_an_unknown_contact_refuses_the_lead(client: httpx2.Client) -> None:
    answer = client.post("/api/v4/leads", json=[{"_embedded": {"contacts": [{"id": 5}]}}])
    assert paths(answer) == ["_embedded.contacts.0.id"]


def test_an_unknown_lead_is_204_to_read_404_to_change_and_a_fault_in_a_batch(client: httpx2.Client) -> None:
    assert client.get("/api/v4/leads/5").status_code == 204
    assert client.patch("/api/v4/leads/5", json={"name": "?"}).status_code == 404
    answer = client.patch("/api/v4/leads", json=[{"id": 5, "name": "?"}])
    assert answer.json()["validation-errors"][0]["errors"][0] == {
        "code": "NotSupportedChoice",
        "path": "id",
        "detail": "The value you selected is not a valid choice.",
    }


def test_deleted_leads_are_listed_only_when_asked_for(client: httpx2.Client, world: World) -> None:
    from voronka.services import leads

    kept, gone = add(client, name="Осталась"), add(client, name="Ушла")
    world.do(leads.delete, [gone])
    listed = client.get("/api/v4/leads").json()["_embedded"]["leads"]
    assert [lead["id"] for lead in listed] == [kept]
    listed = client.get("/api/v4/leads", params={"with": "only_deleted"}).json()["_embedded"]["leads"]
    assert [(lead["id"], lead["is_deleted"]) for lead in listed] == [(gone, True)]
    world.do(leads.restore, [gone])
    assert client.get(f"/api/v4/leads/{gone}").json()["is_deleted"] is False


def test_another_accounts_lead_does_not_exist(client: httpx2.Client, client_of: Any, world: World) -> None:
    id = add(client, name="Наша")
    veter = client_of(world.egor)
    assert veter.get(f"/api/v4/leads/{id}").status_code == 204
    assert veter.patch(f"/api/v4/leads/{id}", json={"name": "Чужая"}).status_code == 404
    assert get(client, id)["name"] == "Наша"


def test_fifty_leads_cost_as_many_statements_as_one(client: httpx2.Client, statements: Any) -> None:
    person = client.post("/api/v4/contacts", json=[{"name": "Мария"}]).json()["_embedded"]["contacts"][0]["id"]
    lead = {"name": "Заказ", "tags_to_add": [{"name": "опт"}], "_embedded": {"contacts": [{"id": person}]}}
    add(client, **lead)
    with statements() as one:
        client.post("/api/v4/leads", json=[lead])
    with statements() as fifty:
        ids = [ref["id"] for ref in client.post("/api/v4/leads", json=[lead] * 50).json()["_embedded"]["leads"]]
    assert len(fifty) == len(one)
    with statements() as one:
        client.patch("/api/v4/leads", json=[{"id": ids[0], "name": "Первый", "status_id": WON}])
    with statements() as fifty:
        client.patch("/api/v4/leads", json=[{"id": id, "name": "Новый", "status_id": LOST} for id in ids])
    assert len(fifty) == len(one)
    with statements() as page:
        client.get("/api/v4/leads", params={"with": "contacts", "limit": 250})
    assert len([each for each in page if each.startswith("SELECT")]) <= 5  # account, token, leads, tags, links
