"""A lead with its contact and company in one call, and what duplicate control makes of a repetition."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.world import World
from voronka.services import accounts

PHONE = {"field_code": "PHONE", "values": [{"value": "+79990001122", "enum_code": "WORK"}]}


def sent(**more: Any) -> dict[str, Any]:
    contact = {"first_name": "Олег", "last_name": "Сомов", "custom_fields_values": [PHONE]}
    return {
        "name": "Заявка",
        "price": 12000,
        "_embedded": {"contacts": [contact], "companies": [{"name": "ООО Ветер"}], **more},
    }


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
    world.do(
        lambda work: accounts.change_settings(work, structs.replace(work.account.settings, duplicate_control=True))
    )
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
