"""Requests that wait are sorted: accepted, declined, moved by hand; counted; by whoever may, and others are told."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults_of_items
from tests.api.amocrm_v4.happenings import events, types
from tests.api.amocrm_v4.incoming import UNSORTED, add, call, ends, form, listed
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.pipelines import Pipeline
from voronka.services import contacts, leads


@pytest.fixture
def sales(world: World) -> Pipeline:
    return world.facts.main_pipeline


def test_accepting_moves_the_lead_to_the_first_stage(client: httpx2.Client, world: World, sales: Pipeline) -> None:
    [made] = add(client, "forms", form(created_at=1750000000))
    answer = client.post(f"{UNSORTED}/{made['uid']}/accept", json={"user_id": world.anna.id})
    assert answer.status_code == 200
    assert answer.json() == {
        "uid": made["uid"],
        "pipeline_id": sales.id,
        "category": "forms",
        "created_at": 1750000000,
        "_embedded": made["_embedded"],
    }
    lead = client.get(f"/api/v4/leads/{ends(made)['leads']}").json()
    assert (lead["status_id"], lead["responsible_user_id"]) == (sales.first_status.id, world.anna.id)
    for entity in ("contacts", "companies"):
        card = client.get(f"/api/v4/{entity}/{ends(made)[entity]}").json()
        assert card["responsible_user_id"] == world.anna.id
    assert listed(client) == []
    assert client.get(f"{UNSORTED}/{made['uid']}").status_code == 204
    moved = {"id": sales.first_status.id, "pipeline_id": sales.id}
    [event] = events(client, type="lead_status_changed")
    assert event["value_after"] == [{"lead_status": moved}]


@pytest.mark.parametrize("parts", [[], ["contacts"], ["companies"], ["contacts", "companies"]])
@pytest.mark.parametrize("is_there", [False, True], ids=["new", "there before"])
@pytest.mark.parametrize("said", [set(), {"user_id"}, {"status_id"}, {"user_id", "status_id"}])
def test_whatever_came_with_a_request_is_accepted_with_it(
    client: httpx2.Client, world: World, sales: Pipeline, parts: list[str], is_there: bool, said: set[str]
) -> None:
    """Who and what was there before stays with whom it was."""
    came: dict[str, Any] = {"leads": [{"name": "Букет"}]}
    for part in parts:
        record = {"name": part, "responsible_user_id": world.oleg.id}
        if is_there:
            record = {"id": client.post(f"/api/v4/{part}", json=[record]).json()["_embedded"][part][0]["id"]}
        came[part] = [record]
    [made] = add(client, "forms", form(_embedded=came))
    everything = {"user_id": world.anna.id, "status_id": sales.statuses[2].id}
    body = {name: everything[name] for name in said}
    answer = client.post(f"{UNSORTED}/{made['uid']}/accept", json=body).json()
    assert answer["_embedded"] == made["_embedded"]
    assert sorted(ends(answer)) == sorted(["leads", *parts])
    lead = client.get(f"/api/v4/leads/{ends(made)['leads']}?with=contacts").json()
    responsible = world.anna.id if "user_id" in said else world.irina.id
    stage = sales.statuses[2].id if "status_id" in said else sales.first_status.id
    assert (lead["responsible_user_id"], lead["pipeline_id"], lead["status_id"]) == (responsible, sales.id, stage)
    for part in parts:
        [card] = listed(client, f"/api/v4/{part}")
        assert card["id"] == lead["_embedded"][part][0]["id"] == ends(made)[part]
        assert card["responsible_user_id"] == (world.oleg.id if is_there else responsible)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"user_id": 0, "status_id": null}', b" [ ] "])
def test_without_a_body_whoever_calls_is_responsible(
    client_of: ClientOf, client: httpx2.Client, world: World, sales: Pipeline, body: bytes
) -> None:
    [made] = add(client, "forms", form())
    assert client_of(world.anna).post(f"{UNSORTED}/{made['uid']}/accept", content=body).status_code == 200
    lead = client.get(f"/api/v4/leads/{ends(made)['leads']}").json()
    assert (lead["status_id"], lead["responsible_user_id"]) == (sales.first_status.id, world.anna.id)


def test_another_stage_may_be_named(client: httpx2.Client, sales: Pipeline) -> None:
    last = [status for status in sales.statuses if status.is_editable][-1]
    [first, second] = add(client, "forms", form(), form(2))
    for made, status in ((first, last.id), (second, 142)):
        client.post(f"{UNSORTED}/{made['uid']}/accept", json={"status_id": status}).raise_for_status()
        lead = client.get(f"/api/v4/leads/{ends(made)['leads']}").json()
        assert (lead["pipeline_id"], lead["status_id"]) == (sales.id, status)


def test_who_and_where_must_exist(client: httpx2.Client, sales: Pipeline) -> None:
    [made] = add(client, "forms", form())
    for status in (5, sales.unsorted_status.id):
        answer = client.post(f"{UNSORTED}/{made['uid']}/accept", json={"user_id": 5, "status_id": status})
        assert [path for path, _ in faults_of_items(answer)["0"]] == ["user_id", "status_id"]
    declined = client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline", json={"user_id": 5})
    assert faults_of_items(declined) == {"0": [("user_id", "NotSupportedChoice")]}
    assert len(listed(client)) == 1


def test_declining_throws_away_what_came_with_it(client: httpx2.Client, sales: Pipeline) -> None:
    [made] = add(client, "forms", form(created_at=1750000000))
    answer = client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline", content=b"")
    assert answer.status_code == 200
    assert answer.json() == {
        "uid": made["uid"],
        "pipeline_id": sales.id,
        "category": "forms",
        "created_at": 1750000000,
        "_embedded": made["_embedded"],
    }
    for entity, id in ends(made).items():
        assert client.get(f"/api/v4/{entity}/{id}").status_code == 204
        [binned] = listed(client, f"/api/v4/{entity}", **{"with": "only_deleted"})
        assert (binned["id"], binned["is_deleted"]) == (id, True)
    assert listed(client) == []
    assert sorted(types(events(client, type="lead_deleted,contact_deleted,company_deleted"))) == [
        *("company_deleted", "contact_deleted", "lead_deleted"),
    ]


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_what_is_sorted_is_not_sorted_again(client: httpx2.Client, verb: str) -> None:
    [made] = add(client, "forms", form())
    methods = {"accept": "POST", "decline": "DELETE"}
    assert client.request(methods[verb], f"{UNSORTED}/{made['uid']}/{verb}").status_code == 200
    for again, method in methods.items():
        answer = client.request(method, f"{UNSORTED}/{made['uid']}/{again}")
        assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")
        assert client.request(method, f"{UNSORTED}/nonsense/{again}").status_code == 404


def test_a_contact_who_was_there_before_stays_when_it_is_declined(client: httpx2.Client) -> None:
    maria = client.post("/api/v4/contacts", json=[{"name": "Мария"}]).json()["_embedded"]["contacts"][0]["id"]
    [made] = add(client, "forms", form(_embedded={"contacts": [{"id": maria}]}))
    assert ends(made)["contacts"] == maria
    client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").raise_for_status()
    assert client.get(f"/api/v4/contacts/{maria}").json()["is_unsorted"] is False


def test_a_lead_that_is_moved_by_hand_is_accepted(client: httpx2.Client, sales: Pipeline) -> None:
    [first, second] = add(client, "forms", form(), form(2))
    lead = ends(first)["leads"]
    client.patch("/api/v4/leads", json=[{"id": lead, "name": "Ещё ждёт"}]).raise_for_status()
    assert len(listed(client)) == 2
    client.patch("/api/v4/leads", json=[{"id": lead, "status_id": sales.first_status.id}]).raise_for_status()
    assert [item["uid"] for item in listed(client)] == [second["uid"]]
    assert [item["id"] for item in listed(client, "/api/v4/contacts")] == [ends(first)["contacts"]]
    assert client.get(f"{UNSORTED}/summary").json()["accepted"] == 1


def test_in_the_first_stage_of_another_pipeline_it_still_waits(client: httpx2.Client) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    [other] = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"]
    [stage] = [status["id"] for status in other["_embedded"]["statuses"] if status["type"] == 1]
    [made] = add(client, "forms", form())
    move = {"pipeline_id": other["id"], "status_id": stage}
    client.patch(f"/api/v4/leads/{ends(made)['leads']}", json=move).raise_for_status()
    assert client.get(f"{UNSORTED}/{made['uid']}").json()["pipeline_id"] == other["id"]
    assert client.delete(f"/api/v4/leads/pipelines/{other['id']}").status_code == 422


def test_a_lead_that_is_deleted_is_declined(client: httpx2.Client, world: World) -> None:
    [made] = add(client, "forms", form())
    world.do(leads.delete, [ends(made)["leads"]])
    assert listed(client) == []
    assert client.get(f"{UNSORTED}/summary").json()["declined"] == 1
    assert client.get(f"/api/v4/contacts/{ends(made)['contacts']}").status_code == 204


@pytest.mark.parametrize("how", ["declined", "deleted"])
def test_from_the_recycle_bin_it_comes_back_as_a_deal(
    client: httpx2.Client, world: World, sales: Pipeline, how: str
) -> None:
    """Its contact stays there until he is restored himself."""
    [made] = add(client, "forms", form())
    lead, contact = ends(made)["leads"], ends(made)["contacts"]
    if how == "declined":
        client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").raise_for_status()
    else:
        world.do(leads.delete, [lead])
    world.do(leads.restore, [lead])
    card = client.get(f"/api/v4/leads/{lead}").json()
    assert (card["status_id"], card["is_deleted"]) == (sales.first_status.id, False)
    assert listed(client) == []
    assert client.get(f"{UNSORTED}/summary").json()["declined"] == 1
    assert client.get(f"/api/v4/contacts/{contact}").status_code == 204
    assert types(events(client, entity="lead", entity_id=lead))[:2] == ["lead_status_changed", "lead_restored"]
    world.do(contacts.restore, [contact])
    assert client.get(f"/api/v4/leads/{lead}?with=contacts").json()["_embedded"]["contacts"][0]["id"] == contact


def test_where_the_stage_is_switched_off_requests_are_accepted_as_they_come(
    client: httpx2.Client, sales: Pipeline
) -> None:
    [waits] = add(client, "forms", form())
    client.patch(f"/api/v4/leads/pipelines/{sales.id}", json={"is_unsorted_on": False}).raise_for_status()
    [made] = add(client, "forms", form(2))
    assert client.get(f"/api/v4/leads/{ends(made)['leads']}").json()["status_id"] == sales.first_status.id
    assert [item["id"] for item in listed(client, "/api/v4/contacts")] == [ends(made)["contacts"]]
    assert [item["uid"] for item in listed(client)] == [waits["uid"]]
    add(client, "forms", form(2))


def test_a_pipeline_whose_requests_were_sorted_can_be_deleted(client: httpx2.Client) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    [other] = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"]
    [made] = add(client, "forms", form(pipeline_id=other["id"]))
    client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").raise_for_status()
    assert client.delete(f"/api/v4/leads/pipelines/{other['id']}").status_code == 204
    assert client.get(f"{UNSORTED}/summary").json()["total"] == 1


def test_all_are_counted(client: httpx2.Client, world: World, sales: Pipeline) -> None:
    assert client.get(f"{UNSORTED}/summary").json() == {
        "total": 0,
        "accepted": 0,
        "declined": 0,
        "average_sort_time": 0,
        "categories": {"sip": {"total": 0}, "mail": {"total": 0}, "forms": {"total": 0}, "chats": {"total": 0}},
    }
    now = client.get(f"/api/v4/leads/{ends(add(client, 'sip', call())[0])['leads']}").json()["created_at"]
    [first, second] = add(client, "forms", form(created_at=now - 1000), form(2, created_at=now - 3000))
    client.post(f"{UNSORTED}/{first['uid']}/accept").raise_for_status()
    client.request("DELETE", f"{UNSORTED}/{second['uid']}/decline").raise_for_status()

    def counted(**params: Any) -> dict[str, Any]:
        return client.get(f"{UNSORTED}/summary", params=params).json()

    everything = counted()
    assert (everything["total"], everything["accepted"], everything["declined"]) == (3, 1, 1)
    assert 2000 <= everything["average_sort_time"] <= 2060
    assert everything["categories"] == {
        "sip": {"total": 1},
        "mail": {"total": 0},
        "forms": {"total": 2},
        "chats": {"total": 0},
    }
    assert counted(**{"filter[uid]": first["uid"]})["total"] == 1
    assert counted(**{"filter[uid][]": [first["uid"], second["uid"], "nonsense"]})["total"] == 2
    assert counted(**{"filter[uid]": second["uid"], "filter[pipeline_id]": sales.id})["declined"] == 1
    assert counted(**{"filter[created_at]": now - 1500})["total"] == 2
    assert counted(**{"filter[created_at][from]": now - 3500, "filter[created_at][to]": now - 500})["total"] == 2
    assert counted(**{"filter[pipeline_id]": sales.id})["total"] == 3
    assert counted(**{"filter[pipeline_id]": 5})["total"] == 0


def test_many_cost_as_many_statements_as_one(client: httpx2.Client, statements: Statements) -> None:
    counts = []
    add(client, "forms", form(0))
    for numbers in (range(1, 2), range(2, 32)):
        with statements() as seen:
            add(client, "forms", *(form(number) for number in numbers))
        counts.append(len(seen))
    assert counts[0] == counts[1]
    pages = []
    for limit in (1, 30):
        with statements() as seen:
            listed(client, limit=limit)
        pages.append(len(seen))
    assert pages[0] == pages[1] == 3  # account, token, requests
