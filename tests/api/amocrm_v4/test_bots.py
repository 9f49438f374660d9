"""A bot of «Ромашка» greets who writes, and its integration tells it how to go on."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults
from tests.api.amocrm_v4.happenings import new
from tests.conftest import ClientOf, Statements
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.bots import Bot, Run, Start
from voronka.domain.kinds import Kind
from voronka.domain.talks import Incoming
from voronka.services import bots, receiving
from voronka.services.work import Work
from voronka.store import bots as store
from voronka.store import tables

BOTS = "/api/v4/bots"
CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


@pytest.fixture
def hello(world: World) -> Bot:
    return world.do(bots.create, name="Приветствие", type="greeting")


@pytest.fixture
def lead(client: httpx2.Client) -> int:
    return new(client, name="Свадьба")


def running(world: World, bot: Bot, lead: int) -> Run:
    return world.do_as(world.irina, bots.run, [Start(bot.id, Kind.LEAD, lead)])[0]


def state(world: World, run: Run) -> Run:
    found = world.do(store.get_run, run.id)
    assert found
    return found


def waiting(world: World, bot: Bot, id: int) -> list[Run]:
    return world.do(store.waiting, [bot.id], [id])


def test_bots_are_listed_by_kind_and_id(client: httpx2.Client, world: World, hello: Bot) -> None:
    news = world.do(bots.create, name="Новости", type="marketing")
    answer = client.get(BOTS).json()
    assert [bot["name"] for bot in answer["_embedded"]["items"]] == ["Приветствие", "Новости"]
    assert answer["_embedded"]["items"][0] == {
        "id": hello.id,
        "name": "Приветствие",
        "type_functionality": "greeting",
        "is_visual_editor": False,
        "settings": {"active": True},
    }
    for query in ({"filter[type_functionality][]": "marketing"}, {"filter[id][]": news.id}, {"page": 2, "limit": 1}):
        assert [bot["id"] for bot in client.get(BOTS, params=query).json()["_embedded"]["items"]] == [news.id]
    shown = client.get(f"{BOTS}/{hello.id}", params={"with": "favorite"}).json()
    assert (shown["id"], shown["is_favorite"]) == (hello.id, False)
    assert client.get(f"{BOTS}/5").status_code == 204
    assert client.get(BOTS, params={"filter[type_functionality][]": "sales"}).status_code == 400


def test_without_bots_there_is_nothing(client: httpx2.Client) -> None:
    assert client.get(BOTS).status_code == 204


def test_a_bot_runs_until_it_is_stopped(client: httpx2.Client, world: World, hello: Bot, lead: int) -> None:
    target = {"entity_id": lead, "entity_type": "leads"}
    answer = client.post(f"{BOTS}/{hello.id}/run", json=target)
    assert (answer.status_code, answer.text) == (202, "Accepted")
    assert answer.headers["content-type"].startswith("text/html")
    [first] = waiting(world, hello, lead)
    client.post(f"{BOTS}/{hello.id}/run", json=target)
    [second] = waiting(world, hello, lead)
    assert second.id != first.id and state(world, first).state == "stopped", "it begins anew"
    stopped = client.post(f"{BOTS}/{hello.id}/stop", json=target)
    assert (stopped.status_code, stopped.text) == (202, "Accepted")
    assert waiting(world, hello, lead) == []
    assert client.post(f"{BOTS}/{hello.id}/stop", json=target).status_code == 202


def test_several_bots_are_started_together(client: httpx2.Client, world: World, hello: Bot, lead: int) -> None:
    contact = new(client, "contacts", name="Мария")
    targets = [
        {"bot_id": hello.id, "entity_id": lead, "entity_type": "leads"},
        {"bot_id": hello.id, "entity_id": contact, "entity_type": "contacts"},
    ]
    assert client.post(f"{BOTS}/run", json=targets).status_code == 202
    assert {run.entity_type for run in waiting(world, hello, lead) + waiting(world, hello, contact)} == {
        Kind.LEAD,
        Kind.CONTACT,
    }
    wrong = [{"bot_id": 5, "entity_id": lead, "entity_type": "leads"}, targets[0] | {"entity_id": 5}]
    assert faults(client.post(f"{BOTS}/run", json=wrong)) == [
        ("bot_id", "NotSupportedChoice"),
        ("entity_id", "NotSupportedChoice"),
    ]


def test_a_waiting_bot_is_told_how_to_go_on(client: httpx2.Client, world: World, hello: Bot) -> None:
    maria = new(client, "contacts", name="Мария")
    lead = new(client, name="Свадьба", _embedded={"contacts": [{"id": maria}]})
    incoming = Incoming(chat_id=CHAT, author="Мария", text="Есть пионы?", contact_id=maria)
    talk_id = world.do_as(world.irina, receiving.receive, incoming).talk_id
    run = running(world, hello, lead)
    path = f"/api/v4/salesbot/{hello.id}/continue/{run.id}"
    show = {"handler": "show", "params": {"type": "buttons", "value": "Пионы?", "buttons": ["Да", "Нет"]}}
    goto = {"handler": "goto", "params": {"type": "question", "step": 2}}
    answer = client.post(path, json={"data": {"total": "5"}, "execute_handlers": [show, goto]})
    assert (answer.status_code, answer.content) == (202, b"")
    assert (state(world, run).step, state(world, run).data) == (2, {"total": "5"})
    said = client.get(f"/api/v4/talks/{talk_id}/messages").json()["_embedded"]["messages"][-1]
    assert (said["text"], said["author"]["type"], said["author"]["name"]) == (
        "Пионы?\nДа\nНет",
        "bot",
        "Приветствие",
    )
    finish = {"handler": "goto", "params": {"type": "finish"}}
    assert client.post(path, json={"data": [], "execute_handlers": [finish]}).status_code == 202
    assert state(world, run).state == "finished"
    assert client.post(path, json={}).status_code == 422


def test_marketing_bots_have_an_address_of_their_own(client: httpx2.Client, world: World, hello: Bot, lead: int):
    news = world.do(bots.create, name="Новости", type="marketing")
    run = running(world, news, lead)
    for bot, way, status in ((news, "salesbot", 404), (hello, "marketingbot", 404), (news, "marketingbot", 202)):
        assert client.post(f"/api/v4/{way}/{bot.id}/continue/{run.id}", json={}).status_code == status


def test_every_fault_is_named(client: httpx2.Client, world: World, hello: Bot, lead: int) -> None:
    run = running(world, hello, lead)
    path = f"/api/v4/salesbot/{hello.id}/continue/{run.id}"
    wrong = [
        {"handler": "show", "params": {"type": "picture", "value": "x" * 81}},
        {"handler": "show", "params": {"type": "text", "value": 5, "buttons": "x"}},
        {"handler": "show", "params": {"type": "buttons", "value": " ", "buttons": ["x"] * 26}},
        {"handler": "goto", "params": {"type": "nowhere"}},
        {"handler": "goto", "params": {"type": "question", "step": "x"}},
    ]
    part = "execute_handlers"
    assert faults(client.post(path, json={"execute_handlers": wrong})) == [
        (f"{part}.0.params.type", "NotSupportedChoice"),
        (f"{part}.0.params.value", "TooLong"),
        (f"{part}.1.params.value", "InvalidType"),
        (f"{part}.1.params.buttons", "InvalidType"),
        (f"{part}.2.params.value", "NotBlank"),
        (f"{part}.2.params.buttons", "TooMany"),
        (f"{part}.3.params.type", "NotSupportedChoice"),
        (f"{part}.4.params.step", "InvalidType"),
    ]
    many = {"execute_handlers": [{"handler": "goto", "params": {"type": "finish"}}] * 11}
    assert faults(client.post(path, json=many)) == [("execute_handlers", "TooMany")]
    assert client.post(f"{BOTS}/5/run", json={"entity_id": lead, "entity_type": "leads"}).status_code == 404
    stop = client.post(f"{BOTS}/{hello.id}/stop", json={"entity_id": lead, "entity_type": "contacts"})
    assert faults(stop) == [("entity_type", "NotSupportedChoice")]
    assert state(world, run).state == "waiting"


def test_another_company_has_other_bots(
    client_of: ClientOf, world: World, hello: Bot, lead: int, client: httpx2.Client
) -> None:
    egor = client_of(world.egor)
    run = running(world, hello, lead)
    assert egor.get(f"{BOTS}/{hello.id}").status_code == 204
    assert egor.post(f"{BOTS}/{hello.id}/run", json={"entity_id": lead, "entity_type": "leads"}).status_code == 404
    assert egor.post(f"/api/v4/salesbot/{hello.id}/continue/{run.id}", json={}).status_code == 404


def test_a_bot_that_is_switched_off_does_not_run(client: httpx2.Client, world: World, hello: Bot, lead: int) -> None:
    world.do(_switch_off, hello.id)
    answer = client.post(f"{BOTS}/{hello.id}/run", json={"entity_id": lead, "entity_type": "leads"})
    assert answer.status_code == 422 and waiting(world, hello, lead) == []


def _switch_off(work: Work, id: int) -> None:
    row: dict[str, Any] = {"account_id": work.account_id, "id": id, "is_active": False}
    work.dialect.update_many(work.connection, tables.bots, [row], ("account_id", "id"))


def test_many_are_started_with_as_many_statements_as_one(
    client: httpx2.Client, hello: Bot, statements: Statements
) -> None:
    ids = [new(client, name=f"{number}") for number in range(10)]
    client.post(f"{BOTS}/run", json=[{"bot_id": hello.id, "entity_id": ids[0], "entity_type": "leads"}])
    counts = []
    for some in (ids[:1], ids[1:]):
        with statements() as seen:
            client.post(
                f"{BOTS}/run", json=[{"bot_id": hello.id, "entity_id": id, "entity_type": "leads"} for id in some]
            )
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_bot_is_started_and_stopped_by_who_may_change_the_record(
    client: httpx2.Client, client_of: ClientOf, world: World, hello: Bot
) -> None:
    mine, others = (new(client, responsible_user_id=user.id) for user in (world.anna, world.oleg))
    world.do(give, world.anna, rights_with(view="M"))
    anna = client_of(world.anna)
    for path in (f"{BOTS}/{hello.id}/run", f"{BOTS}/{hello.id}/stop"):
        assert anna.post(path, json={"entity_id": mine, "entity_type": "leads"}).status_code == 202
        hidden = anna.post(path, json={"entity_id": others, "entity_type": "leads"})
        assert faults(hidden) == [("entity_id", "NotSupportedChoice")]
    world.do(give, world.anna, rights_with(edit="D"))
    for path in (f"{BOTS}/{hello.id}/run", f"{BOTS}/{hello.id}/stop"):
        assert anna.post(path, json={"entity_id": mine, "entity_type": "leads"}).status_code == 403
