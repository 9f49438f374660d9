"""Whose tasks may be seen and changed by whom; and that the closest task stays true while many write at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec import structs

from tests import invariants
from tests.world import EVERYTHING, OWN_ONLY, World
from voronka.domain.access import Actor
from voronka.domain.errors import Forbidden, Invalid, NotFound
from voronka.domain.event_query import EventQuery
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.tasks import Task, TaskChange, TaskQuery
from voronka.services import events, leads, tasks
from voronka.store import sight

SOON = 2_000_000_000


def lead_of(world: World, user: Any) -> Lead:
    return world.do(leads.add, [LeadChange(name=user.name, responsible_user_id=user.id)])[0]


def planned(world: World, user: Any, lead: Lead | None = None, **more: Any) -> Task:
    place = {"entity_type": Kind.LEAD, "entity_id": lead.id} if lead else {}
    draft = TaskChange(text="Позвонить", complete_till=SOON, responsible_user_id=user.id, **place, **more)
    return world.do(tasks.add, [draft])[0]


def limited(world: World, **rights: Any) -> Actor:
    return structs.replace(world.anna.actor(), rights=rights)


def seen(world: World, who: Actor) -> set[int]:
    return {task.id for task in world.do_as(who, tasks.page, TaskQuery()).items}


def heard(world: World, who: Actor) -> set[int]:
    found = world.do_as(who, events.page, EventQuery(types=["task_added"])).items
    return {told.event.entity_id for told in found}


@pytest.fixture(autouse=True, params=["few records", "many records"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many records":
        monkeypatch.setattr(sight, "FEW", 0)


def test_tasks_are_seen_by_whom_they_concern(world: World) -> None:
    hers, his = lead_of(world, world.anna), lead_of(world, world.oleg)
    on_hers, on_his = planned(world, world.oleg, hers).id, planned(world, world.oleg, his).id
    own, entrusted, foreign = (
        planned(world, world.anna).id,
        planned(world, world.anna, his).id,
        planned(world, world.oleg).id,
    )
    everything = {on_hers, on_his, own, entrusted, foreign}
    expected = [
        (world.anna.actor(), everything),
        (limited(world, leads=OWN_ONLY, tasks={"edit": "M"}), {on_hers, own, entrusted}),
        (limited(world, leads=EVERYTHING), {on_hers, on_his, own, entrusted}),
        (limited(world, tasks={"edit": "A"}), {own, entrusted, foreign}),
    ]
    for who, there in expected:
        assert seen(world, who) == there
        assert heard(world, who) == there
        for id in everything - there:
            with pytest.raises(NotFound):
                world.do_as(who, tasks.get, id)
    with pytest.raises(Forbidden):
        seen(world, structs.replace(world.anna.actor(), is_free=True))


def test_changing_and_deleting_are_rights_of_their_own(world: World) -> None:
    own, his = planned(world, world.anna), planned(world, world.oleg, lead_of(world, world.anna))
    anna = limited(world, leads=OWN_ONLY, tasks={"edit": "M", "delete": "D"})
    world.do_as(anna, tasks.update, [TaskChange(id=own.id, is_completed=True)])
    with pytest.raises(Forbidden):
        world.do_as(anna, tasks.update, [TaskChange(id=own.id), TaskChange(id=his.id, text="Моё")])
    with pytest.raises(Forbidden):
        world.do_as(anna, tasks.delete, [own.id])
    world.do_as(limited(world, leads=OWN_ONLY, tasks={"edit": "D", "delete": "M"}), tasks.delete, [own.id])


def test_a_task_stands_only_on_a_record_that_its_author_sees(world: World) -> None:
    his = lead_of(world, world.oleg)
    draft = TaskChange(text="?", complete_till=SOON, entity_type=Kind.LEAD, entity_id=his.id)
    anna = limited(world, leads=OWN_ONLY, tasks={"edit": "A"})
    own = planned(world, world.anna)
    for refused in (
        lambda: world.do_as(anna, tasks.add, [draft]),
        lambda: world.do_as(anna, tasks.update, [structs.replace(draft, id=own.id)]),
    ):
        with pytest.raises(Invalid, match="entity_id"):
            refused()


def test_the_closest_task_is_right_whoever_writes_at_once(world: World) -> None:
    lead = lead_of(world, world.anna)
    first = [planned(world, world.anna, lead, created_at=place) for place in range(4)]
    works: list[Callable[[], object]] = [
        lambda task=task: world.do(tasks.update, [TaskChange(id=task.id, is_completed=True)]) for task in first
    ]
    for place in range(6):
        till = SOON - place
        works.append(
            lambda till=till: world.do(
                tasks.add,
                [TaskChange(text="?", complete_till=till, entity_type=Kind.LEAD, entity_id=lead.id)],
            )
        )
        works.append(lambda till=till: world.do(leads.update, [LeadChange(id=lead.id, name=f"Заказ {till}")]))
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work) for work in works]:
            done.result()
    assert world.do(leads.get, lead.id).record.closest_task_at == SOON - 5
    invariants.check(world)


def test_a_task_lies_in_the_recycle_bin_with_its_record(world: World) -> None:
    lead = lead_of(world, world.anna)
    task = planned(world, world.anna, lead)
    world.do(leads.delete, [lead.id])
    with pytest.raises(Invalid):
        world.do(tasks.update, [TaskChange(id=task.id, is_completed=True)])
    world.do(leads.restore, [lead.id])
    assert world.do(leads.get, lead.id).record.closest_task_at == task.complete_till
    world.do(tasks.update, [TaskChange(id=task.id, is_completed=True)])
    assert world.do(leads.get, lead.id).record.closest_task_at is None
    invariants.check(world)
