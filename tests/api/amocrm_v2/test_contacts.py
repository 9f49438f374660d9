"""Contacts: names, a company by id or by name, phones found by their digits, and the older list of both kinds."""

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World
from voronka.domain.kinds import Kind

LATER = 2_000_000_000


@pytest.fixture
def phone(world: World) -> int:
    [found] = [field.id for field in world.facts.fields_of(Kind.CONTACT).by_id.values() if field.code == "PHONE"]
    return found


def test_a_contact_is_shown_whole(desk: Desk, world: World, phone: int) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    [lead] = desk.add("leads", {"name": "Букеты"})
    mob = next(option.id for option in world.facts.fields_of(Kind.CONTACT).by_id[phone].enums if option.value == "MOB")
    draft = {
        "name": "Иванова Мария",
        "first_name": "Мария",
        "last_name": "Иванова",
        "tags": "клиент,vip",
        "company_id": lutik,
        "leads_id": [str(lead)],
        "custom_fields": [{"id": phone, "values": [{"value": "+79160000001", "enum": "MOB"}]}],
    }
    [maria] = desk.add("contacts", draft)
    shown = desk.one("contacts", maria)
    assert list(shown) == [
        *("id", "name", "responsible_user_id", "created_by", "created_at", "updated_at", "account_id", "updated_by"),
        *("group_id", "first_name", "last_name", "company", "leads", "customers", "closest_task_at", "tags"),
        *("custom_fields", "_links"),
    ]
    assert (shown["name"], shown["first_name"], shown["last_name"]) == ("Иванова Мария", "Мария", "Иванова")
    assert (shown["company"]["id"], shown["company"]["name"]) == (lutik, "ООО Лютик")
    assert (shown["leads"]["id"], shown["customers"]) == ([lead], {})
    assert shown["custom_fields"] == [
        {
            "id": phone,
            "name": "Телефон",
            "code": "PHONE",
            "values": [{"value": "+79160000001", "enum": mob}],
            "is_system": True,
        }
    ]
    check(world)


def test_a_company_by_its_name_is_a_new_one(desk: Desk, world: World) -> None:
    first, second, third = desk.add(
        "contacts",
        {"name": "Мария", "company_name": "ООО Лютик"},
        {"name": "Пётр", "company_name": ""},
        {"name": "Илья", "company_name": "ООО Роза"},
    )
    assert desk.one("contacts", first)["company"]["name"] == "ООО Лютик"
    assert desk.one("contacts", second)["company"] == {}
    [lutik] = desk.list("companies", "query=лютик")
    desk.update("contacts", {"id": third, "updated_at": LATER, "company_id": lutik["id"], "company_name": "не нужно"})
    assert desk.one("contacts", third)["company"]["id"] == lutik["id"]
    assert [company["name"] for company in desk.list("companies")] == ["ООО Лютик", "ООО Роза"]
    check(world)


@pytest.mark.parametrize("query", ["9161234567", "79161234567", "123-45-67", "+7 (916) 123 45 67"])
def test_a_phone_is_found_across_its_punctuation(client: httpx2.Client, desk: Desk, phone: int, query: str) -> None:
    values = [{"value": "+7 (916) 123-45-67", "enum": "WORK"}]
    [maria] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": phone, "values": values}]})
    answer = client.get("/api/v2/contacts", params={"query": query})
    assert [each["id"] for each in answer.json()["_embedded"]["items"]] == [maria]


def test_a_company_is_unlinked_by_a_single_id(desk: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    [maria] = desk.add("contacts", {"name": "Мария", "company_id": lutik})
    desk.update("contacts", {"id": maria, "updated_at": LATER, "unlink": {"company_id": str(lutik)}})
    assert desk.one("contacts", maria)["company"] == {}


def test_an_empty_list_of_values_clears_a_field(desk: Desk, phone: int) -> None:
    values = [{"value": "89161234567", "enum": 0}, {"value": "89161234568", "enum": None, "subtype": None}]
    [maria] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": phone, "name": "x", "values": values}]})
    assert [each["value"] for each in desk.one("contacts", maria)["custom_fields"][0]["values"]] == [
        "89161234567",
        "89161234568",
    ]
    desk.update("contacts", {"id": maria, "updated_at": LATER, "custom_fields": [{"id": phone, "values": []}]})
    assert desk.one("contacts", maria)["custom_fields"] == []


def test_each_fault_in_custom_fields_has_its_number(client: httpx2.Client, desk: Desk, phone: int) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})

    def code(verb: str, field: dict[str, object]) -> str:
        contact = {"id": maria, "updated_at": LATER, "name": "Мария", "custom_fields": [field]}
        return client.post("/api/v2/contacts", json={verb: [contact]}).json()["response"]["error_code"]

    assert [code(verb, {"id": phone}) for verb in ("add", "update")] == ["238", "238"]
    assert [code(verb, {"id": 5, "values": [{"value": "x"}]}) for verb in ("add", "update")] == ["204", "211"]
    assert [code(verb, {"id": phone, "values": [{"value": ["x"]}]}) for verb in ("add", "update")] == ["203", "210"]


