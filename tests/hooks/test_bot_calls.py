"""A bot of «Ромашка» asks a widget at each of its steps, and goes on when it is told to."""

from typing import Any

import httpx2
import jwt
import pytest
from sqlalchemy import select

from tests.hooks.conftest import Working, eventually
from tests.hooks.receivers import Post, receiver
from tests.world import World
from voronka.domain.bots import FINISHED, STOPPED, WAITING, Bot
from voronka.domain.integrations import Integration
from voronka.domain.leads import LeadChange
from voronka.services import bots, integrations, leads
from voronka.services.work import Work
from voronka.store import bot_calls, tables
from voronka.store import bots as store


@pytest.fixture
def site(world: World) -> Integration:
    return world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/oauth")


@pytest.fixture
def lead(world: World) -> int:
    return world.do_as(world.irina, leads.add, [LeadChange(name="Свадьба")])[0].id


def new_bot(world: World, site: Integration, *steps: dict[str, Any], type: str = "regular") -> Bot:
    return world.do(bots.create, name="Опрос", type=type, steps=[*steps], client_id=site.client_id)


def start(client: httpx2.Client, bot: Bot, lead: int) -> None:
    answer = client.post(f"/api/v4/bots/{bot.id}/run", json={"entity_id": lead, "entity_type": "leads"})
    assert answer.status_code == 202, answer.text


def state(world: World, post: Post) -> str:
    run_id = int(post.form["return_url"].rpartition("/")[2])
    run = world.do(store.get_run, run_id)
    assert run
    return run.state


def go_on(client: httpx2.Client, post: Post, **body: Any) -> None:
    answer = client.post(post.form["return_url"], json=body)
    assert (answer.status_code, answer.content) == (202, b"")


def test_it_walks_from_step_to_step(
    client: httpx2.Client, world: World, working: Working, site: Integration, lead: int
) -> None:
    with receiver() as widget, working():
        asked = {"question": "Букет?", "list": ["да", "нет"]}
        bot = new_bot(
            world, site, {"url": widget.url, "data": asked}, {"url": widget.url, "data": {"a": "{{json.a}}!"}}
        )
        start(client, bot, lead)
        [first] = widget.wait_for(1)
        assert first.headers["content-type"] == "application/x-www-form-urlencoded"
        assert {key: value for key, value in first.pairs if key.startswith("data")} == {
            "data[question]": "Букет?",
            "data[list][0]": "да",
            "data[list][1]": "нет",
        }
        assert first.form["return_url"].startswith(f"https://romashka.voronka.test/api/v4/salesbot/{bot.id}/continue/")
        assert state(world, first) == WAITING
        go_on(client, first, data={"a": "розы"})
        second = widget.wait_for(2)[1]
        assert second.form["data[a]"] == "розы!"
        assert second.form["return_url"] == first.form["return_url"]
        go_on(client, second, execute_handlers=[{"handler": "goto", "params": {"type": "question", "step": 0}}])
        third = widget.wait_for(3)[2]
        assert third.form["data[question]"] == "Букет?"
        go_on(client, third)
        go_on(client, widget.wait_for(4)[3])
        assert state(world, third) == FINISHED, "after its last step"


def test_its_token_is_checked_by_the_secret_and_used_once(
    client: httpx2.Client, world: World, working: Working, site: Integration, lead: int
) -> None:
    with receiver() as widget, working():
        bot = new_bot(world, site, {"url": widget.url}, type="marketing")
        start(client, bot, lead)
        widget.wait_for(1)
        start(client, bot, lead)
        posts = widget.wait_for(2)
    audience = widget.url.removesuffix("/hook")
    secret = world.do(integrations.secret_of, site)
    tokens = [jwt.decode(post.form["token"], secret, ["HS512"], audience=audience) for post in posts]
    told = {
        "iss": "https://romashka.voronka.test",
        "account_id": world.romashka.id,
        "subdomain": "romashka",
        "client_uuid": site.client_id,
        "entity_id": lead,
        "entity_type": 2,
        "bot_type": "marketingbot",
    }
    assert {key: tokens[0][key] for key in told} == told
    assert tokens[0]["exp"] == tokens[0]["iat"] + 1800
    assert tokens[0]["jti"] != tokens[1]["jti"]
    assert "/api/v4/marketingbot/" in posts[0].form["return_url"]


def test_a_widget_that_does_not_answer_is_asked_thrice_and_the_bot_stops(
    client: httpx2.Client, world: World, working: Working, site: Integration, lead: int
) -> None:
    def soon(work: Work) -> None:
        """As if the minute had passed."""
        bot_calls.put_off(work, [run_id], work.now)

    with receiver(500) as widget, working():
        start(client, new_bot(world, site, {"url": widget.url}), lead)
        [first] = widget.wait_for(1)
        run_id = int(first.form["return_url"].rpartition("/")[2])
        for times in (2, 3):
            eventually(lambda times=times: attempts(world, run_id) == times - 1, "the bad answer is written down")
            assert state(world, first) == WAITING
            world.do(soon)
            widget.wait_for(times)
        eventually(lambda: state(world, first) == STOPPED, "it is given up")
        assert attempts(world, run_id) is None


def test_a_stopped_bot_asks_no_more(
    client: httpx2.Client, world: World, working: Working, site: Integration, lead: int
) -> None:
    with receiver() as widget:
        bot = new_bot(world, site, {"url": widget.url})
        start(client, bot, lead)
        client.post(f"/api/v4/bots/{bot.id}/stop", json={"entity_id": lead, "entity_type": "leads"})
        second = new_bot(world, site, {"url": f"{widget.url}/second"})
        start(client, second, lead)
        with working():
            [post] = widget.wait_for(1)
    assert post.path == "/hook/second"


def attempts(world: World, run_id: int) -> int | None:
    """None: there is nothing to call."""

    def read(work: Work) -> int | None:
        c = tables.bot_calls.c
        held = select(c.attempts).where(c.account_id == work.account_id, c.id == run_id)
        return work.connection.execute(held).scalar()

    return world.do(read)
