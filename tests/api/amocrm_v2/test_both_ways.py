"""What one API writes the other one shows, and a change through either is seen through both."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.invariants import check
from tests.world import World

THEN, LATER = 1_700_000_000, 2_000_000_000


def v4(client: httpx2.Client, path: str) -> Any:
    answer = client.get(f"/api/v4/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def make(client: httpx2.Client, noun: str, **draft: Any) -> int:
    answer = client.post(f"/api/v4/{noun}", json=[draft])
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["_embedded"][noun.rpartition("/")[2]][0]["id"]


@pytest.fixture
def reason(client: httpx2.Client) -> int:
    return make(client, "leads/loss_reasons", name="Дорого")


def test_a_lead_of_v2_in_v4(client: httpx2.Client, desk: Desk, world: World, reason: int) -> None:
    maria, petr = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    draft = {
        "name": "Букеты",
        "sale": "25000",
        "status_id": "143",
        "loss_reason_id": str(reason),
        "responsible_user_id": str(world.anna.id),
        "created_by": str(world.oleg.id),
        "created_at": str(THEN),
        "updated_at": THEN + 1,
        "contacts_id": [maria, petr],
        "main_contact_id": petr,
        "company_id": lutik,
        "tags": "опт,север",
    }
    [id] = desk.add("leads", draft)
    shown = v4(client, f"leads/{id}?with=contacts,loss_reason")
    assert {key: shown[key] for key in ("name", "price", "status_id", "loss_reason_id", "responsible_user_id")} == {
        "name": "Букеты",
        "price": 25000,
        "status_id": 143,
        "loss_reason_id": reason,
        "responsible_user_id": world.anna.id,
    }
    assert (shown["created_by"], shown["created_at"], shown["updated_at"]) == (world.oleg.id, THEN, THEN + 1)
    around = shown["_embedded"]
    assert {each["id"]: each["is_main"] for each in around["contacts"]} == {maria: False, petr: True}
    assert [each["id"] for each in around["companies"]] == [lutik]
    assert [tag["name"] for tag in around["tags"]] == ["опт", "север"]
    check(world)


def test_a_lead_of_v4_in_v2(client: httpx2.Client, desk: Desk, world: World, reason: int) -> None:
    maria, lutik = make(client, "contacts", name="Мария"), make(client, "companies", name="ООО Лютик")
    around = {
        "contacts": [{"id": maria, "is_main": True}],
        "companies": [{"id": lutik}],
        "tags": [{"name": "опт"}],
    }
    draft = {"name": "Букеты", "price": 25000, "created_at": THEN, "status_id": 143, "loss_reason_id": reason}
    id = make(client, "leads", **draft, responsible_user_id=world.anna.id, _embedded=around)
    shown = desk.one("leads", id, "&with=loss_reason_name")
    assert (shown["name"], shown["sale"], shown["created_at"], shown["status_id"]) == ("Букеты", 25000, THEN, 143)
    assert (shown["loss_reason_id"], shown["loss_reason_name"]) == (reason, "Дорого")
    assert (shown["main_contact"]["id"], shown["contacts"]["id"], shown["company"]["id"]) == (maria, [maria], lutik)
    assert [tag["name"] for tag in shown["tags"]] == ["опт"]


def test_a_change_through_one_leaves_alone_what_the_other_wrote(client: httpx2.Client, desk: Desk) -> None:
    maria = make(
        client, "contacts", name="Мария", first_name="Мария", last_name="Ким", _embedded={"tags": [{"name": "vip"}]}
    )
    before = v4(client, f"contacts/{maria}")
    desk.update("contacts", {"id": maria, "updated_at": LATER})
    assert v4(client, f"contacts/{maria}") == {**before, "updated_at": LATER, "updated_by": before["updated_by"]}
    shown = desk.one("contacts", maria)
    assert client.patch(f"/api/v4/contacts/{maria}", json={"updated_at": LATER + 1}).status_code == 200
    assert desk.one("contacts", maria) == {**shown, "updated_at": LATER + 1}


def test_a_task_and_its_result(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    where = {"element_id": lead, "element_type": 2}
    [task] = desk.add("tasks", {**where, "text": "Да", "task_type": 2, "complete_till_at": LATER, "duration": 600})
    shown = v4(client, f"tasks/{task}")
    assert (shown["entity_id"], shown["entity_type"], shown["task_type_id"]) == (lead, "leads", 2)
    assert (shown["text"], shown["complete_till"], shown["duration"]) == ("Да", LATER, 600)
    done = {"is_completed": True, "result": {"text": "Встретились"}}
    assert client.patch(f"/api/v4/tasks/{task}", json=done).status_code == 200
    found = desk.one("tasks", task)
    assert (found["is_completed"], found["result"]["text"]) == (True, "Встретились")


def test_what_was_deleted_through_one_is_gone_in_both(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    client.post("/private/deals/delete.php", json={"ID": lead})
    assert client.get(f"/api/v4/leads/{lead}").status_code == 204
    assert v4(client, "leads?with=only_deleted")["_embedded"]["leads"][0]["id"] == lead
    assert desk.list("leads", "with=only_deleted")[0]["is_deleted"] is True