@pytest.mark.parametrize(("verb", "code"), [("add", "205"), ("update", "212")])
def test_what_is_not_made_and_what_is_not_changed(client: httpx2.Client, desk: Desk, verb: str, code: str) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})
    bad = {"id": maria, "updated_at": LATER, "name": "Пётр", "responsible_user_id": 999}
    answer = client.post("/api/v2/contacts", json={verb: [bad]})
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, code)
    assert [each["name"] for each in desk.list("contacts")] == ["Мария"]


def test_the_older_list_shows_people_companies_or_both(client: httpx2.Client, desk: Desk) -> None:
    [lutik, rosa] = desk.add("companies", {"name": "ООО Лютик"}, {"name": "ООО Роза"})
    people = desk.add("contacts", {"name": "Мария", "company_id": lutik}, {"name": "Пётр"}, {"name": "Илья"})

    def names(query: str) -> list[str]:
        answer = client.get(f"/private/api/v2/json/contacts/list?{query}")
        return [each["name"] for each in answer.json()["response"]["contacts"]] if answer.content else []

    assert names("") == names("type=contact") == ["Мария", "Пётр", "Илья"]
    assert names("type=company") == ["ООО Лютик", "ООО Роза"]
    whole = names("type=all")
    assert sorted(whole) == sorted(["Мария", "Пётр", "Илья", "ООО Лютик", "ООО Роза"])
    pages = [names(f"type=all&limit_rows=2&limit_offset={offset}") for offset in (0, 2, 4, 6)]
    assert [name for page in pages for name in page] == whole
    assert rosa in (lutik + 1, people[0] + 1)


@pytest.mark.parametrize("path", ["/api/v2/contacts", "/private/api/v2/json/contacts/list"])
def test_a_time_between_two_others(client: httpx2.Client, desk: Desk, path: str) -> None:
    times = [{"created_at": at, "updated_at": at + 5} for at in (1500000000, 1600000000)]
    old, new = desk.add("contacts", *({"name": "Мария", **each} for each in times))

    def ids(query: str) -> list[int]:
        answer = client.get(f"{path}?{query}")
        told = answer.json() if answer.content else {"_embedded": {"items": []}}
        return [each["id"] for each in (told.get("_embedded", {}).get("items") or told["response"]["contacts"])]

    assert ids("filter[date_create][to]=1500000000") == [old]
    assert ids("filter[date_modify][from]=1&filter[date_modify][to]=1500000005") == [old]
    assert ids("filter[date_create][from]=1500000001") == ids("type=all&filter[date_modify][from]=2019-01-01") == [new]
    assert ids(f"id={old}&filter[date_create][from]=1500000001") == [old]


def test_the_older_contact(client: httpx2.Client, desk: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    [lead] = desk.add("leads", {"name": "Букеты"})
    draft = {"name": "Мария", "linked_company_id": lutik, "linked_leads_id": [lead], "created_user_id": "0"}
    answer = client.post("/private/api/v2/json/contacts/set", json={"request": {"contacts": {"add": [draft]}}})
    [item] = answer.json()["response"]["contacts"]["add"]
    [shown] = client.get(f"/private/api/v2/json/contacts/list?id={item['id']}").json()["response"]["contacts"]
    assert (shown["linked_company_id"], shown["company_name"]) == (str(lutik), "ООО Лютик")
    assert (shown["linked_leads_id"], shown["type"], shown["created_user_id"]) == ([str(lead)], "contact", 0)


def test_another_accounts_contact_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [maria] = desk.add("contacts", {"name": "Наша"})
    veter = Desk(client_of(world.egor))
    assert veter.list("contacts", f"id={maria}") == []
    assert veter.update("contacts", {"id": maria, "updated_at": LATER})["errors"] == {
        "update": {str(maria): "Element not found"}
    }
