"""Older programs start the bots of «Ромашка» by a list that stands alone."""

from typing import Any

import httpx2
import pytest

from tests.answers import marked_faults
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.bots import Bot
from voronka.services import bots
from voronka.store import bots as store

RUN = "/api/v2/salesbot/run"


@pytest.fixture
def hello(world: World) -> Bot:
    return world.do(bots.create, name="Приветствие", type="regular")


def waiting(world: World, bot: Bot, *ids: int) -> list[int]:
    return [run.entity_id for run in world.do(store.waiting, [bot.id], ids)]


@pytest.mark.parametrize("as_form", [False, True])
def test_bots_are_started_for_leads_and_contacts(
    client: httpx2.Client, desk: Desk, world: World, hello: Bot, as_form: bool
) -> None:
    [lead], [maria] = desk.add("leads", {"name": "Букеты"}), desk.add("contacts", {"name": "Мария"})
    wanted = [(lead, 2), (maria, 1)]
    form = {
        f"{place}[{key}]": str(value)
        for place, (id, kind) in enumerate(wanted)
        for key, value in {"bot_id": hello.id, "entity_id": id, "entity_type": kind}.items()
    }
    items = [{"bot_id": hello.id, "entity_id": str(id), "entity_type": kind} for id, kind in wanted]
    answer = client.post(RUN, data=form) if as_form else client.post(RUN, json=items)
    assert answer.status_code == 202, answer.text
    assert answer.json() == {"_links": {"self": {"href": RUN, "method": "post"}}, "success": True}
    assert sorted(waiting(world, hello, lead, maria)) == sorted([lead, maria])


@pytest.mark.parametrize("content", ["", "[]", "{}", "nonsense", '{"add": []}', "[", '"5"'])
def test_without_a_list_nothing_is_started(client: httpx2.Client, content: str) -> None:
    answer = client.post(RUN, content=content)
    assert answer.status_code == 400, answer.text
    assert answer.json()["response"]["error_code"] == "102"


def test_every_fault_by_its_path_and_nothing_is_started(
    client: httpx2.Client, desk: Desk, world: World, hello: Bot
) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    good = {"bot_id": hello.id, "entity_id": lead, "entity_type": 2}
    assert marked_faults(client.post(RUN, json=[good, {"bot_id": "x", "entity_type": 2}, "Мария"])) == [
        ("1", "1.bot_id", "InvalidType"),
        ("1", "1.entity_id", "FieldMissing"),
        ("2", "2", "InvalidType"),
    ]
    assert marked_faults(client.post(RUN, json=[good, good | {"entity_type": 12}])) == [
        ("1", "1.entity_type", "NotSupportedChoice")
    ]
    wrong: list[dict[str, Any]] = [good, good | {"bot_id": 5}, good | {"entity_id": 5}]
    assert marked_faults(client.post(RUN, json=wrong)) == [
        ("1", "1.bot_id", "NotSupportedChoice"),
        ("2", "2.entity_id", "NotSupportedChoice"),
    ]
    assert client.post(RUN, json=[good] * 101).status_code == 422
    assert waiting(world, hello, lead) == []


def test_rights_are_those_of_the_record(
    client: httpx2.Client, client_of: ClientOf, desk: Desk, world: World, hello: Bot
) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    item = {"bot_id": hello.id, "entity_id": lead, "entity_type": 2}
    world.do(give, world.anna, rights_with(edit="D"))
    assert client_of(world.anna).post(RUN, json=[item]).status_code == 403
    assert marked_faults(client_of(world.egor).post(RUN, json=[item])) == [
        ("0", "0.bot_id", "NotSupportedChoice"),
        ("0", "0.entity_id", "NotSupportedChoice"),
    ]
    assert waiting(world, hello, lead) == []
