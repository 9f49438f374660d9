"""What a request costs the database does not depend on how many records it speaks of; and who may do what."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.world import OWN_ONLY, World
from voronka.domain.users import UserDraft
from voronka.services import users

MANY = 30
LATER = 2_000_000_000


@pytest.fixture
def ids(desk: Desk, world: World) -> dict[str, list[int]]:
    """Thirty of each, linked, so that every statement has something to find."""
    companies = desk.add("companies", *({"name": f"ООО {number}", "tags": "опт"} for number in range(MANY)))
    contacts = desk.add("contacts", *({"name": "Мария", "company_id": id} for id in companies))
    leads = desk.add("leads", *({"name": "Букеты", "contacts_id": id, "tags": "опт"} for id in contacts))
    where = [{"element_id": id, "element_type": 2} for id in leads]
    tasks = desk.add("tasks", *({"text": "Позвонить", "complete_till": 1900000000, **each} for each in where))
    notes = desk.add("notes", *({"text": "Ждёт", **each} for each in where))
    return {"companies": companies, "contacts": contacts, "leads": leads, "tasks": tasks, "notes": notes}


NEW: dict[str, Any] = {
    "companies": lambda ids, at: {"name": "ООО", "contacts_id": ids["contacts"][at], "leads_id": [ids["leads"][at]]},
    "contacts": lambda ids, at: {
        "name": "Пётр",
        "leads_id": ids["leads"][at],
        "company_name": f"ООО {at}",
        "tags": f"н{at}",
    },
    "leads": lambda ids, at: {"name": "Букеты", "contacts_id": ids["contacts"][at], "tags": f"тег {at}"},
    "tasks": lambda ids, at: {
        "text": "Позвонить",
        "complete_till": 1900000000,
        "element_id": ids["leads"][at],
        "element_type": 2,
    },
    "notes": lambda ids, at: {"text": "Ждёт", "element_id": ids["leads"][at], "element_type": 2},
}
CHANGED: dict[str, Any] = {
    "companies": lambda ids, at: {"name": "Иначе", "unlink": {"contacts_id": [ids["contacts"][at]]}},
    "contacts": lambda ids, at: {"name": "Иначе", "leads_id": [ids["leads"][(at + 1) % MANY]], "tags": f"т{at}"},
    "leads": lambda ids, at: {"status_id": 142, "contacts_id": [ids["contacts"][(at + 1) % MANY]], "tags": ""},
    "tasks": lambda ids, at: {"is_completed": 1},
    "notes": lambda ids, at: {"text": "Иначе"},
}


def counted(statements: Statements, desk: Desk, noun: str, verb: str, items: list[dict[str, Any]]) -> int:
    with statements() as seen:
        assert desk.set(noun, **{verb: items})["_embedded"].get("errors") is None
    return len(seen)


@pytest.mark.parametrize("noun", NEW)
def test_one_record_costs_as_much_as_thirty(
    statements: Statements, desk: Desk, ids: dict[str, list[int]], noun: str
) -> None:
    changes = [CHANGED[noun](ids, at) | {"id": ids[noun][at], "updated_at": LATER} for at in range(MANY)]
    one_changed = counted(statements, desk, noun, "update", changes[:1])
    assert counted(statements, desk, noun, "update", changes[1:]) == one_changed
    new = [NEW[noun](ids, at) for at in range(MANY)]
    one = counted(statements, desk, noun, "add", new[:1])
    assert counted(statements, desk, noun, "add", new[1:]) == one


@pytest.mark.parametrize("query", ["", "query=Мария", "with=catalog_elements_links", "type=all", "type=lead"])
@pytest.mark.parametrize("noun", NEW)
def test_a_page_of_one_costs_as_much_as_a_page_of_thirty(
    client: httpx2.Client, statements: Statements, ids: dict[str, list[int]], noun: str, query: str
) -> None:
    if noun == "tasks" or (noun == "notes" and "type" not in query):
        query = "type=lead"
    costs = set[int]()
    for limit in (2, MANY):  # of two kinds at least
        with statements() as seen:
            assert client.get(f"/api/v2/{noun}?limit_rows={limit}&{query}").status_code in (200, 204)
        costs.add(len(seen))
    assert ids
    assert len(costs) == 1


# --- rights ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def vera(world: World, client_of: ClientOf) -> Desk:
    """She sees and changes her own records alone, and companies not at all."""
    rights = {"leads": OWN_ONLY, "contacts": OWN_ONLY}
    [vera] = world.do(users.add, [UserDraft(name="Вера Ильина", email="vera@romashka.example", rights=rights)])
    return Desk(client_of(vera))


def test_what_is_not_seen_is_not_there(desk: Desk, vera: Desk) -> None:
    [theirs] = desk.add("leads", {"name": "Чужая"})
    [mine] = vera.add("leads", {"name": "Моя"})
    assert [lead["id"] for lead in vera.list("leads")] == [mine]
    told = vera.update("leads", {"id": theirs, "updated_at": LATER, "name": "Нет"})
    assert told["errors"] == {"update": {str(theirs): "Element not found"}}
    assert desk.one("leads", theirs)["name"] == "Чужая"


@pytest.mark.parametrize("older", [False, True])
def test_who_may_not_is_told_the_number_of_his_resource(vera: Desk, older: bool) -> None:
    path = "/private/api/v2/json/company/set" if older else "/api/v2/companies"
    body: dict[str, Any] = {"add": [{"name": "ООО Лютик"}]}
    answer = vera.client.post(path, json={"request": {"contacts": body}} if older else body)
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "202")
    assert vera.client.get("/api/v2/companies").status_code == 403


def test_a_link_to_what_is_not_seen_is_refused(desk: Desk, vera: Desk) -> None:
    [theirs] = desk.add("contacts", {"name": "Чужой"})
    answer = vera.client.post("/api/v2/leads", json={"add": [{"name": "Моя", "contacts_id": theirs}]})
    assert paths(answer) == ["add.0.contacts_id"]
    assert vera.list("leads") == []


def test_a_company_that_is_not_seen_is_not_shown(desk: Desk, vera: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    [mine] = vera.add("leads", {"name": "Моя"})
    desk.update("leads", {"id": mine, "updated_at": LATER, "company_id": lutik})
    assert vera.one("leads", mine)["company"] == {}


def test_whatever_happens_is_told_as_through_v4(desk: Desk, client: httpx2.Client) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "tags": "опт"})
    desk.update("leads", {"id": lead, "updated_at": LATER, "sale": 500, "status_id": 142})
    events = client.get("/api/v4/events").json()["_embedded"]["events"]
    assert {event["type"] for event in events} >= {"lead_added", "sale_field_changed", "lead_status_changed"}
