"""From a change to its receiver, over real connections."""

import base64

import pytest
from anyio.from_thread import BlockingPortal

from tests.hooks.conftest import Working, codes, eventually, states, subscribe
from tests.hooks.receivers import closed_port, receiver
from tests.world import World
from voronka.base.absent import ABSENT
from voronka.domain.leads import LeadChange
from voronka.domain.webhooks import Webhook
from voronka.hooks.settings import HookSettings
from voronka.services import leads, subscriptions, website_buttons
from voronka.services.work import Work

LEAD_IDS = ("leads[add][0][id]", "leads[update][0][id]")


def add_leads(world: World, count: int = 1, name: str = "Чай оптом") -> list[int]:
    made = world.do_as(world.anna, leads.add, [LeadChange(name=f"{name} {n}", price=4_800_000) for n in range(count)])
    return [lead.id for lead in made]


def webhook(world: World, id: int) -> Webhook:
    return next(webhook for webhook in world.facts.webhooks if webhook.id == id)


def test_a_new_lead_is_told_to_who_subscribed(world: World, working: Working) -> None:
    with receiver() as romashka_site, receiver() as other:
        subscribe(world, romashka_site.url, "add_lead", "update_contact")
        subscribe(world, other.url, "delete_lead")
        with working():
            (id,) = add_leads(world)
            (post,) = romashka_site.wait_for(1)
            eventually(lambda: states(world) == ["done"], "the delivery is done")
    assert post.headers["content-type"] == "application/x-www-form-urlencoded"
    assert post.headers["user-agent"] == "amoCRM-Webhooks/3.0"
    assert post.pairs[:3] == [
        ("account[subdomain]", "romashka"),
        ("account[id]", str(world.romashka.id)),
        ("account[_links][self]", "https://romashka.amocrm.ru"),
    ]
    assert post.form["leads[add][0][id]"] == str(id)
    assert post.form["leads[add][0][name]"] == "Чай оптом 0"
    assert post.form["leads[add][0][price]"] == "48000"
    assert codes(world) == [200]
    assert other.posts == []


def test_a_wake_up_call_spares_the_wait_for_the_next_look(
    world: World, working: Working, portal: BlockingPortal
) -> None:
    with receiver() as site, working(poll=3600.0) as wake:
        subscribe(world, site.url)
        add_leads(world)
        portal.call(wake.set)
        site.wait_for(1)


def test_what_another_account_does_is_not_told(world: World, working: Working) -> None:
    with receiver() as site, working():
        subscribe(world, site.url)
        world.do_as(world.egor, leads.add, [LeadChange(name="Парус")])
        add_leads(world)
        (post,) = site.wait_for(1)
        assert post.form["account[subdomain]"] == "romashka"


def test_changes_of_one_record_arrive_in_order(world: World, working: Working) -> None:
    with receiver() as site, working():
        subscribe(world, site.url, "add_lead", "update_lead")
        ids = add_leads(world, 5)
        for step in range(6):
            world.do_as(world.anna, leads.update, [LeadChange(id=id, name=f"Шаг {step}") for id in ids])
        posts = site.wait_for(35)
    for id in ids:
        forms = [form for post in posts if str(id) in ((form := post.form).get(key) for key in LEAD_IDS)]
        names = [form.get("leads[update][0][name]", "новая") for form in forms]
        assert names == ["новая", *(f"Шаг {step}" for step in range(6))]


@pytest.mark.parametrize("code", [200, 201, 204, 299])
def test_codes_below_300_are_success(world: World, working: Working, code: int) -> None:
    with receiver(code) as site, working():
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: states(world) == ["done"], "the delivery is done")


@pytest.mark.parametrize("code", [301, 404, 500])
def test_other_codes_are_failures_and_tried_again_later(world: World, working: Working, code: int) -> None:
    with receiver(code) as site, working():
        site.headers = {"Location": site.url + "/elsewhere"}
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: codes(world) == [code], "the attempt is written down")
        assert states(world) == ["waiting"]
        assert [post.path for post in site.posts] == ["/hook"]  # a redirect is not followed


def test_no_answer_in_two_seconds_is_a_failure(world: World, working: Working) -> None:
    with receiver() as site, working(answer_within=HookSettings().answer_within):
        site.answer = site.hold
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: codes(world) == [0], "the attempt is written down")


def test_a_connection_that_is_closed_without_an_answer_is_a_failure(world: World, working: Working) -> None:
    with receiver(None) as site, working():
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: codes(world) == [0], "the attempt is written down")
        assert len(site.posts) == 1


def test_a_port_that_nobody_listens_at_is_a_failure(world: World, working: Working) -> None:
    with closed_port() as url, working():
        subscribe(world, url)
        add_leads(world)
        eventually(lambda: codes(world) == [0], "the attempt is written down")


def test_a_private_address_is_not_called(world: World, working: Working) -> None:
    with receiver() as site, working(allow_private=False):
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: codes(world) == [0], "the attempt is written down")
        assert site.connections == 0


