"""What a trigger may be, how long it is tried, and with what it goes."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import select

from tests.renderers import RENDERERS
from tests.world import World
from voronka.domain.deliveries import TRIGGER_BAD_AT_MOST, Delivery, Outcome
from voronka.domain.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from voronka.domain.leads import LeadChange
from voronka.domain.pipelines import PipelineWrite
from voronka.domain.statuses import StatusWrite
from voronka.domain.triggers import AT_MOST, Trigger
from voronka.hooks.fanout import fan_out
from voronka.services import deliveries, integrations, leads, pipelines, statuses, triggers, widgets
from voronka.services.triggers import TriggerWrite
from voronka.services.work import Work
from voronka.store import tables

SHOP, WAREHOUSE = "https://shop.example/dp", "https://warehouse.example/dp"
MINUTE = 60
MANIFEST = {
    "widget": {"code": "sms_shop"},
    "locations": ["digital_pipeline"],
    "dp": {"webhook_url": "https://sms.example/dp"},
}


def write(world: World, place: int = 1, **wanted: Any) -> TriggerWrite:
    pipeline = world.facts.main_pipeline
    on: dict[str, Any] = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[place].id, "event": "status"}
    hook: dict[str, Any] = {} if "widget_code" in wanted else {"destination": SHOP}
    return TriggerWrite(**on | hook | wanted)


def set_on(world: World, place: int = 1, **wanted: Any) -> Trigger:
    return world.do(triggers.add, write(world, place, **wanted))


def fire(world: World, count: int = 1) -> None:
    came = LeadChange(status_id=world.facts.main_pipeline.statuses[1].id)
    world.do_as(world.anna, leads.add, [came] * count)
    world.do(lambda work: fan_out(work, RENDERERS, 1000))


def at(work: Work, later: int) -> Work:
    return Work(work.database, work.connection, work.account, work.actor, work.now + later)


def claim(world: World, later: int = 0) -> list[Delivery]:
    return world.do(lambda work: deliveries.claim(at(work, later), {}, 1000, 1000, 15)[0])


def settle(world: World, claimed: Iterable[Delivery], code: int, later: int = 0) -> None:
    def unit(work: Work) -> None:
        then = at(work, later)
        deliveries.settle(then, [Outcome(delivery=each, at=then.now, code=code, milliseconds=5) for each in claimed])

    world.do(unit)


def states(world: World) -> list[str]:
    c = tables.deliveries.c
    wanted = select(c.state).where(c.account_id == world.romashka.id).order_by(c.id)
    return world.do(lambda work: list(work.connection.execute(wanted).scalars()))


@pytest.fixture
def sms(world: World) -> str:
    site = world.do(integrations.create, name="СМС", redirect_uri="https://sms.example/oauth")
    world.do(widgets.add, MANIFEST, site.client_id)
    world.do(widgets.install, "sms_shop", {}, "romashka.voronka.test")
    return site.client_id


@pytest.mark.parametrize("code", [404, 500, 0])
def test_it_is_tried_again_four_times_within_an_hour(world: World, code: int) -> None:
    set_on(world)
    fire(world)
    clock = 0
    for pause in (1, 5, 15, 30):
        settle(world, claim(world, clock), code, clock)
        assert claim(world, clock + pause * MINUTE - 5) == []
        clock += pause * MINUTE + 1
    assert clock < 60 * MINUTE
    settle(world, claim(world, clock), code, clock)
    assert states(world) == ["dead"]


def test_a_good_answer_ends_it(world: World) -> None:
    set_on(world)
    fire(world)
    settle(world, claim(world), 503)
    settle(world, claim(world, 2 * MINUTE), 200, 2 * MINUTE)
    assert states(world) == ["done"]


def test_an_address_that_answers_badly_too_often_is_tried_again_only_after_five_minutes(world: World) -> None:
    set_on(world)
    set_on(world)  # of the same address
    set_on(world, destination=WAREHOUSE)
    fire(world, TRIGGER_BAD_AT_MOST // 2)
    claimed = claim(world)
    settle(world, [each for each in claimed if each.destination == WAREHOUSE], 500)
    settle(world, [each for each in claimed if each.destination == SHOP], 500)
    assert len(claim(world, 2 * MINUTE)) == len(claimed), "a hundred are not too many"
    fire(world)
    settle(world, claim(world), 500)
    assert {each.destination for each in claim(world, 4 * MINUTE)} == {WAREHOUSE}
    fire(world)
    assert len(claim(world)) == 3, "what is new is sent all the same"
    assert {each.destination for each in claim(world, 6 * MINUTE)} == {SHOP, WAREHOUSE}


@pytest.mark.parametrize("event", ["mail_in", "period"])
def test_what_never_happens_here_cannot_be_waited_for(world: World, event: str) -> None:
    with pytest.raises(
        Refused, match=f"There are no triggers of {event}.*Choose of: status, call_in, site_visit, chat"
    ):
        set_on(world, event=event)


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ({"event": "birthday"}, "event"),
        ({"destination": None}, "destination"),
        ({"destination": "ftp://shop.example"}, "destination"),
        ({"settings": {"message": "Готово"}}, "settings"),
        ({"widget_code": "sms_shop", "destination": SHOP}, "destination"),
        ({"widget_code": "sms_shop", "settings": ["Готово"]}, "settings"),
    ],
)
def test_a_wrong_one_is_told_what_is_wrong(world: World, sms: str, wanted: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_on(world, **wanted)
    assert [problem.path for problem in refused.value.problems] == [path]
    assert world.facts.triggers == []


def test_only_an_administrator_sets_them(world: World) -> None:
    with pytest.raises(Forbidden):
        world.do_as(world.anna, triggers.add, write(world))


def test_it_stands_on_a_stage_that_is_there(world: World) -> None:
    with pytest.raises(NotFound):
        set_on(world, status_id=5)
    with pytest.raises(NotFound):
        set_on(world, pipeline_id=5)


def test_another_account_neither_sees_nor_deletes_it(world: World) -> None:
    made = set_on(world)
    assert world.do_as(world.egor, triggers.all_of) == []
    with pytest.raises(NotFound, match="voronka trigger list"):
        world.do_as(world.egor, triggers.delete, made.id)
    assert world.do(triggers.all_of) == [made]


def test_an_account_has_a_limit_of_them(world: World) -> None:
    wanted = write(world)
    world.do(lambda work: [triggers.add(work, wanted) for _ in range(AT_MOST)])
    with pytest.raises(Conflict, match=str(AT_MOST)):
        set_on(world)


def test_what_was_to_be_sent_goes_with_its_trigger(world: World) -> None:
    made = set_on(world)
    fire(world)
    claimed = claim(world)
    world.do(triggers.delete, made.id)
    settle(world, claimed, 500)
    assert (states(world), claim(world, MINUTE)) == ([], [])


def test_they_go_with_their_stage_and_with_their_pipeline(world: World) -> None:
    [service] = world.do(pipelines.add, [PipelineWrite(name="Сервис", statuses=[StatusWrite(name="Заявка")])])
    place = next(place for place, status in enumerate(service.statuses) if status.is_editable)
    set_on(world, pipeline_id=service.id, status_id=service.statuses[place].id)
    stage = world.facts.main_pipeline.statuses[2]
    set_on(world, 2)
    kept = set_on(world, 1)
    world.do(statuses.delete, stage.pipeline_id, stage.id)
    world.do(pipelines.delete, service.id)
    assert world.do(triggers.all_of) == [kept]


def test_those_of_a_widget_go_when_it_is_uninstalled(world: World, sms: str) -> None:
    kept = set_on(world)
    set_on(world, widget_code="sms_shop")
    world.do(widgets.uninstall, "sms_shop")
    assert world.do(triggers.all_of) == [kept]


def test_they_go_when_its_integration_is_removed(world: World, sms: str) -> None:
    set_on(world, widget_code="sms_shop")
    world.do(integrations.remove, sms)
    assert world.do(triggers.all_of) == []


def test_they_go_when_a_new_version_does_not_act_any_more(world: World, sms: str) -> None:
    set_on(world, widget_code="sms_shop")
    world.do(widgets.add, MANIFEST, sms)
    assert len(world.do(triggers.all_of)) == 1
    world.do(widgets.add, MANIFEST | {"dp": {}}, sms)
    assert world.do(triggers.all_of) == []


def test_a_widget_acts_that_is_installed_and_says_where(world: World, sms: str) -> None:
    world.do(widgets.uninstall, "sms_shop")
    with pytest.raises(Conflict, match="not installed"):
        set_on(world, widget_code="sms_shop")
    for manifest in (MANIFEST | {"dp": {}}, MANIFEST | {"locations": ["settings"]}):
        world.do(widgets.add, manifest, sms)
        world.do(widgets.install, "sms_shop", {}, "romashka.voronka.test")
        with pytest.raises(Conflict, match=r"dp\.webhook_url"):
            set_on(world, widget_code="sms_shop")
    with pytest.raises(Invalid):
        world.do(widgets.add, MANIFEST | {"dp": {"webhook_url": "sms"}}, sms)
