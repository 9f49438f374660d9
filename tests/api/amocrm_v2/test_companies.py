"""Companies as the vendor's own page documents them: its requests as they stand, and its answer key by key."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World
from voronka.domain.fields.definition import Field
from voronka.domain.kinds import Kind

LATER = 2_000_000_000


def link(path: str, method: str = "get") -> dict[str, dict[str, str]]:
    return {"self": {"href": path, "method": method}}


@pytest.fixture
def fields(client: httpx2.Client, world: World) -> dict[str, Field]:
    """Those of the documented example: a number, phone, e-mail, page, address and a multilist."""
    more = [
        {"name": "Число", "type": "numeric"},
        {"name": "Юридический адрес", "type": "smart_address"},
        {"name": "Сфера", "type": "multiselect", "enums": [{"value": name} for name in ("Опт", "Розница", "Сад")]},
    ]
    assert client.post("/api/v4/companies/custom_fields", json=more).status_code == 201
    found = world.facts.fields_of(Kind.COMPANY).by_id.values()
    return {field.code or field.name: field for field in found}


def documented(fields: dict[str, Field], leads: list[int]) -> dict[str, Any]:
    return {
        "name": "ООО Компания",
        "created_at": "1509051600",
        "tags": "недвижимость,застройка,аренда",
        "leads_id": [str(id) for id in leads],
        "custom_fields": [
            {"id": str(fields["Число"].id), "values": [{"value": "5"}]},
            {
                "id": str(fields["PHONE"].id),
                "values": [{"value": "89999517535", "enum": "WORK"}, {"value": "89991237895", "enum": "MOB"}],
            },
            {"id": str(fields["EMAIL"].id), "values": [{"value": "company@company.moc", "enum": "WORK"}]},
            {"id": str(fields["WEB"].id), "values": [{"value": "company.moc"}]},
            {
                "id": str(fields["Юридический адрес"].id),
                "values": [
                    {"value": "ул. Октябрьская, д. 2", "subtype": "address_line_1"},
                    {"value": "Москва", "subtype": "city"},
                    {"value": "102030", "subtype": "zip"},
                    {"value": "RU", "subtype": "country"},
                ],
            },
            {"id": fields["Сфера"].id, "values": [str(option.id) for option in fields["Сфера"].enums[:2]]},
        ],
    }


def test_the_documented_request_and_answer(
    desk: Desk, client: httpx2.Client, world: World, fields: dict[str, Field]
) -> None:
    leads = desk.add("leads", {"name": "Аренда"}, {"name": "Стройка"})
    users = {"responsible_user_id": str(world.anna.id), "created_by": str(world.anna.id)}
    answer = client.post("/api/v2/companies", json={"add": [documented(fields, leads) | users]})
    [item] = answer.json()["_embedded"]["items"]
    id = item["id"]
    assert answer.headers["content-type"] == "application/hal+json"
    assert answer.json() == {
        "_links": link("/api/v2/companies", "post"),
        "_embedded": {"items": [{"id": id, "request_id": 0, "_links": link(f"/api/v2/companies?id={id}")}]},
    }
    shown = client.get(f"/api/v2/companies?id={id}").json()
    assert shown["_links"] == link(f"/api/v2/companies?id={id}")
    [company] = shown["_embedded"]["items"]
    values = company.pop("custom_fields")
    tags = company.pop("tags")
    assert company.pop("updated_at") >= 1509051600
    assert company == {
        "id": id,
        "name": "ООО Компания",
        "responsible_user_id": world.anna.id,
        "created_by": world.anna.id,
        "created_at": 1509051600,
        "account_id": world.romashka.id,
        "updated_by": world.anna.id,
        "group_id": world.shops.id,
        "leads": {"id": leads, "_links": link(f"/api/v2/leads?id={leads[0]},{leads[1]}")},
        "closest_task_at": 0,
        "contacts": {},
        "customers": [],
        "_links": link(f"/api/v2/companies?id={id}"),
    }
    assert [tag["name"] for tag in tags] == ["недвижимость", "застройка", "аренда"]
    assert _documented_values(values, fields)


def _documented_values(values: list[dict[str, Any]], fields: dict[str, Field]) -> bool:
    kinds = {option.code or option.value: str(option.id) for option in fields["PHONE"].enums}
    options = fields["Сфера"].enums
    by_id = {field["id"]: field for field in values}
    assert by_id[fields["PHONE"].id] == {
        "id": fields["PHONE"].id,
        "name": "Телефон",
        "code": "PHONE",
        "values": [{"value": "89999517535", "enum": kinds["WORK"]}, {"value": "89991237895", "enum": kinds["MOB"]}],
        "is_system": True,
    }
    assert by_id[fields["WEB"].id]["values"] == [{"value": "company.moc"}]
    assert by_id[fields["Число"].id] == {
        "id": fields["Число"].id,
        "name": "Число",
        "values": [{"value": "5"}],
        "is_system": False,
    }
    parts = {part["subtype"]: part["value"] for part in by_id[fields["Юридический адрес"].id]["values"]}
    assert parts == {"address_line_1": "ул. Октябрьская, д. 2", "city": "Москва", "zip": "102030", "country": "RU"}
    assert [value["enum"] for value in by_id[fields["Сфера"].id]["values"]] == [str(each.id) for each in options[:2]]
    return True


def test_the_documented_update(desk: Desk, fields: dict[str, Field]) -> None:
    [id] = desk.add("companies", {"name": "ООО Компания"})
    web = {"id": str(fields["WEB"].id), "values": [{"value": "example.moc", "enum": "WEB"}]}
    told = desk.update("companies", {"id": str(id), "updated_at": str(LATER), "custom_fields": [web]})
    assert told == {"items": [{"id": id, "updated_at": LATER, "_links": link(f"/api/v2/companies?id={id}")}]}
    assert desk.one("companies", id)["custom_fields"][0]["values"] == [{"value": "example.moc"}]


def test_a_published_recording_of_a_stale_update(desk: Desk) -> None:
    [id] = desk.add("companies", {"name": "ООО Компания"})
    told = desk.update("companies", {"id": str(id), "updated_at": "1508965200"})
    assert told == {"items": [], "errors": {"update": {str(id): "Last modified date is older than in database"}}}


def test_parts_of_an_address_that_are_not_sent_are_gone(desk: Desk, fields: dict[str, Field]) -> None:
    [id] = desk.add("companies", documented(fields, []))
    town = {"id": fields["Юридический адрес"].id, "values": [{"value": "Тверь", "subtype": 3}]}
    desk.update("companies", {"id": id, "updated_at": LATER, "custom_fields": [town]})
    shown = {field["id"]: field["values"] for field in desk.one("companies", id)["custom_fields"]}
    assert shown[town["id"]] == [{"value": "Тверь", "subtype": "city"}]
    assert len(shown) == 6


def test_unlink(desk: Desk, world: World) -> None:
    leads = desk.add("leads", {"name": "Аренда"}, {"name": "Стройка"})
    people = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [id] = desk.add("companies", {"name": "ООО Лютик", "leads_id": f"{leads[0]}, {leads[1]}", "contacts_id": people})
    gone = {"contacts_id": [people[0]], "leads_id": [str(leads[1])]}
    desk.update("companies", {"id": id, "updated_at": LATER, "unlink": gone})
    shown = desk.one("companies", id)
    assert (shown["contacts"]["id"], shown["leads"]["id"]) == ([people[1]], [leads[0]])
    assert shown["updated_at"] == LATER
    check(world)


def test_customers_are_linked_too(desk: Desk, client: httpx2.Client) -> None:
    customers = client.post("/api/v4/customers", json=[{"name": "Мария", "next_date": 1900000000}])
    [rosa] = [each["id"] for each in customers.json()["_embedded"]["customers"]]
    [id] = desk.add("companies", {"name": "ООО Лютик", "customers_id": str(rosa)})
    assert desk.one("companies", id)["customers"] == {
        "id": [rosa],
        "_links": link(f"/api/v2/customers?id={rosa}"),
    }


def test_the_list_is_filtered(desk: Desk, world: World) -> None:
    lutik, rosa = desk.add(
        "companies", {"name": "ООО Лютик", "responsible_user_id": world.anna.id}, {"name": "ООО Роза"}
    )
    assert [each["id"] for each in desk.list("companies", "query=лютик")] == [lutik]
    assert [each["id"] for each in desk.list("companies", f"responsible_user_id={world.irina.id}")] == [rosa]
    assert [each["id"] for each in desk.list("companies", "limit_rows=15&limit_offset=1")] == [rosa]
    assert [each["id"] for each in desk.list("companies", f"id={rosa}&limit_rows=1&query=лютик")] == [rosa]


def test_the_older_calls_keep_companies_under_contacts(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Аренда"})
    draft = {"name": "ООО Лютик", "linked_leads_id": [lead], "request_id": "7"}
    answer = client.post("/private/api/v2/json/company/set", json={"request": {"contacts": {"add": [draft]}}})
    [item] = answer.json()["response"]["contacts"]["add"]
    assert item["request_id"] == 7
    [shown] = client.get("/private/api/v2/json/company/list?limit_rows=1").json()["response"]["contacts"]
    assert (shown["id"], shown["type"], shown["linked_leads_id"]) == (item["id"], "company", [str(lead)])


def test_another_accounts_company_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [id] = desk.add("companies", {"name": "Наша"})
    veter = Desk(client_of(world.egor))
    assert veter.list("companies", f"id={id}") == []
    assert veter.update("companies", {"id": id, "updated_at": LATER})["errors"] == {
        "update": {str(id): "Element not found"}
    }
