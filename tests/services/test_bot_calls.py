"""A widget may tell a bot to go on before we have written down that it answered."""

import pytest

from tests.world import World
from voronka.domain.bots import WAITING, Bot, Run, Start, Step
from voronka.domain.deliveries import Delivery, Outcome
from voronka.domain.integrations import Integration
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.services import bot_calls, bots, integrations, leads
from voronka.services.work import Work
from voronka.store import bots as store

LEASE = 15


def calling(bot: Bot, run: Run, step: Step, integration: Integration) -> str:
    return f"step={run.step}"


def claimed(work: Work) -> list[Delivery]:
    return bot_calls.claim(work, LEASE)


def settle(work: Work, call: Delivery, code: int) -> None:
    bot_calls.settle(work, [Outcome(delivery=call, at=work.now, code=code, milliseconds=1)])


@pytest.mark.parametrize("code", [200, 500])
def test_the_answer_to_an_earlier_step_takes_nothing_from_the_next(world: World, code: int) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/oauth")
    steps = [{"url": "https://widget.example/"}] * 2
    bot = world.do(bots.create, name="Опрос", type="regular", steps=steps, client_id=site.client_id)
    lead = world.do_as(world.irina, leads.add, [LeadChange(name="Свадьба")])[0].id
    [run] = world.do(bots.run, [Start(bot.id, Kind.LEAD, lead)], calling=calling)

    [first] = world.do(claimed)
    assert (first.body, first.destination) == ("step=0", "https://widget.example/")
    assert world.do(claimed) == [], "it is on its way"
    world.do(bots.resume, bot.id, run.id, {}, [], marketing=False, calling=calling)
    world.do(settle, first, code)

    [second] = world.do(claimed)
    assert second.body == "step=1"
    world.do(settle, second, 200)
    assert world.do(claimed) == []
    after = world.do(store.get_run, run.id)
    assert after and (after.state, after.step) == (WAITING, 1)
