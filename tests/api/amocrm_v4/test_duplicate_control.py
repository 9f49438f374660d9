"""Duplicate control: what becomes of a lead that is sent again, or whose contact is there already."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4 import incoming
from tests.api.amocrm_v4.complex import COMPLEX, PHONE, add, faults, sent
from tests.conftest import ClientOf
from tests.rights import rights_with
from tests.world import World
from voronka.domain.pipelines import LOST, WON
from voronka.domain.users import UserDraft
from voronka.services import accounts, users


@pytest.fixture
def control(world: World) -> None:
    """The account's administrator has switched it on."""
    world.do(accounts.adjust, {"duplicate_control": True})


under_control = pytest.mark.usefixtures("control")

MAIL = {"field_code": "EMAIL", "values": [{"value": "somov@example.com"}]}
UNKNOWN = {"field_code": "EMAIL", "values": [{"value": "somov@example.com", "enum_code": "NOPE"}]}


def repeated(*fields: dict[str, Any], **lead: Any) -> dict[str, Any]:
    return {"name": "Опять", "_embedded": {"contacts": [{"custom_fields_values": [PHONE, *fields]}]}} | lead


def test_without_duplicate_control_a_repetition_is_a_new_lead(client: httpx2.Client) -> None:
    [first], [second] = add(client, sent()), add(client, sent())
    assert (first["merged"], second["merged"]) == (False, False)
    assert first["contact_id"] != second["contact_id"]


@under_control
def test_duplicate_control_finds_the_lead_that_was_there_first(client: httpx2.Client) -> None:
    [first] = add(client, sent())
    spelled = {"field_code": "PHONE", "values": [{"value": "8 (999) 000-11-22"}]}
    again = {
        "name": "Опять",
        "tags_to_add": [{"name": "сайт"}],
        "_embedded": {"contacts": [{"custom_fields_values": [spelled, MAIL]}]},
    }
    assert add(client, again | {"request_id": "a"}, again | {"request_id": "b"}) == [
        {
            "id": first["id"],
            "contact_id": first["contact_id"],
            "company_id": None,
            "request_id": ["a", "b"],
            "merged": True,
        }
    ]
    lead = client.get(f"/api/v4/leads/{first['id']}").json()
    assert (lead["name"], [tag["name"] for tag in lead["_embedded"]["tags"]]) == ("Заявка", ["сайт"])
    contact = client.get(f"/api/v4/contacts/{first['contact_id']}").json()
    assert [field["field_code"] for field in contact["custom_fields_values"]] == ["PHONE", "EMAIL"]


@under_control
def test_what_is_new_of_a_known_contact_is_kept_when_his_lead_is_new(client: httpx2.Client) -> None:
    [first, _] = add(client, sent(), {})
    client.patch(f"/api/v4/leads/{first['id']}", json={"status_id": WON}).raise_for_status()
    [second] = add(client, repeated(MAIL))
    assert (second["merged"], second["contact_id"]) == (False, first["contact_id"])
    contact = client.get(f"/api/v4/contacts/{first['contact_id']}").json()
    assert [field["field_code"] for field in contact["custom_fields_values"]] == ["PHONE", "EMAIL"]


def texts(client: httpx2.Client, contact_id: int) -> dict[str, list[str]]:
    fields = client.get(f"/api/v4/contacts/{contact_id}").json()["custom_fields_values"]
    return {field["field_code"]: [value["value"] for value in field["values"]] for field in fields}


def several(code: str, *values: str, **kind: str) -> dict[str, Any]:
    return {"field_code": code, "values": [{"value": value, **kind} for value in values]}


@under_control
def test_another_phone_or_mail_of_a_known_contact_stands_beside_the_first(client: httpx2.Client) -> None:
    [first] = add(client, sent())
    home = several("PHONE", "8 999 000-11-22", "+7 921 333-44-55", enum_code="HOME")
    people = [home, MAIL], [PHONE, several("EMAIL", "oleg@example.com")]
    [merged] = add(client, *({"_embedded": {"contacts": [{"custom_fields_values": fields}]}} for fields in people))
    assert (merged["merged"], merged["contact_id"]) == (True, first["contact_id"])
    assert texts(client, first["contact_id"]) == {
        "PHONE": ["+79990001122", "+7 921 333-44-55"],
        "EMAIL": ["somov@example.com", "oleg@example.com"],
    }
    by_home = several("PHONE", "89213334455")
    [known] = add(client, {"_embedded": {"contacts": [{"custom_fields_values": [by_home]}]}})
    assert known["contact_id"] == first["contact_id"], "and he is known by it from now on"


