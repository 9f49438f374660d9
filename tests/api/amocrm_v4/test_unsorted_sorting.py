"""Requests that wait are sorted: accepted, declined, moved by hand; counted; by whoever may, and others are told."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.api.amocrm_v4.happenings import events, notices, types
from tests.api.amocrm_v4.incoming import UNSORTED, add, call, ends, faults, form, listed
from tests.conftest import ClientOf, Statements
from tests.rights import rights_with
from tests.world import World
from voronka.domain.pipelines import Pipeline
from voronka.domain.users import UserDraft
from voronka.services import accounts, contacts, leads, pipelines, users


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
        assert [path for path, _ in faults(answer)["0"]] == ["user_id", "status_id"]
    declined = client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline", json={"user_id": 5})
    assert faults(declined) == {"0": [("user_id", "NotSupportedChoice")]}
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


def test_under_duplicate_control_a_known_contact_is_recognised(client: httpx2.Client, world: World) -> None:
    world.do(
        lambda work: accounts.change_settings(work, structs.replace(work.account.settings, duplicate_control=True))
    )
    [stranger] = add(client, "forms", form())
    [second] = add(client, "forms", form(2))
    assert ends(stranger)["contacts"] != ends(second)["contacts"], "one who waits himself is not known yet"
    client.post(f"{UNSORTED}/{stranger['uid']}/accept").raise_for_status()
    [known] = add(client, "forms", form(3))
    assert ends(known)["contacts"] == ends(stranger)["contacts"]
    assert ends(known)["leads"] != ends(stranger)["leads"]


def test_a_complex_lead_with_metadata_waits_as_well(client: httpx2.Client) -> None:
    metadata = {"category": "forms", **form()["metadata"]}
    sent = {"name": "Заявка", "_embedded": {"contacts": [{"name": "Олег"}], "metadata": metadata}}
    made = client.post("/api/v4/leads/complex", json=[sent, {"name": "Прочая"}]).json()
    [item] = listed(client)
    assert ends(item) == {"leads": made[0]["id"], "contacts": made[0]["contact_id"]}
    assert (item["category"], item["source_uid"], item["source_name"]) == ("forms", None, None)
    assert item["metadata"]["form_id"] == "f7"
    assert client.get("/api/v4/contacts").status_code == 204
    client.post(f"{UNSORTED}/{item['uid']}/accept").raise_for_status()
    assert [each["name"] for each in listed(client, "/api/v4/contacts")] == ["Олег"]


@pytest.mark.parametrize(
    ("metadata", "path"),
    [
        ({"category": "sip", "duration": "долго"}, "_embedded.metadata.duration"),
        ({"category": "forms", "form_sent_at": []}, "_embedded.metadata.form_sent_at"),
        ({"category": "mail", "from": "x"}, "_embedded.metadata.from"),
    ],
)
def test_the_metadata_of_a_complex_lead_is_looked_at(client: httpx2.Client, metadata: Any, path: str) -> None:
    answer = client.post("/api/v4/leads/complex", json=[{"_embedded": {"metadata": metadata}}])
    assert faults(answer) == {"0": [(path, "InvalidType")]}


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
    assert counted(**{"filter[created_at]": now - 1500})["total"] == 2
    assert counted(**{"filter[created_at][from]": now - 3500, "filter[created_at][to]": now - 500})["total"] == 2
    assert counted(**{"filter[pipeline_id]": sales.id})["total"] == 3
    assert counted(**{"filter[pipeline_id]": 5})["total"] == 0


def seller(world: World, client_of: ClientOf, **actions: Any) -> httpx2.Client:
    draft = UserDraft(name="Вера Лаптева", email="vera@romashka.example", rights=rights_with(**actions))
    return client_of(world.do(users.add, [draft])[0])


def test_requests_are_seen_with_their_leads(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    vera = seller(world, client_of, view="M", edit="M", delete="M")
    [hidden] = add(client, "forms", form())
    [own] = add(vera, "forms", form(2))
    assert [item["uid"] for item in listed(vera)] == [own["uid"]]
    assert vera.get(f"{UNSORTED}/{hidden['uid']}").status_code == 204
    assert vera.get(f"{UNSORTED}/summary").json()["total"] == 1
    assert vera.post(f"{UNSORTED}/{hidden['uid']}/accept").status_code == 404
    assert vera.post(f"{UNSORTED}/{own['uid']}/accept").status_code == 200


def test_accepting_needs_the_right_to_edit_and_declining_that_to_delete(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    vera = seller(world, client_of, edit="D", delete="D")
    [made] = add(client, "forms", form())
    assert vera.post(f"{UNSORTED}/{made['uid']}/accept").status_code == 403
    assert vera.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").status_code == 403
    assert len(listed(client)) == 1
    assert client.get("/api/v4/contacts").status_code == 204


def test_who_may_not_see_leads_sees_no_requests(client_of: ClientOf, world: World) -> None:
    vera = seller(world, client_of, view="D", add="D")
    for path in ("", "/summary", "/nonsense"):
        assert vera.get(f"{UNSORTED}{path}").status_code == 403
    assert vera.post(f"{UNSORTED}/forms", json=[form()]).status_code == 403


def test_another_accounts_request_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    [made] = add(client, "forms", form())
    egor = client_of(world.egor)
    assert egor.get(UNSORTED).status_code == egor.get(f"{UNSORTED}/{made['uid']}").status_code == 204
    assert egor.post(f"{UNSORTED}/{made['uid']}/accept").status_code == 404
    assert egor.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").status_code == 404
    add(egor, "forms", form())


def test_receivers_are_told_when_a_request_comes(client: httpx2.Client, world: World, sales: Pipeline) -> None:
    [notice] = notices(client, world, "add_unsorted", lambda: add(client, "sip", call(created_at=1750000100)))
    [item] = listed(client)
    told = {key.removeprefix("unsorted[add][0]"): value for key, value in notice.items() if key[0] == "u"}
    assert told["[uid]"] == item["uid"]
    assert (told["[source_name]"], told["[category]"], told["[created_at]"]) == ("АТС офис", "sip", "1750000100")
    assert (told["[lead_id]"], told["[pipeline_id]"]) == (str(ends(item)["leads"]), str(sales.id))
    assert told["[source_data][from]"] == "+79995550011"
    assert told["[data][leads][0][id]"] == str(ends(item)["leads"])
    assert told["[data][leads][0][name]"] == "Звонок с сайта"
    assert told["[data][contacts][0][id]"] == str(ends(item)["contacts"])


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_receivers_are_told_how_it_was_sorted(client: httpx2.Client, world: World, verb: str) -> None:
    [made] = add(client, "forms", form(created_at=1750000000))
    method = {"accept": "POST", "decline": "DELETE"}[verb]
    body = {"user_id": world.anna.id}
    [notice] = notices(
        client,
        world,
        "delete_unsorted",
        lambda: client.request(method, f"{UNSORTED}/{made['uid']}/{verb}", json=body).raise_for_status(),
    )
    told = {key.removeprefix("unsorted[delete][0]"): value for key, value in notice.items() if key[0] == "u"}
    assert told == {
        "[action]": verb,
        "[uid]": made["uid"],
        "[category]": "forms",
        "[created_at]": "1750000000",
        "[modified_user_id]": str(world.anna.id),
        f"[{verb}_result][leads][0]": str(ends(made)["leads"]),
    }


def test_receivers_are_told_when_it_waits_elsewhere(client: httpx2.Client, world: World) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    client.post("/api/v4/leads/pipelines", json=[body]).raise_for_status()
    other = next(pipeline for pipeline in world.do(pipelines.all_of) if pipeline.name == "Сервис")
    [made] = add(client, "forms", form())
    move = {"pipeline_id": other.id, "status_id": other.unsorted_status.id}
    path = f"/api/v4/leads/{ends(made)['leads']}"
    [notice] = notices(client, world, "update_unsorted", lambda: client.patch(path, json=move).raise_for_status())
    assert notice["unsorted[update][0][pipeline_id]"] == str(other.id)


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
