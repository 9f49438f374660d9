"""A lead with its contact and company in one call."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.complex import COMPLEX, add, faults, sent
from tests.api.amocrm_v4.incoming import UNSORTED, ends, form, listed
from tests.conftest import ClientOf
from tests.rights import rights_with
from tests.world import World
from voronka.domain.users import UserDraft
from voronka.services import users


def test_all_three_are_made_and_belong_together(client: httpx2.Client) -> None:
    answer = client.post(COMPLEX, json=[sent() | {"request_id": "r1"}])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/hal+json")
    [made] = answer.json()
    assert list(made) == ["id", "contact_id", "company_id", "request_id", "merged"]
    assert (made["merged"], made["request_id"]) == (False, ["r1"])
    lead = client.get(f"/api/v4/leads/{made['id']}?with=contacts").json()
    assert [each["id"] for each in lead["_embedded"]["contacts"]] == [made["contact_id"]]
    assert [each["id"] for each in lead["_embedded"]["companies"]] == [made["company_id"]]
    contact = client.get(f"/api/v4/contacts/{made['contact_id']}").json()
    assert [each["id"] for each in contact["_embedded"]["companies"]] == [made["company_id"]]


def test_a_lead_alone_has_no_contact_and_no_company(client: httpx2.Client) -> None:
    [made] = add(client, {"name": "Пусто"})
    assert (made["contact_id"], made["company_id"], made["request_id"]) == (None, None, ["0"])


def test_existing_records_are_taken_by_id(client: httpx2.Client) -> None:
    contact = client.post("/api/v4/contacts", json=[{"name": "Мария"}]).json()["_embedded"]["contacts"][0]["id"]
    [made] = add(client, {"_embedded": {"contacts": [{"id": contact}]}})
    assert made["contact_id"] == contact


def test_metadata_puts_the_lead_into_the_unsorted_stage(client: httpx2.Client, world: World) -> None:
    form = {"category": "forms", "form_id": "f7", "form_name": "Заявка", "form_page": "https://veter.example/"}
    [made] = add(client, sent(metadata=form) | {"status_id": 142})
    status = client.get(f"/api/v4/leads/{made['id']}").json()["status_id"]
    assert status == world.facts.main_pipeline.unsorted_status.id


def test_faults_of_the_parts_are_named_by_their_place_in_the_whole(client: httpx2.Client) -> None:
    bad = {"field_code": "PHONE", "values": [{"value": "1", "enum_code": "NOPE"}]}
    body = [sent(), {"status_id": 1, "_embedded": {"contacts": [{"custom_fields_values": [bad]}]}, "request_id": "x"}]
    assert faults(client.post(COMPLEX, json=body)) == {
        "x": ["_embedded.contacts.0.custom_fields_values.0.values.0.enum_code", "status_id"]
    }
    assert client.get("/api/v4/contacts").status_code == 204


def test_fifty_leads_come_in_one_call_and_no_more(client: httpx2.Client) -> None:
    assert client.post(COMPLEX, json=[{"name": "Заявка"}] * 51).status_code == 400
    assert client.get("/api/v4/leads").status_code == 204
    assert len({made["id"] for made in add(client, *[{"name": "Заявка"}] * 50)}) == 50


@pytest.mark.parametrize("part", ["", "_embedded.contacts.0.", "_embedded.companies.0."])
def test_forty_fields_of_each_record_come_along_and_no_more(client: httpx2.Client, part: str) -> None:
    """The fields do not exist: of forty each is looked at, of more not one."""
    for count in (40, 41):
        record = {"custom_fields_values": [{"field_id": 1, "values": [{"value": "?"}]}] * count}
        kind = part.split(".")[1:2]
        answer = client.post(COMPLEX, json=[{"_embedded": {kind[0]: [record]}} if kind else record])
        each = [f"{part}custom_fields_values.{place}.field_id" for place in range(count)]
        assert faults(answer) == {"0": each if count == 40 else [f"{part}custom_fields_values"]}


@pytest.mark.parametrize("part", ["contacts", "companies"])
def test_a_lead_has_one_contact_and_one_company(client: httpx2.Client, part: str) -> None:
    answer = client.post(COMPLEX, json=[{"_embedded": {part: [{"name": "Мария"}, {"name": "Пётр"}]}}])
    assert faults(answer) == {"0": [f"_embedded.{part}"]}


@pytest.mark.parametrize("nothing", [None, {}, {"contacts": None, "companies": [], "tags": None, "metadata": None}])
def test_nothing_around_a_lead_may_be_said_in_many_ways(client: httpx2.Client, nothing: Any) -> None:
    [made] = add(client, {"name": "Пусто", "_embedded": nothing})
    assert (made["contact_id"], made["company_id"]) == (None, None)


def test_who_was_there_before_stays_where_he_works(client: httpx2.Client) -> None:
    """Only a new contact and a new company are linked to each other."""
    [first] = add(client, sent())
    known, other = {"id": first["contact_id"]}, {"companies": [{"name": "ООО Полюс"}]}
    [second] = add(client, {"_embedded": {"contacts": [known], **other}})
    assert (second["contact_id"], second["company_id"] == first["company_id"]) == (first["contact_id"], False)
    contact = client.get(f"/api/v4/contacts/{first['contact_id']}").json()
    assert [each["id"] for each in contact["_embedded"]["companies"]] == [first["company_id"]]
    lead = client.get(f"/api/v4/leads/{second['id']}").json()
    assert [each["id"] for each in lead["_embedded"]["companies"]] == [second["company_id"]]


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_an_unknown_record_by_id_is_named(client: httpx2.Client, kind: str) -> None:
    answer = client.post(COMPLEX, json=[sent(), {"_embedded": {kind: [{"id": 7}]}}])
    assert faults(answer) == {"1": [f"_embedded.{kind}.0.id"]}
    assert [client.get(f"/api/v4/{entity}").status_code for entity in ("leads", "contacts", "companies")] == [204] * 3


@pytest.mark.parametrize("part", ["contacts", "companies"])
def test_a_fault_in_one_part_is_told_beside_those_of_the_others(client: httpx2.Client, part: str) -> None:
    body = sent()
    body["price"] = 10**14
    body["_embedded"][part][0]["name"] = "я" * 256
    assert faults(client.post(COMPLEX, json=[body])) == {"0": [f"_embedded.{part}.0.name", "price"]}


@pytest.mark.parametrize("category", ["sip", "forms", "chats", "mail"])
def test_unsorted_leads_come_from_four_kinds_of_sources(client: httpx2.Client, world: World, category: str) -> None:
    [made] = add(client, sent(metadata={"category": category}))
    status = client.get(f"/api/v4/leads/{made['id']}").json()["status_id"]
    assert status == world.facts.main_pipeline.unsorted_status.id


@pytest.mark.parametrize("metadata", [{}, {"category": None}, {"category": "fax"}, {"category": []}])
def test_metadata_of_no_known_category_is_refused(client: httpx2.Client, metadata: dict[str, Any]) -> None:
    answer = client.post(COMPLEX, json=[sent(metadata=metadata)])
    assert faults(answer) == {"0": ["_embedded.metadata.category"]}


def test_who_makes_a_lead_may_give_its_contact_to_a_colleague(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    """It is linked, although she does not see it any more."""
    draft = UserDraft(name="Нина Белова", email="nina@romashka.example", rights=rights_with(view="M", edit="M"))
    nina, body = client_of(world.do(users.add, [draft])[0]), sent()
    for part in ("contacts", "companies"):
        body["_embedded"][part][0]["responsible_user_id"] = world.oleg.id
    _, made = add(nina, {}, body)
    held, hers = (who.get(f"/api/v4/leads/{made['id']}?with=contacts").json()["_embedded"] for who in (client, nina))
    assert (hers["contacts"], hers["companies"]) == ([], [])
    assert [held["contacts"][0]["id"], held["companies"][0]["id"]] == [made["contact_id"], made["company_id"]]
    assert nina.get(f"/api/v4/contacts/{made['contact_id']}").status_code == 204


def test_a_complex_lead_with_metadata_waits_as_well(client: httpx2.Client) -> None:
    metadata = {"category": "forms", **form()["metadata"]}
    lead = {"name": "Заявка", "_embedded": {"contacts": [{"name": "Олег"}], "metadata": metadata}}
    made = add(client, lead, {"name": "Прочая"})
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
    answer = client.post(COMPLEX, json=[{"_embedded": {"metadata": metadata}}])
    assert faults(answer) == {"0": [path]}