def test_a_receiver_that_hangs_does_not_hold_the_others_up(world: World, working: Working) -> None:
    with receiver() as dead, receiver() as healthy, working():
        dead.answer = dead.hold
        subscribe(world, dead.url)
        subscribe(world, healthy.url)
        add_leads(world, 100)
        dead.wait_for(1)
        healthy.wait_for(100)
        assert len(dead.posts) < 20
        dead.release()


def test_a_long_answer_is_not_read(world: World, working: Working) -> None:
    with receiver() as site, working():
        site.body = b"x" * 10_000_000
        subscribe(world, site.url)
        add_leads(world)
        eventually(lambda: states(world) == ["done"], "the delivery is done")


def test_one_connection_serves_many_notices(world: World, working: Working) -> None:
    with receiver() as site, working(at_once=1):
        subscribe(world, site.url)
        add_leads(world, 20)
        site.wait_for(20)
        assert site.connections == 1


def test_a_kept_connection_that_was_closed_just_now_is_no_failure(world: World, working: Working) -> None:
    answers = [200, None, 200]
    with receiver(lambda _: answers.pop(0)) as site, working(at_once=1):
        subscribe(world, site.url)
        add_leads(world, 2)
        eventually(lambda: states(world) == ["done", "done"], "both are done")
        assert codes(world) == [200, 200]
        assert site.connections == 2


def test_a_password_in_the_address_is_sent_along(world: World, working: Working) -> None:
    with receiver() as site, working():
        subscribe(world, site.url.replace("://", "://romashka:s%3Acret@"))
        add_leads(world)
        (post,) = site.wait_for(1)
        assert post.headers["authorization"] == "Basic " + base64.b64encode(b"romashka:s:cret").decode()
        assert "@" not in post.headers["host"]


def test_query_and_path_arrive_as_they_were_written(world: World, working: Working) -> None:
    with receiver() as site, working():
        subscribe(world, site.url + "/%D1%85%D1%83%D0%BA?key=a%26b&empty=")
        add_leads(world)
        assert site.wait_for(1)[0].path == "/hook/%D1%85%D1%83%D0%BA?key=a%26b&empty="


def test_after_more_than_a_hundred_bad_answers_the_webhook_is_switched_off_until_subscribed_again(
    world: World, working: Working
) -> None:
    with receiver(500) as site, working():
        hook = subscribe(world, site.url)
        add_leads(world, 120)
        eventually(lambda: webhook(world, hook.id).disabled, "it is switched off")
        eventually(lambda: "waiting" not in states(world), "nothing waits for it")
        add_leads(world, 1, "Пока выключен")
        told = len(codes(world))
        assert 100 < told <= 120
        site.answer = 200
        subscribe(world, site.url)
        add_leads(world, 1, "Снова включён")
        eventually(lambda: any("Снова включён 0" in post.form.values() for post in site.posts), "it is told again")
        assert not any("Пока выключен 0" in post.form.values() for post in site.posts)


def test_an_unsubscribed_address_hears_nothing_more(world: World, working: Working) -> None:
    with receiver() as site, receiver() as other:
        subscribe(world, site.url)
        subscribe(world, other.url)
        add_leads(world)
        world.do_as(world.irina, subscriptions.unsubscribe, site.url)
        with working():
            other.wait_for(1)
            eventually(lambda: states(world) == ["done"], "one delivery is done")
        assert site.posts == []


def test_what_waits_in_memory_is_not_sent_once_the_address_is_unsubscribed(world: World, working: Working) -> None:
    with receiver() as site, receiver() as other, working(at_once=1):
        site.answer = site.hold
        subscribe(world, site.url)
        add_leads(world, 10)
        site.wait_for(1)
        world.do_as(world.irina, subscriptions.unsubscribe, site.url)
        subscribe(world, other.url)
        add_leads(world)
        other.wait_for(1)  # so the worker has seen that the other one is gone
        site.release()
    assert len(site.posts) == 1


def test_stopping_waits_for_what_is_on_its_way_and_gives_the_rest_back(world: World, working: Working) -> None:
    with receiver() as site:
        subscribe(world, site.url)
        add_leads(world, 30)
        site.answer = site.hold
        with working(site.release, at_once=1):
            site.wait_for(1)
        assert (len(site.posts), states(world).count("done")) == (1, 1)
        with working():
            site.wait_for(30)  # at once: there is no lease left to run out
        eventually(lambda: states(world) == ["done"] * 30, "all are done")
        assert len(site.posts) == 30


def test_two_workers_share_the_work(world: World, working: Working) -> None:
    with receiver() as site, working(), working():
        subscribe(world, site.url)
        for batch in range(5):
            add_leads(world, 20, f"Партия {batch}")
        site.wait_for(100)
        eventually(lambda: states(world) == ["done"] * 100, "all are done")
        assert len(site.posts) == 100


def test_website_buttons_are_created_by_the_way(world: World, working: Working) -> None:
    pipeline_id = world.facts.main_pipeline.id

    def ask(work: Work) -> int:
        sites = ["shop.example"]
        wanted = website_buttons.create(work, pipeline_id=pipeline_id, sites=sites, is_used_in_app=ABSENT, name=ABSENT)
        return wanted.button.id

    id = world.do_as(world.irina, ask)
    with working():
        eventually(lambda: world.do(website_buttons.get, id).button.button_id is not None, "it is created")
