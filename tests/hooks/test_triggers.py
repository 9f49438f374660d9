"""«Ромашка» lets its other programs know what happens to a deal on a stage, and lets widgets act on it."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from tests.api.amocrm_v4.happenings import change, new
from tests.conftest import ClientOf
from tests.hooks.conftest import Working, eventually, states, subscribe
from tests.hooks.receivers import Post, receiver
from tests.hooks.test_kill import later, lone_worker
from tests.world import Cast, World
from voronka.domain.leads import LeadChange
from voronka.domain.talks import Incoming
from voronka.services import leads, receiving, talks, triggers, widgets
from voronka.services.triggers import TriggerWrite
from voronka.services.work import Work
from voronka.store.tables import attempts

MANIFEST = {
    "widget": {"code": "sms_shop", "version": "1.0.0"},
    "locations": ["settings", "digital_pipeline"],
    "dp": {"settings": {"message": {"name": "settings.message", "type": "text", "required": True}}},
}
PHONE = [{"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22"}]}]


@pytest.fixture
def client(client_of: ClientOf, world: World) -> httpx2.Client:
    return client_of(world.irina)


def stage(world: World, place: int) -> int:
    return world.facts.main_pipeline.statuses[place].id


def set_on(world: World, place: int, **wanted: Any) -> int:
    """On a stage of the main pipeline."""
    pipeline_id = world.facts.main_pipeline.id
    on: dict[str, Any] = {"pipeline_id": pipeline_id, "status_id": stage(world, place), "event": "status"}
    return world.do(triggers.add, TriggerWrite(**on | wanted)).id


def told(world: World, event: str, lead: int, **more: int) -> dict[str, str]:
    values = {"id": lead, "status_id": stage(world, 1), "pipeline_id": world.facts.main_pipeline.id, **more}
    account = {"account[id]": str(world.romashka.id), "account[subdomain]": "romashka"}
    return account | {f"leads[{event}][0][{key}]": str(value) for key, value in values.items()}


def in_any_order(posts: list[Post]) -> set[frozenset[tuple[str, str]]]:
    """Of different leads none waits for the other."""
    return {pairs(post.form) for post in posts}


def pairs(form: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(form.items())


def test_a_lead_that_comes_to_the_stage_or_is_created_there_is_told_shortly(
    client: httpx2.Client, world: World, working: Working
) -> None:
    with receiver() as shop, working():
        set_on(world, 1, destination=shop.url)
        lead = new(client, status_id=stage(world, 2))
        change(client, lead, status_id=stage(world, 1))
        change(client, lead, name="Свадьба")
        change(client, lead, status_id=stage(world, 3))
        second = new(client, status_id=stage(world, 1))
        posts = shop.wait_for(2)
        eventually(lambda: states(world) == ["done", "done"], "both are done")
    pipeline = world.facts.main_pipeline.id
    came = told(world, "status", lead, old_status_id=stage(world, 2), old_pipeline_id=pipeline)
    assert in_any_order(posts) == {pairs(came), pairs(told(world, "add", second))}
    assert posts[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert posts[0].headers["user-agent"] == "amoCRM-Webhooks/3.0"


@pytest.mark.parametrize(("event", "params"), [("call_in", {"duration": 60}), ("site_visit", {"url": "https://a.b"})])
def test_a_call_or_visit_on_the_card_of_a_lead_fires_what_stands_on_its_stage(
    client: httpx2.Client, world: World, working: Working, event: str, params: dict[str, Any]
) -> None:
    def note(lead: int, **more: Any) -> None:
        answer = client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": event, "params": params, **more}])
        assert answer.status_code == 200, answer.text

    with receiver() as shop, working():
        set_on(world, 1, destination=shop.url, event=event)
        lead = new(client, status_id=stage(world, 1))
        note(new(client, status_id=stage(world, 2)))
        note(lead, is_need_to_trigger_digital_pipeline=False)
        note(lead, note_type="common", params={"text": "Перезвонить"})
        note(lead, is_need_to_trigger_digital_pipeline=True)
        change(client, lead, status_id=stage(world, 2))
        last = new(client, status_id=stage(world, 1))
        note(last)
        posts = shop.wait_for(2)
    assert in_any_order(posts) == {pairs(told(world, event, lead)), pairs(told(world, event, last))}


def test_a_call_that_a_telephony_reports_fires_it_too(client: httpx2.Client, world: World, working: Working) -> None:
    with receiver() as shop, working():
        set_on(world, 1, destination=shop.url, event="call_in")
        maria = new(client, "contacts", name="Мария", custom_fields_values=PHONE)
        lead = new(client, status_id=stage(world, 1), _embedded={"contacts": [{"id": maria}]})
        for direction in ("outbound", "inbound"):
            call = {"direction": direction, "duration": 61, "source": "АТС", "phone": "89261110022"}
            assert client.post("/api/v4/calls", json=[call]).status_code == 200
        [post] = shop.wait_for(1)
    assert post.form == told(world, "call_in", lead)


def test_what_a_customer_writes_fires_what_stands_on_the_stage_of_his_lead(
    client: httpx2.Client, world: World, working: Working
) -> None:
    with receiver() as shop, working():
        maria = new(client, "contacts", name="Мария")
        lead = new(client, status_id=stage(world, 1), _embedded={"contacts": [{"id": maria}]})
        set_on(world, 1, destination=shop.url, event="chat")
        asked = Incoming(
            chat_id="0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a", author="Мария", text="Есть пионы?", contact_id=maria
        )
        talk_id = world.do_as(world.irina, receiving.receive, asked).talk_id
        world.do_as(world.irina, talks.send, talk_id, "Есть")
        world.do_as(world.irina, receiving.receive, asked)
        posts = shop.wait_for(2)
    assert [post.form for post in posts] == [told(world, "chat", lead)] * 2


def test_a_widget_acts_by_the_settings_of_the_trigger_at_the_address_of_its_newest_version(
    client: httpx2.Client, world: World, working: Working
) -> None:
    with receiver() as old, receiver() as shop, working():
        world.do(widgets.add, MANIFEST | {"dp": {"webhook_url": old.url}})
        client.post("/api/v4/widgets/sms_shop", json={})
        set_on(world, 1, widget_code="sms_shop", settings={"message": "Готово", "to": ["main", 5]})
        set_on(world, 1, widget_code="sms_shop", event="call_in")
        world.do(widgets.add, MANIFEST | {"dp": {"webhook_url": shop.url}})
        lead = new(client, status_id=stage(world, 1))
        [came] = shop.wait_for(1)
        client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": "call_in", "params": {}}])
        called = shop.wait_for(2)[1]
    data = {"id": lead, "element_type": 2, "status_id": stage(world, 1), "pipeline_id": world.facts.main_pipeline.id}
    usual = {f"event[data][{key}]": str(value) for key, value in data.items()} | {
        "action[code]": "sms_shop",
        "subdomain": "romashka",
        "account_id": str(world.romashka.id),
    }
    assert came.form == usual | {
        "event[type]": "15",
        "event[type_code]": "lead_appeared_in_status",
        "event[data][direction_of_movement]": "went_to_trigger",
        "event[time]": came.form["event[time]"],
        "action[settings][widget][settings][message]": "Готово",
        "action[settings][widget][settings][to][0]": "main",
        "action[settings][widget][settings][to][1]": "5",
    }
    expected = {"event[type]": "17", "event[type_code]": "call_in", "event[time]": called.form["event[time]"]}
    assert called.form == usual | expected
    assert old.posts == []


def test_a_widget_that_is_uninstalled_does_not_act(client: httpx2.Client, world: World, working: Working) -> None:
    with receiver() as shop:
        world.do(widgets.add, MANIFEST | {"dp": {"webhook_url": f"{shop.url}/widget"}})
        client.post("/api/v4/widgets/sms_shop", json={})
        set_on(world, 1, widget_code="sms_shop")
        set_on(world, 1, destination=shop.url)
        new(client, status_id=stage(world, 1))
        assert client.delete("/api/v4/widgets/sms_shop").status_code == 204
        with working():
            [post] = shop.wait_for(1)
            eventually(lambda: states(world) == ["done"], "nothing else was to be sent")
    assert post.path == "/hook"
    assert [trigger.widget_code for trigger in world.facts.triggers] == [None]


def test_a_receiver_that_moves_the_lead_fires_what_stands_on_the_next_stage(
    client: httpx2.Client, world: World, working: Working
) -> None:
    with receiver() as shop, working():
        set_on(world, 1, destination=f"{shop.url}/new")
        set_on(world, 2, destination=f"{shop.url}/taken")
        lead = new(client, status_id=stage(world, 1))
        shop.wait_for(1)
        change(client, lead, status_id=stage(world, 2))
        posts = shop.wait_for(2)
        eventually(lambda: states(world) == ["done", "done"], "that is all")
    assert [post.path for post in posts] == ["/hook/new", "/hook/taken"]


def test_one_address_may_serve_triggers_and_subscriptions(
    client: httpx2.Client, world: World, working: Working
) -> None:
    with receiver() as shop, working():
        set_on(world, 1, destination=shop.url)
        set_on(world, 1, destination=shop.url)
        subscribe(world, shop.url, "add_lead")
        new(client, status_id=stage(world, 1))
        posts = shop.wait_for(3)
    assert sorted("leads[add][0][name]" in post.form for post in posts) == [False, False, True]


def test_another_accounts_lead_fires_nothing_here(world: World, working: Working) -> None:
    with receiver() as shop, working():
        set_on(world, 1, destination=shop.url)
        pipeline = world.facts.main_pipeline
        assert world.do_as(world.egor, lambda work: work.facts.pipelines[pipeline.id].statuses[1].id) == stage(world, 1)
        world.do_as(world.egor, leads.add, [LeadChange(status_id=stage(world, 1))])
        world.do_as(world.anna, leads.add, [LeadChange(status_id=stage(world, 1))])
        [post] = shop.wait_for(1)
    assert post.form["account[subdomain]"] == "romashka"


def test_a_private_address_is_not_called(client: httpx2.Client, world: World, working: Working) -> None:
    with receiver() as inside, working(allow_private=False):
        set_on(world, 1, destination=inside.url)
        new(client, status_id=stage(world, 1))
        eventually(lambda: world.do(attempted) == ["ConnectError: 127.0.0.1 leads to a private address"], "refused")
    assert inside.posts == []


def test_one_that_was_killed_while_sending_is_followed_by_the_next(
    client: httpx2.Client, world: World, working: Working, located: tuple[str, Cast]
) -> None:
    with receiver() as shop:
        set_on(world, 1, destination=shop.url)
        new(client, status_id=stage(world, 1))
        shop.answer = shop.hold
        with lone_worker(located[0]) as worker:
            shop.wait_for(1)
            worker.kill()
        shop.release()
        with working(clock=later):
            first, second = shop.wait_for(2)
            eventually(lambda: states(world) == ["done"], "it is done")
    assert first.headers["x-delivery-id"] == second.headers["x-delivery-id"]


def attempted(work: Work) -> list[str | None]:
    tried = select(attempts.c.error).where(attempts.c.account_id == work.account_id)
    return list(work.connection.execute(tried).scalars())
