"""A stage is deleted, and its leads go to the first one: each tells of it, in pieces that bound the memory."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.world import World
from voronka.domain.leads import LeadChange
from voronka.services import lead_moves, leads, statuses
from voronka.services.work import Work
from voronka.store.tables import events


def moves(work: Work) -> list[Any]:
    moved = (events.c.account_id == work.account_id, events.c.type == "lead_status_changed")
    columns = (events.c.entity_id, events.c.created_by, events.c.value_before, events.c.value_after)
    return [tuple(row) for row in work.connection.execute(select(*columns).where(*moved).order_by(events.c.id))]


def test_each_lead_tells_of_its_move(world: World) -> None:
    pipeline = world.facts.main_pipeline
    first, gone = pipeline.first_status, pipeline.statuses[2]
    made = world.do(
        leads.add, [LeadChange(name="Розы", status_id=gone.id), LeadChange(name="Ирисы", status_id=gone.id)]
    )
    world.do_as(world.irina, statuses.delete, pipeline.id, gone.id)
    before = [{"lead_status": {"id": gone.id, "pipeline_id": pipeline.id}}]
    after = [{"lead_status": {"id": first.id, "pipeline_id": pipeline.id}}]
    assert world.do(moves) == [(lead.id, world.irina.id, before, after) for lead in made]


def test_more_leads_than_one_piece_holds_move_all_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lead_moves, "AT_ONCE", 2)
    pipeline = world.facts.main_pipeline
    made = world.do(leads.add, [LeadChange(status_id=pipeline.statuses[2].id) for _ in range(5)])
    world.do_as(world.irina, statuses.delete, pipeline.id, pipeline.statuses[2].id)
    moved = [world.do(leads.get, lead.id).record.status_id for lead in made]
    assert moved == [pipeline.first_status.id] * 5