@under_control
def test_of_two_repetitions_that_fill_the_same_field_the_first_one_counts(client: httpx2.Client) -> None:
    definitions = client.post("/api/v4/leads/custom_fields", json=[{"name": "Город", "type": "text"}])
    [city] = definitions.json()["_embedded"]["custom_fields"]
    [first] = add(client, sent())
    towns = [
        repeated(custom_fields_values=[{"field_id": city["id"], "values": [{"value": town}]}])
        for town in (None, "Тверь", "Псков")
    ]
    add(client, *towns)
    [field] = client.get(f"/api/v4/leads/{first['id']}").json()["custom_fields_values"]
    assert field["values"] == [{"value": "Тверь"}]


@under_control
@pytest.mark.parametrize("said", ["нет", "-----", "101"])
def test_nobody_is_known_by_what_is_no_number(client: httpx2.Client, said: str) -> None:
    visitors = [{"_embedded": {"contacts": [{"custom_fields_values": [several("PHONE", said)]}]}} for _ in range(2)]
    first, second = (add(client, visitor)[0] for visitor in visitors)
    assert (second["merged"], first["contact_id"] == second["contact_id"]) == (False, False)


@under_control
def test_a_fault_of_an_added_phone_is_named_where_it_was_sent(client: httpx2.Client) -> None:
    add(client, sent())
    wrong = repeated(several("PHONE", "+79990001122", "+7 921 333-44-55", enum_code="NOPE"))
    del wrong["_embedded"]["contacts"][0]["custom_fields_values"][0]
    path = "_embedded.contacts.0.custom_fields_values.0.values.1.enum_code"
    assert faults(client.post(COMPLEX, json=[wrong])) == {"0": [path]}


@under_control
def test_faults_of_repetitions_are_named_by_their_place_too(client: httpx2.Client) -> None:
    add(client, sent() | {"price": 0})
    bad = repeated(custom_fields_values=[{"field_id": 7, "values": [{"value": "1"}]}])
    bad["_embedded"]["contacts"][0]["custom_fields_values"] = [PHONE, UNKNOWN]
    assert faults(client.post(COMPLEX, json=[{"status_id": 1}, bad | {"request_id": "b"}])) == {
        "0": ["status_id"],
        "b": ["custom_fields_values.0.field_id", "_embedded.contacts.0.custom_fields_values.1.values.0.enum_code"],
    }


@under_control
@pytest.mark.parametrize(
    ("tags", "path"),
    [
        ({"_embedded": {"tags": [{"name": "сайт"}, {"id": 7}]}}, "_embedded.tags.1.id"),
        ({"_embedded": {"tags": [{"name": "сайт"}]}, "tags_to_add": [{"name": "опт"}, {"id": 7}]}, "tags_to_add.1.id"),
        ({"tags_to_add": [{"name": ""}]}, "tags_to_add.0.name"),
    ],
)
def test_a_tag_that_a_repetition_cannot_add_is_named_where_it_was_sent(
    client: httpx2.Client, tags: dict[str, Any], path: str
) -> None:
    add(client, sent())
    contact = {"custom_fields_values": [PHONE]}
    of_lead = {**tags, "_embedded": {**tags.get("_embedded", {}), "contacts": [contact]}}
    of_contact = {"_embedded": {"contacts": [contact | tags]}}
    answer = client.post(COMPLEX, json=[of_lead, of_contact])
    assert faults(answer) == {"0": [path], "1": [f"_embedded.contacts.0.{path}"]}


@under_control
def test_a_lead_that_still_waits_takes_in_no_repetition(client: httpx2.Client) -> None:
    """It may yet be declined: so a repetition is a lead of its own, until the first one is accepted."""
    [known] = client.post("/api/v4/contacts", json=[{"custom_fields_values": [PHONE]}]).json()["_embedded"]["contacts"]
    form = {"_embedded": {"contacts": [{"id": known["id"]}], "metadata": {"category": "forms"}}}
    [waiting] = add(client, form)
    [again] = add(client, repeated())
    assert (again["merged"], again["contact_id"], again["id"] == waiting["id"]) == (False, known["id"], False)
    client.patch(f"/api/v4/leads/{again['id']}", json={"status_id": LOST}).raise_for_status()
    [request] = client.get("/api/v4/leads/unsorted").json()["_embedded"]["unsorted"]
    client.post(f"/api/v4/leads/unsorted/{request['uid']}/accept").raise_for_status()
    [third] = add(client, repeated())
    assert (third["merged"], third["id"]) == (True, waiting["id"])


@under_control
def test_a_lead_without_a_company_takes_the_one_of_its_repetition(client: httpx2.Client) -> None:
    """The first that is sent; what it has stays."""
    [lead] = add(client, repeated())
    firms = [{**repeated(), "_embedded": {**repeated()["_embedded"], "companies": [{"name": name}]}} for name in "абв"]
    [merged] = add(client, repeated(), *firms[:2])
    assert (merged["id"], merged["request_id"]) == (lead["id"], ["0", "1", "2"])
    [again] = add(client, firms[2])
    assert again["company_id"] == merged["company_id"]
    [kept] = client.get(f"/api/v4/leads/{lead['id']}").json()["_embedded"]["companies"]
    [only] = client.get("/api/v4/companies").json()["_embedded"]["companies"]
    assert (only["id"], only["name"]) == (kept["id"], "а")
    assert kept["id"] == merged["company_id"]


