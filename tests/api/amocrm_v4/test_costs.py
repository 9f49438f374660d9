"""What a request costs the database does not depend on how many records it speaks of."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.conftest import Statements
from tests.world import World
from voronka.services import accounts

Ids = dict[str, list[int]]
Write = Callable[[int, Ids], dict[str, Any]]

MANY = 30
BASE = "/api/v4/"


@pytest.fixture
def ids(client: httpx2.Client) -> Ids:
    """Thirty leads, each with two contacts and a company, all of them with fields and tags."""
    made: Ids = {}
    for entity in ("contacts", "companies", "customers", "leads"):
        sent = [NEW[entity](number, made) for number in range(MANY)]
        made[entity] = [ref["id"] for ref in client.post(BASE + entity, json=sent).json()["_embedded"][entity]]
    return made


def person(number: int, ids: Ids) -> dict[str, Any]:
    phone = {"field_code": "PHONE", "values": [{"value": f"+7 926 {number:07d}"}]}
    return {"name": f"Мария {number}", "custom_fields_values": [phone], "tags_to_add": [{"name": f"тег {number}"}]}


def customer(number: int, ids: Ids) -> dict[str, Any]:
    return {"name": f"Постоянный {number}", "next_price": number, "tags_to_add": [{"name": f"год {number}"}]}


def lead(number: int, ids: Ids) -> dict[str, Any]:
    people = [{"id": ids["contacts"][number]}, {"id": ids["contacts"][(number + 1) % MANY], "is_main": True}]
    embedded = {
        "tags": [{"name": f"опт {number}"}],
        "contacts": people,
        "companies": [{"id": ids["companies"][number]}],
    }
    return {"name": f"Заказ {number}", "price": number, "_embedded": embedded}


def complex_lead(number: int, ids: Ids) -> dict[str, Any]:
    contact, company = person(number + 500, ids), {"name": f"ООО {number}"}
    return {"name": "Заявка", "_embedded": {"contacts": [contact], "companies": [company]}}


def repetition(number: int, ids: Ids) -> dict[str, Any]:
    tags = [{"name": f"снова {number}"}]
    return {"name": "Снова", "tags_to_add": tags, "_embedded": {"contacts": [person(number, ids)]}}


def changed(entity: str) -> Write:
    return lambda number, ids: person(number + 100, ids) | {"id": ids[entity][number]}


def closed(number: int, ids: Ids) -> dict[str, Any]:
    tags = {"tags": [{"name": f"было {number}"}]}
    return {"id": ids["leads"][number], "name": f"Продано {number}", "status_id": 142, "_embedded": tags}


def awaited(number: int, ids: Ids) -> dict[str, Any]:
    return customer(number + 100, ids) | {"id": ids["customers"][number], "next_date": 1_800_000_000}


def to_company(number: int, ids: Ids) -> dict[str, Any]:
    other = ids["companies"][(number + 1) % MANY]
    return {"entity_id": ids["leads"][number], "to_entity_type": "companies", "to_entity_id": other}


def to_contact(number: int, ids: Ids) -> dict[str, Any]:
    return {
        "entity_id": ids["leads"][number],
        "to_entity_type": "contacts",
        "to_entity_id": ids["contacts"][number],
    }


NEW: dict[str, Write] = {"contacts": person, "companies": person, "customers": customer, "leads": lead}

WRITES: dict[str, tuple[str, str, Write]] = {
    "contacts are added": ("POST", "contacts", lambda number, ids: person(number + 300, ids)),
    "contacts are changed": ("PATCH", "contacts", changed("contacts")),
    "companies are added": ("POST", "companies", lambda number, ids: person(number + 300, ids)),
    "companies are changed": ("PATCH", "companies", changed("companies")),
    "customers are added": ("POST", "customers", lambda number, ids: customer(number + 300, ids)),
    "customers are changed": ("PATCH", "customers", awaited),
    "leads are added": ("POST", "leads", lead),
    "leads are changed": ("PATCH", "leads", closed),
    "complex leads are added": ("POST", "leads/complex", complex_lead),
    "repetitions are merged": ("POST", "leads/complex", repetition),
    "companies are linked": ("POST", "leads/link", to_company),
    "contacts are unlinked": ("POST", "leads/unlink", to_contact),
    "tags are added": ("POST", "contacts/tags", lambda number, ids: {"name": f"новый {number}"}),
}


@pytest.mark.parametrize("what", WRITES)
def test_many_are_written_with_as_many_statements_as_one(
    client: httpx2.Client, world: World, ids: Ids, statements: Statements, what: str
) -> None:
    method, path, write = WRITES[what]
    world.do(accounts.adjust, {"duplicate_control": True})
    client.get("/api/v4/leads")  # the facts are known from now on
    counts = []
    for numbers in ([MANY - 1], range(MANY - 1)):
        with statements() as seen:
            answer = client.request(method, BASE + path, json=[write(number, ids) for number in numbers])
        assert answer.status_code in (200, 204), answer.text
        counts.append(len(seen))
    assert counts[0] == counts[1]


PLAIN = 5  # account, token, records, tags, links
FOUND = PLAIN + 3  # and a few steps of looking for the records of a filter

LISTS = {
    "leads": ("leads?with=contacts,loss_reason,catalog_elements,source", PLAIN),
    "leads by a word": ("leads?with=contacts&query=заказ", FOUND),
    "deleted leads": ("leads?with=only_deleted", PLAIN),
    "contacts": ("contacts?with=leads,customers,catalog_elements,social_profiles&order[updated_at]=desc", PLAIN),
    "companies since": ("companies?with=contacts,leads,customers,catalog_elements&filter[created_at][from]=1", FOUND),
    "customers": ("customers?with=contacts,companies,catalog_elements,group_id&order[created_at]=desc", PLAIN),
    "customers awaited": ("customers?with=contacts&filter[next_date][to]=1900000000&filter[status_id]=7", FOUND),
    "tags": ("leads/tags?query=опт", PLAIN),
}


@pytest.mark.parametrize("what", LISTS)
def test_a_page_of_many_is_read_with_as_many_statements_as_one_of_one(
    client: httpx2.Client, ids: Ids, statements: Statements, what: str
) -> None:
    client.get("/api/v4/leads")
    path, most = LISTS[what]
    counts = []
    for limit in (1, MANY):
        with statements() as seen:
            client.get(f"{BASE}{path}&limit={limit}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= most


def test_links_of_many_are_read_with_as_many_statements_as_of_one(
    client: httpx2.Client, ids: Ids, statements: Statements
) -> None:
    counts = []
    for wanted in (ids["leads"][:1], ids["leads"]):
        with statements() as seen:
            client.get(f"{BASE}leads/links", params={"filter[entity_id][]": wanted})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4  # account, token, records, links
