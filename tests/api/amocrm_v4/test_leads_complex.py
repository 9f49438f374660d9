"""A lead with its contact and company in one call, and what duplicate control makes of a repetition."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.conftest import ClientOf
from tests.world import OWN_ONLY, World
from voronka.domain.users import UserDraft
from voronka.services import accounts, users

PHONE = {"field_code": "PHONE", "values": [{"value": "+79990001122", "enum_code": "WORK"}]}


def sent(**more: Any) -> dict[str, Any]:
    contact = {"first_name": "Олег", "last_name": "Сомов", "custom_fields_values": [PHONE]}
    return {
        "name": "Заявка",
        "price": 12000,
        "_embedded": {"contacts": [contact], "companies": [{"name": "ООО Ветер"}], **more},
    }


def under_control(world: World) -> None:
    world.do(
        lambda work: accounts.change_settings(work, structs.replace(work.account.settings, duplicate_control=True))
    )


def test_all_three_are_made_and_belong_together(client: httpx2.Client) -> None:
    answer = client.post("/api/v4/leads/complex", json=[sent() | {"request_id": "r1"}])
    assert answer.status_code == 200
    (made,) = answer.json()
    assert (made["merged"], made["request_id"]) == (False, ["r1"])
    lead = client.get(f"/api/v4/leads/{made['id']}?with=contacts").json()
    assert [each["id"] for each in lead["_embedded"]["contacts"]] == [made["contact_id"]]
    assert [each["id"] for each in lead["_embedded"]["companies"]] == [made["company_id"]]
    contact = client.get(f"/api/v4/contacts/{made['contact_id']}").json()
    assert [each["id"] for each in contact["_embedded"]["companies"]] == [made["company_id"]]


def test_a_lead_alone_has_no_contact_and_no_company(client: httpx2.Client) -> None:
    (made,) = client.post("/api/v4/leads/complex", json=[{"name": "Пусто"}]).json()
    assert (made["contact_id"], made["company_id"], made["request_id"]) == (None, None, ["0"])


def test_existing_records_are_taken_by_id(client: httpx2.Client) -> None:
    contact = client.post("/api/v4/contacts", json=[{"name": "Мария"}]).json()["_embedded"]["contacts"][0]["id"]
    (made,) = client.post("/api/v4/leads/complex", json=[{"_embedded": {"contacts": [{"id": contact}]}}]).json()
    assert made["contact_id"] == contact


def test_metadata_puts_the_lead_into_the_unsorted_stage(client: httpx2.Client, world: World) -> None:
    form = {"category": "forms", "form_id": "f7", "form_name": "Заявка", "form_page": "https://veter.example/"}
    (made,) = client.post("/api/v4/leads/complex", json=[sent(metadata=form) | {"status_id": 142}]).json()
    status = client.get(f"/api/v4/leads/{made['id']}").json()["status_id"]
    assert status == world.facts.main_pipeline.unsorted_status.id


def test_faults_of_the_parts_are_named_by_their_place_in_the_whole(client: httpx2.Client) -> None:
    bad = {"field_code": "PHONE", "values": [{"value": "1", "enum_code": "NOPE"}]}
    body = [sent(), {"status_id": 1, "_embedded": {"contacts": [{"custom_fields_values": [bad]}]}, "request_id": "x"}]
    answer = client.post("/api/v4/leads/complex", json=body).json()
    assert [item["request_id"] for item in answer["validation-errors"]] == ["x"]
    paths = {error["path"] for error in answer["validation-errors"][0]["errors"]}
    assert paths == {"status_id", "_embedded.contacts.0.custom_fields_values.0.values.0.enum_code"}
    assert client.get("/api/v4/contacts").status_code == 204


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([{"name": "?"}] * 51, 400),
        ([{"_embedded": {"contacts": [{"name": "a"}, {"name": "b"}]}}], 400),
        ([{"custom_fields_values": [{"field_id": 1, "values": []}] * 41}], 400),
    ],
)
def test_limits(client: httpx2.Client, body: Any, status: int) -> None:
    assert client.post("/api/v4/leads/complex", json=body).status_code == status
    assert client.get("/api/v4/leads").status_code == 204


def test_without_duplicate_control_a_repetition_is_a_new_lead(client: httpx2.Client) -> None:
    first, second = (client.post("/api/v4/leads/complex", json=[sent()]).json()[0] for _ in range(2))
    assert second["merged"] is False
    assert first["contact_id"] != second["contact_id"]


def test_duplicate_control_finds_the_lead_that_was_there_first(client: httpx2.Client, world: World) -> None:
    under_control(world)
    (first,) = client.post("/api/v4/leads/complex", json=[sent()]).json()
    mail = {"field_code": "EMAIL", "values": [{"value": "somov@example.com"}]}
    spelled = {"field_code": "PHONE", "values": [{"value": "8 (999) 000-11-22"}]}
    again = {
        "name": "Опять",
        "tags_to_add": [{"name": "сайт"}],
        "_embedded": {"contacts": [{"custom_fields_values": [spelled, mail]}]},
    }
    outcomes = client.post(
        "/api/v4/leads/complex", json=[again | {"request_id": "a"}, again | {"request_id": "b"}]
    ).json()
    assert outcomes == [
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


MAIL = {"field_code": "EMAIL", "values": [{"value": "somov@example.com"}]}
UNKNOWN = {"field_code": "EMAIL", "values": [{"value": "somov@example.com", "enum_code": "NOPE"}]}


def repeated(*fields: dict[str, Any], **lead: Any) -> dict[str, Any]:
    return {"name": "Опять", "_embedded": {"contacts": [{"custom_fields_values": [PHONE, *fields]}]}} | lead


def test_what_is_new_of_a_known_contact_is_kept_when_his_lead_is_new(client: httpx2.Client, world: World) -> None:
    under_control(world)
    (first,) = client.post("/api/v4/leads/complex", json=[sent(), {}]).json()[:1]
    client.patch(f"/api/v4/leads/{first['id']}", json={"status_id": 142})
    (second,) = client.post("/api/v4/leads/complex", json=[repeated(MAIL)]).json()
    assert (second["merged"], second["contact_id"]) == (False, first["contact_id"])
    contact = client.get(f"/api/v4/contacts/{first['contact_id']}").json()
    assert [field["field_code"] for field in contact["custom_fields_values"]] == ["PHONE", "EMAIL"]


def test_faults_of_repetitions_are_named_by_their_place_too(client: httpx2.Client, world: World) -> None:
    under_control(world)
    client.post("/api/v4/leads/complex", json=[sent() | {"price": 0}])
    bad = repeated(custom_fields_values=[{"field_id": 7, "values": [{"value": "1"}]}])
    bad["_embedded"]["contacts"][0]["custom_fields_values"] = [PHONE, UNKNOWN]
    answer = client.post("/api/v4/leads/complex", json=[{"status_id": 1}, bad | {"request_id": "b"}]).json()
    told = {item["request_id"]: [error["path"] for error in item["errors"]] for item in answer["validation-errors"]}
    assert told == {
        "0": ["status_id"],
        "b": ["custom_fields_values.0.field_id", "_embedded.contacts.0.custom_fields_values.1.values.0.enum_code"],
    }


def test_everything_a_lead_may_have_comes_along(client: httpx2.Client, world: World) -> None:
    client.post("/api/v4/sources", json=[{"name": "Лендинг", "external_id": "l"}])
    tags = {"tags": [{"name": "сайт"}]}
    contact = {"name": "Мария Ким", "responsible_user_id": world.anna.id, "created_at": 1.7e9, "_embedded": tags}
    company = {"name": "ООО Полюс", "tags_to_add": [{"name": "опт"}], "_embedded": None, "request_id": None}
    lead = {
        "name": "Заявка",
        "price": 12000.5,
        "status_id": 142,
        "closed_at": 1_700_000_100,
        "tags_to_add": [{"name": "лендинг"}],
        "_embedded": {
            **tags,
            "contacts": [contact],
            "companies": [company],
            "source": {"external_id": "l", "type": "widget"},
        },
    }
    [made] = client.post("/api/v4/leads/complex", json=[lead]).json()
    assert list(made) == ["id", "contact_id", "company_id", "request_id", "merged"]
    cards = [client.get(f"/api/v4/{path}").json() for path in ends(made)]
    assert [card["name"] for card in cards] == ["Заявка", "Мария Ким", "ООО Полюс"]
    assert [sorted(tag["name"] for tag in card["_embedded"]["tags"]) for card in cards] == [
        ["лендинг", "сайт"],
        ["сайт"],
        ["опт"],
    ]
    told = client.get(f"/api/v4/leads/{made['id']}?with=source").json()
    assert told["_embedded"]["source"]["name"] == "Лендинг"
    assert (cards[0]["price_with_minor_units"], cards[0]["closed_at"]) == (12000.5, 1_700_000_100)
    assert (cards[1]["responsible_user_id"], cards[1]["created_at"]) == (world.anna.id, 1_700_000_000)


def ends(made: dict[str, Any]) -> list[str]:
    return [f"leads/{made['id']}", f"contacts/{made['contact_id']}", f"companies/{made['company_id']}"]


def test_who_was_there_before_stays_where_he_works(client: httpx2.Client) -> None:
    """Only a new contact and a new company are linked to each other."""
    (first,) = client.post("/api/v4/leads/complex", json=[sent()]).json()
    known, other = {"id": first["contact_id"]}, {"companies": [{"name": "ООО Полюс"}]}
    (second,) = client.post("/api/v4/leads/complex", json=[{"_embedded": {"contacts": [known], **other}}]).json()
    assert (second["contact_id"], second["company_id"] == first["company_id"]) == (first["contact_id"], False)
    contact = client.get(f"/api/v4/contacts/{first['contact_id']}").json()
    assert [each["id"] for each in contact["_embedded"]["companies"]] == [first["company_id"]]
    lead = client.get(f"/api/v4/leads/{second['id']}").json()
    assert [each["id"] for each in lead["_embedded"]["companies"]] == [second["company_id"]]


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_an_unknown_record_by_id_is_named(client: httpx2.Client, kind: str) -> None:
    answer = client.post("/api/v4/leads/complex", json=[sent(), {"_embedded": {kind: [{"id": 7}]}}])
    assert answer.status_code == 400
    [item] = answer.json()["validation-errors"]
    assert (item["request_id"], [error["path"] for error in item["errors"]]) == ("1", [f"_embedded.{kind}.0.id"])
    assert [client.get(f"/api/v4/{entity}").status_code for entity in ("leads", "contacts", "companies")] == [204] * 3


@pytest.mark.parametrize("part", ["contacts", "companies"])
def test_a_fault_in_one_part_is_told_beside_those_of_the_others(client: httpx2.Client, part: str) -> None:
    body = sent()
    body["price"] = 10**14
    body["_embedded"][part][0]["name"] = "я" * 256
    answer = client.post("/api/v4/leads/complex", json=[body]).json()
    paths = {(error["path"], error["code"]) for error in answer["validation-errors"][0]["errors"]}
    assert paths == {("price", "TooHigh"), (f"_embedded.{part}.0.name", "TooLong")}


@pytest.mark.parametrize("category", ["sip", "forms", "chats", "mail"])
def test_unsorted_leads_come_from_four_kinds_of_sources(client: httpx2.Client, world: World, category: str) -> None:
    (made,) = client.post("/api/v4/leads/complex", json=[sent(metadata={"category": category})]).json()
    status = client.get(f"/api/v4/leads/{made['id']}").json()["status_id"]
    assert status == world.facts.main_pipeline.unsorted_status.id


@pytest.mark.parametrize("metadata", [{}, {"category": None}, {"category": "fax"}, {"category": []}])
def test_metadata_of_no_known_category_is_refused(client: httpx2.Client, metadata: dict[str, Any]) -> None:
    answer = client.post("/api/v4/leads/complex", json=[sent(metadata=metadata)]).json()
    assert answer["validation-errors"][0]["errors"][0]["path"] == "_embedded.metadata.category"


@pytest.fixture
def nina(world: World, client_of: ClientOf) -> httpx2.Client:
    """Sees and changes only what is hers."""
    rights: dict[str, Any] = dict.fromkeys(("leads", "contacts", "companies"), OWN_ONLY)
    draft = UserDraft(name="Нина Белова", email="nina@romashka.example", rights=rights)
    (user,) = world.do(users.add, [draft])
    return client_of(user)


def test_duplicate_control_tells_nobody_of_what_he_may_not_see(
    client: httpx2.Client, nina: httpx2.Client, world: World
) -> None:
    under_control(world)
    (first,) = client.post("/api/v4/leads/complex", json=[sent()]).json()
    (own,) = nina.post("/api/v4/leads/complex", json=[sent()]).json()
    assert (own["merged"], own["contact_id"] == first["contact_id"]) == (False, False)
    (again,) = nina.post("/api/v4/leads/complex", json=[sent()]).json()
    assert (again["merged"], again["id"], again["contact_id"]) == (True, own["id"], own["contact_id"])


def test_who_makes_a_lead_may_give_its_contact_to_a_colleague(
    client: httpx2.Client, nina: httpx2.Client, world: World
) -> None:
    """It is linked, although she does not see it any more."""
    body = sent()
    for part in ("contacts", "companies"):
        body["_embedded"][part][0]["responsible_user_id"] = world.oleg.id
    answer = nina.post("/api/v4/leads/complex", json=[{}, body])
    assert answer.status_code == 200, answer.text
    made = answer.json()[1]
    held, hers = (who.get(f"/api/v4/leads/{made['id']}?with=contacts").json()["_embedded"] for who in (client, nina))
    assert (hers["contacts"], hers["companies"]) == ([], [])
    assert [held["contacts"][0]["id"], held["companies"][0]["id"]] == [made["contact_id"], made["company_id"]]
    assert nina.get(f"/api/v4/contacts/{made['contact_id']}").status_code == 204


def test_a_repetition_is_looked_for_in_the_pipeline_it_is_sent_to(client: httpx2.Client, world: World) -> None:
    under_control(world)
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    service = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]["id"]
    stage = world.facts.pipelines[service].first_status.id
    places: list[dict[str, int]] = [{}, {"pipeline_id": service}]
    first, other = (client.post("/api/v4/leads/complex", json=[sent() | place]).json()[0] for place in places)
    assert (other["merged"], other["contact_id"]) == (False, first["contact_id"])
    for place, lead in (({}, first), ({"status_id": stage}, other), ({"pipeline_id": service}, other)):
        (again,) = client.post("/api/v4/leads/complex", json=[sent() | place]).json()
        assert (again["merged"], again["id"]) == (True, lead["id"])
    unsorted = sent(metadata={"category": "forms"})
    (again,) = client.post("/api/v4/leads/complex", json=[unsorted | {"status_id": stage}]).json()
    assert again["id"] == first["id"]  # an unsorted lead is not asked for its stage
    assert client.post("/api/v4/leads/complex", json=[sent() | {"pipeline_id": 7}]).status_code == 400
