"""Requests that wait in a pipeline's first stage: how they come, what is seen of them."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults_of_items
from tests.api.amocrm_v4.happenings import events
from tests.api.amocrm_v4.incoming import HOST, UNSORTED, add, call, ends, form, listed
from tests.world import World
from voronka.domain.pipelines import Pipeline


@pytest.fixture
def sales(world: World) -> Pipeline:
    return world.facts.main_pipeline


def test_a_call_comes_with_its_lead_and_contact(client: httpx2.Client, sales: Pipeline) -> None:
    answer = client.post(f"{UNSORTED}/sip", json=[call(request_id="q", created_at=1750000100)])
    [made] = answer.json()["_embedded"]["unsorted"]
    lead, contact = ends(made)["leads"], ends(made)["contacts"]
    assert answer.json() == {
        "_total_items": 1,
        "_embedded": {
            "unsorted": [
                {
                    "uid": made["uid"],
                    "account_id": 100001,
                    "request_id": "q",
                    "_links": {"self": {"href": f"{HOST}/leads/unsorted/{made['uid']}"}},
                    "_embedded": {
                        "contacts": [{"id": contact, "_links": {"self": {"href": f"{HOST}/contacts/{contact}"}}}],
                        "leads": [{"id": lead, "_links": {"self": {"href": f"{HOST}/leads/{lead}"}}}],
                        "companies": [],
                    },
                }
            ]
        },
    }
    card = client.get(f"/api/v4/leads/{lead}?with=contacts").json()
    assert (card["name"], card["created_at"]) == ("Звонок с сайта", 1750000100)
    assert card["status_id"] == sales.unsorted_status.id
    assert [each["id"] for each in card["_embedded"]["contacts"]] == [contact]


def test_a_request_is_read_with_all_that_is_known_of_it(client: httpx2.Client, sales: Pipeline) -> None:
    [made] = add(client, "sip", call(created_at=1750000100))
    item = client.get(f"{UNSORTED}/{made['uid']}").json()
    assert list(item) == [
        *("uid", "source_uid", "source_name", "category", "pipeline_id", "created_at", "metadata", "account_id"),
        *("_links", "_embedded"),
    ]
    assert (item["source_uid"], item["source_name"], item["category"]) == ("pbx-1", "АТС офис", "sip")
    assert (item["pipeline_id"], item["created_at"]) == (sales.id, 1750000100)
    assert item["metadata"] == {**call()["metadata"], "called_at": 1750000090, "call_responsible": None}
    assert item["_embedded"] == made["_embedded"]
    assert listed(client) == [item]


def test_the_time_of_a_form_comes_back_as_a_text(client: httpx2.Client) -> None:
    [made] = add(client, "forms", form())
    told = client.get(f"{UNSORTED}/{made['uid']}").json()["metadata"]
    assert told == {**form()["metadata"], "form_sent_at": "1570178452", "visitor_uid": None, "form_type": None}


def test_a_request_without_anything_has_a_lead_all_the_same(client: httpx2.Client) -> None:
    [made] = add(client, "forms", {"source_uid": "s", "source_name": "Сайт", "metadata": {}})
    assert list(ends(made)) == ["leads"]
    assert made["request_id"] == "0"


def test_contact_and_company_are_in_no_list_until_then(client: httpx2.Client) -> None:
    [made] = add(client, "forms", form())
    for entity in ("contacts", "companies"):
        id = ends(made)[entity]
        assert client.get(f"/api/v4/{entity}").status_code == 204
        assert client.get(f"/api/v4/{entity}", params={"filter[id]": id}).status_code == 204
        assert client.get(f"/api/v4/{entity}", params={"query": "Мария"}).status_code == 204
        assert client.get(f"/api/v4/{entity}/{id}").status_code == 200
    assert client.get(f"/api/v4/contacts/{ends(made)['contacts']}").json()["is_unsorted"] is True
    client.post(f"{UNSORTED}/{made['uid']}/accept", json={})
    assert [item["name"] for item in listed(client, "/api/v4/contacts")] == ["Мария"]
    assert [item["name"] for item in listed(client, "/api/v4/companies")] == ["ООО Полюс"]
    assert client.get(f"/api/v4/contacts/{ends(made)['contacts']}").json()["is_unsorted"] is False


@pytest.mark.parametrize("flag", [True, False, None])
def test_a_call_stands_on_the_card_when_that_is_asked_for(client: httpx2.Client, flag: bool | None) -> None:
    sent = call()
    sent["metadata"] |= {"is_call_event_needed": flag, "call_responsible": "Анна"}
    [made] = add(client, "sip", sent)
    assert "is_call_event_needed" not in client.get(f"{UNSORTED}/{made['uid']}").json()["metadata"]
    found = events(client, type="incoming_call")
    assert [event["entity_id"] for event in found] == ([ends(made)["leads"]] if flag else [])
    notes = listed(client, "/api/v4/leads/notes")
    assert [(note["note_type"], note["created_at"]) for note in notes] == ([("call_in", 1750000090)] if flag else [])
    if flag:
        assert notes[0]["params"] == {
            "uniq": "u-77",
            "duration": 42,
            "link": "https://pbx.example/r/1.mp3",
            "call_responsible": "Анна",
            "source": "mypbx",
            "phone": "+79995550011",
        }


# --- what is refused ----------------------------------------------------------------------------------------------


def test_the_very_same_request_does_not_wait_twice(client: httpx2.Client) -> None:
    [made] = add(client, "forms", form())
    again = client.post(f"{UNSORTED}/forms", json=[form(2), form(request_id="x"), form(3), form(3)])
    assert faults_of_items(again) == {
        "x": [("source_uid", "NotSupportedChoice")],
        "3": [("source_uid", "NotSupportedChoice")],
    }
    assert len(listed(client)) == 1
    add(client, "forms", form(created_at=1750000000))
    client.request("DELETE", f"{UNSORTED}/{made['uid']}/decline")
    add(client, "forms", form())


def test_every_fault_is_named_by_its_place(client: httpx2.Client) -> None:
    bad = {"field_code": "PHONE", "values": [{"value": "1", "enum_code": "NOPE"}]}
    came = {
        "leads": [{"loss_reason_id": 5, "responsible_user_id": 5}],
        "contacts": [{"custom_fields_values": [bad]}],
        "companies": [{"id": 5}],
    }
    answer = client.post(f"{UNSORTED}/forms", json=[form(), form(2, pipeline_id=5, request_id="x", _embedded=came)])
    assert {path for path, _ in faults_of_items(answer)["x"]} == {
        "pipeline_id",
        "_embedded.leads.0.loss_reason_id",
        "_embedded.leads.0.responsible_user_id",
        "_embedded.contacts.0.custom_fields_values.0.values.0.enum_code",
        "_embedded.companies.0.id",
    }
    assert listed(client) == listed(client, "/api/v4/leads") == []


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"source_uid": 5}, "source_uid"),
        ({"metadata": None}, "metadata"),
        ({"metadata": {"called_at": "вчера"}}, "metadata.called_at"),
        ({"metadata": {"duration": -1}}, "metadata.duration"),
        ({"metadata": {"from": {}}}, "metadata.from"),
        ({"_embedded": {"leads": [{}, {}]}}, "_embedded.leads"),
        ({"_embedded": {"contacts": [{}, {}]}}, "_embedded.contacts"),
    ],
)
def test_what_has_another_form_is_refused(client: httpx2.Client, wrong: dict[str, Any], path: str) -> None:
    assert [where for where, _ in faults_of_items(client.post(f"{UNSORTED}/sip", json=[call(**wrong)]))["0"]] == [path]


def test_source_and_metadata_are_needed(client: httpx2.Client) -> None:
    found = faults_of_items(client.post(f"{UNSORTED}/forms", json=[{}]))["0"]
    assert [path for path, _ in found] == ["source_uid", "source_name", "metadata"]


@pytest.mark.parametrize("path", ["", "/chats", "/mail", "/summary"])
def test_only_calls_and_forms_come_from_outside(client: httpx2.Client, path: str) -> None:
    assert client.post(f"{UNSORTED}{path}", json=[form()]).status_code == 405


# --- lists --------------------------------------------------------------------------------------------------------


def test_lists_are_filtered_ordered_and_paged(client: httpx2.Client, sales: Pipeline) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    other = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]["id"]
    [first] = add(client, "sip", call(created_at=300))
    [second] = add(client, "forms", form(created_at=100, pipeline_id=other))
    [third] = add(client, "forms", form(2, created_at=200))
    uids = {first["uid"]: 1, second["uid"]: 2, third["uid"]: 3}

    def found(**params: Any) -> list[int]:
        return [uids[item["uid"]] for item in listed(client, **params)]

    assert found() == [1, 2, 3]
    assert found(**{"filter[category][]": "forms"}) == [2, 3]
    assert found(**{"filter[category][]": ["forms", "sip"]}) == [1, 2, 3]
    assert found(**{"filter[category][]": "mail"}) == []
    assert found(**{"filter[pipeline_id]": str(other)}) == [2]
    assert found(**{"filter[uid]": first["uid"]}) == [1]
    assert found(**{"filter[uid][]": [third["uid"], first["uid"]]}) == [1, 3]
    assert found(**{"order[created_at]": "asc"}) == [2, 3, 1]
    assert found(**{"order[created_at]": "desc", "limit": "2"}) == [1, 3]
    assert found(**{"order[created_at]": "desc", "limit": "2", "page": "2"}) == [2]
    client.patch(f"/api/v4/leads/{ends(third)['leads']}", json={"name": "Букет"})
    assert found(**{"order[updated_at]": "desc"}) == [3, 2, 1]
    page = client.get(f"{UNSORTED}?limit=2").json()
    assert (list(page), list(page["_embedded"])) == (["_page", "_links", "_embedded"], ["unsorted"])
    assert page["_links"].keys() == {"self", "next"}
    assert client.get(f"{UNSORTED}?limit=251").status_code == 422
    assert client.get(f"{UNSORTED}?filter[category]=nonsense").status_code == 400
    assert client.get(f"{UNSORTED}/nonsense").status_code == 204


def test_the_lead_is_a_lead_among_others(client: httpx2.Client, sales: Pipeline) -> None:
    [made] = add(client, "forms", form())
    stage = {
        "filter[statuses][0][pipeline_id]": sales.id,
        "filter[statuses][0][status_id]": sales.unsorted_status.id,
    }
    assert [lead["id"] for lead in listed(client, "/api/v4/leads", **stage)] == [ends(made)["leads"]]