@under_control
def test_an_existing_company_is_taken_from_a_repetition_if_it_exists(client: httpx2.Client) -> None:
    [lead] = add(client, repeated())
    company = client.post("/api/v4/companies", json=[{"name": "Полюс"}]).json()["_embedded"]["companies"][0]["id"]
    known, unknown = (repeated() for _ in range(2))
    known["_embedded"]["companies"], unknown["_embedded"]["companies"] = [{"id": company}], [{"id": company + 5}]
    assert faults(client.post(COMPLEX, json=[{}, unknown])) == {"1": ["_embedded.companies.0.id"]}
    [merged] = add(client, known)
    assert (merged["id"], merged["company_id"]) == (lead["id"], company)


@under_control
def test_duplicate_control_tells_nobody_of_what_he_may_not_see(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    draft = UserDraft(name="Нина Белова", email="nina@romashka.example", rights=rights_with(view="M", edit="M"))
    nina = client_of(world.do(users.add, [draft])[0])
    [first] = add(client, sent())
    [own] = add(nina, sent())
    assert (own["merged"], own["contact_id"] == first["contact_id"]) == (False, False)
    [again] = add(nina, sent())
    assert (again["merged"], again["id"], again["contact_id"]) == (True, own["id"], own["contact_id"])


@under_control
def test_a_repetition_is_looked_for_in_the_pipeline_it_is_sent_to(client: httpx2.Client, world: World) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    service = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]["id"]
    stage = world.facts.pipelines[service].first_status.id
    places: list[dict[str, int]] = [{}, {"pipeline_id": service}]
    first, other = (client.post(COMPLEX, json=[sent() | place]).json()[0] for place in places)
    assert (other["merged"], other["contact_id"]) == (False, first["contact_id"])
    for place, lead in (({}, first), ({"status_id": stage}, other), ({"pipeline_id": service}, other)):
        [again] = add(client, sent() | place)
        assert (again["merged"], again["id"]) == (True, lead["id"])
    unsorted = sent(metadata={"category": "forms"})
    [again] = add(client, unsorted | {"status_id": stage})
    assert again["id"] == first["id"]  # an unsorted lead is not asked for its stage
    assert faults(client.post(COMPLEX, json=[sent() | {"pipeline_id": 7}])) == {"0": ["pipeline_id"]}


@under_control
def test_what_is_sent_together_is_not_compared_with_each_other(client: httpx2.Client) -> None:
    first, second = add(client, sent(), sent())
    assert (first["merged"], second["merged"]) == (False, False)
    assert first["id"] != second["id"]
    [third] = add(client, sent())
    assert (third["merged"], third["id"]) == (True, first["id"])


@under_control
@pytest.mark.parametrize("spelled", ["somov@example.com", "Somov@Example.COM", " somov@example.com "])
def test_a_contact_is_known_by_his_mail_as_by_his_phone(client: httpx2.Client, spelled: str) -> None:
    person = {"custom_fields_values": [MAIL]}
    [first] = add(client, {"_embedded": {"contacts": [person]}})
    mail = {"field_code": "EMAIL", "values": [{"value": "other@example.com"}, {"value": spelled}]}
    [second] = add(client, {"_embedded": {"contacts": [{"custom_fields_values": [mail]}]}})
    assert (second["merged"], second["id"], second["contact_id"]) == (True, first["id"], first["contact_id"])


@under_control
def test_a_contact_without_phone_and_mail_is_always_new(client: httpx2.Client) -> None:
    first, second = (add(client, {"_embedded": {"contacts": [{"name": "Мария"}]}})[0] for _ in range(2))
    assert (second["merged"], first["contact_id"] == second["contact_id"]) == (False, False)


@under_control
@pytest.mark.parametrize("field", [PHONE, MAIL])
def test_an_unsorted_request_knows_the_contact_too_but_merges_no_lead(
    client: httpx2.Client, field: dict[str, Any]
) -> None:
    def came(number: int) -> dict[str, int]:
        who = {"contacts": [{"name": "Мария", "custom_fields_values": [field]}]}
        [made] = incoming.add(client, "forms", incoming.form(number, _embedded=who))
        return incoming.ends(made)

    stranger, second = came(1), came(2)
    assert stranger["contacts"] != second["contacts"], "one who waits himself is not known yet"
    [request] = incoming.listed(client, **{"order[created_at]": "asc", "limit": "1"})
    client.post(f"{incoming.UNSORTED}/{request['uid']}/accept").raise_for_status()
    known = came(3)
    assert known["contacts"] == stranger["contacts"]
    assert known["leads"] != stranger["leads"]
