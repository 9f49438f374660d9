"""Leads: where they come to stand, what of a write is ignored, and that nothing deletes them here."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.invariants import check
from tests.world import World
from voronka.services import leads

LATER = 2_000_000_000


def wholesale(client: httpx2.Client) -> tuple[int, int]:
    """A second pipeline, and its first stage."""
    draft = {"name": "Опт", "sort": 20, "is_main": False, "is_unsorted_on": False}
    [made] = client.post("/api/v4/leads/pipelines", json=[draft]).json()["_embedded"]["pipelines"]
    return made["id"], next(each["id"] for each in made["_embedded"]["statuses"] if each["is_editable"])


def test_a_stage_of_another_pipeline_moves_the_lead_there(desk: Desk, client: httpx2.Client) -> None:
    pipeline, stage = wholesale(client)
    [lead] = desk.add("leads", {"name": "Букеты"})
    desk.update("leads", {"id": lead, "updated_at": LATER, "status_id": stage})
    assert desk.one("leads", lead)["pipeline"]["id"] == pipeline
    desk.update("leads", {"id": lead, "updated_at": LATER, "status_id": 143})
    assert desk.one("leads", lead)["pipeline"]["id"] == pipeline


def test_a_pipeline_beside_the_stage_and_alone(desk: Desk, client: httpx2.Client) -> None:
    pipeline, first = wholesale(client)
    won, fresh, moved = desk.add(
        "leads",
        {"name": "Розы", "pipeline_id": pipeline, "status_id": 142},
        {"name": "Ирисы", "pipeline_id": str(pipeline)},
        {"name": "Пионы"},
    )
    desk.update("leads", {"id": moved, "updated_at": LATER, "pipeline_id": pipeline, "status_id": "143"})
    shown = {id: desk.one("leads", id) for id in (won, fresh, moved)}
    assert {lead["pipeline_id"] for lead in shown.values()} == {pipeline}
    assert [lead["status_id"] for lead in shown.values()] == [142, first, 143]


def test_what_clients_only_echo_is_not_written(desk: Desk, world: World) -> None:
    echoed = {"closed_at": 5, "closest_task_at": 7, "is_deleted": True, "group_id": 9, "account_id": 3}
    for visitor in ("nonsense", 12, [], {"uid": "x"}):
        [id] = desk.add("leads", {"name": "Букеты", "visitor_uid": visitor, **echoed})
        shown = desk.one("leads", id)
        assert [shown[key] for key in ("closed_at", "closest_task_at", "is_deleted", "group_id")] == [0, 0, False, 0]
        assert world.do(leads.get, id).record.visitor_uid is None


@pytest.mark.parametrize("spelling", [int, str, lambda company: [company]], ids=["number", "text", "list"])
def test_a_company_is_unlinked(desk: Desk, world: World, spelling: Any) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    [lead] = desk.add("leads", {"name": "Букеты", "company_id": lutik})
    desk.update("leads", {"id": lead, "updated_at": LATER, "unlink": {"company_id": spelling(lutik)}})
    assert desk.one("leads", lead)["company"] == {}
    check(world)


def test_leads_are_not_deleted_here(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    answer = client.post("/api/v2/leads", json={"delete": [lead]})
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, "214")
    assert desk.one("leads", lead)["is_deleted"] is False
