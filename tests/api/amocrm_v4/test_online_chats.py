"""A visitor of the shop's site writes by its button; Анна accepts him and answers."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults_of_items
from tests.api.amocrm_v4.happenings import events, new
from tests.api.amocrm_v4.incoming import UNSORTED, ends, listed
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.online_chats import CHATS_A_MINUTE, LINES_A_MINUTE
from voronka.services import receiving, sources, talks, website_buttons

BUTTONS = "/api/v4/website_buttons"
SITE = "https://shop.example"
OTHER_CHAT = "1d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def asked_for(client: httpx2.Client, world: World, **more: Any) -> tuple[int, str]:
    """A button with a chat: its source, and where its chats are."""
    wanted = {"pipeline_id": world.facts.main_pipeline.id, "name": "Пишите нам", "trusted_websites": ["shop.example"]}
    source_id = client.post(BUTTONS, json=wanted | more).json()["source_id"]
    world.do(website_buttons.create_pending)
    client.post(f"{BUTTONS}/{source_id}/online_chat")
    return source_id, chats_of(client, source_id)


def chats_of(client: httpx2.Client, source_id: int) -> str:
    script = client.get(f"{BUTTONS}/{source_id}", params={"with": "scripts"}).json()["script"]
    code = script.split('"')[1].rpartition("/")[2]
    return f"/website_buttons/{code}/chats"


@pytest.fixture
def button(client: httpx2.Client, world: World) -> tuple[int, str]:
    return asked_for(client, world)


@pytest.fixture
def visitor(client_of: ClientOf) -> httpx2.Client:
    client = client_of(None)
    client.headers["Origin"] = SITE
    return client


def say(visitor: httpx2.Client, chats: str, text: str = "Есть пионы?", **more: Any) -> dict[str, Any]:
    """As his browser does it: JSON without a content type of its own."""
    answer = visitor.post(chats, json={"text": text, **more}, headers={"Content-Type": "text/plain;charset=UTF-8"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def lines(chat: dict[str, Any]) -> list[tuple[bool, str, str]]:
    return [(line["is_own"], line["author"], line["text"]) for line in chat["lines"]]


def test_a_visitor_who_writes_is_a_request_that_waits(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str], world: World
) -> None:
    source_id, chats = button

    chat = say(visitor, chats, name="Мария", page=f"{SITE}/peonies")

    [waits] = listed(client, **{"filter[category][]": "chats"})
    assert waits["metadata"] == {
        "from": "Мария",
        "to": "Пишите нам",
        "received_at": waits["created_at"],
        "service": "online_chat",
        "client": {"name": "Мария", "avatar": None},
        "origin": {"chat_id": chat["chat_id"], "ref": f"{SITE}/peonies", "visitor_uid": None},
        "last_message_text": "Есть пионы?",
        "source_name": "Пишите нам",
    }
    assert (waits["source_name"], waits["pipeline_id"]) == ("Пишите нам", world.facts.main_pipeline.id)
    held = ends(waits)
    lead = client.get(f"/api/v4/leads/{held['leads']}", params={"with": "source_id"}).json()
    assert lead["source_id"] == source_id
    assert client.get(f"/api/v4/contacts/{held['contacts']}").json()["name"] == "Мария"
    [talk] = listed(client, "/api/v4/talks")
    assert {
        name: talk[name] for name in ("chat_id", "contact_id", "entity_type", "entity_id", "origin", "source_id")
    } == {
        "chat_id": chat["chat_id"],
        "contact_id": held["contacts"],
        "entity_type": "lead",
        "entity_id": held["leads"],
        "origin": "online_chat",
        "source_id": source_id,
    }
    [said] = events(client, type="incoming_chat_message")
    assert (said["entity_id"], said["created_by"]) == (held["contacts"], 0)


def test_he_reads_what_he_is_answered(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str], world: World
) -> None:
    chats = button[1]
    chat = say(visitor, chats, name="Мария")
    [waits] = listed(client)
    assert client.post(f"{UNSORTED}/{waits['uid']}/accept", json={}).status_code == 200
    [talk] = listed(client, "/api/v4/talks")
    world.do_as(world.anna, talks.send, talk["talk_id"], "Есть белые.")

    answer = visitor.get(f"{chats}/{chat['chat_id']}")

    assert lines(answer.json()) == [(True, "", "Есть пионы?"), (False, "Анна Соколова", "Есть белые.")]
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert (answer.headers["Vary"], answer.headers["Cache-Control"]) == ("Origin", "no-store")
    went_on = say(visitor, chats, "Беру!", chat_id=chat["chat_id"])
    assert lines(went_on)[2:] == [(True, "", "Беру!")]
    assert [each["talk_id"] for each in listed(client, "/api/v4/talks")] == [talk["talk_id"]], "the same talk goes on"
    assert listed(client) == [], "and nothing waits again"


def test_the_request_shows_what_was_said_last(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str]
) -> None:
    chat = say(visitor, button[1])
    say(visitor, button[1], "Ау?", chat_id=chat["chat_id"])

    [waits] = listed(client)

    assert waits["metadata"]["last_message_text"] == "Ау?"


def test_who_was_declined_waits_anew_when_he_writes_again(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str]
) -> None:
    chat = say(visitor, button[1])
    [first] = listed(client)
    assert client.request("DELETE", f"{UNSORTED}/{first['uid']}/decline").status_code == 200

    say(visitor, button[1], "Вы где?", chat_id=chat["chat_id"])

    [again] = listed(client)
    assert ends(again)["leads"] != ends(first)["leads"] and ends(again)["contacts"] != ends(first)["contacts"]
    [talk] = listed(client, "/api/v4/talks")
    assert (talk["contact_id"], talk["entity_id"]) == (ends(again)["contacts"], ends(again)["leads"])


def test_who_comes_back_after_the_deal_is_a_new_request_of_the_same_contact(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str]
) -> None:
    chat = say(visitor, button[1], name="Мария")
    [first] = listed(client)
    client.post(f"{UNSORTED}/{first['uid']}/accept", json={})
    client.patch(f"/api/v4/leads/{ends(first)['leads']}", json={"status_id": 142}).raise_for_status()
    [talk] = listed(client, "/api/v4/talks")
    client.post(f"/api/v4/talks/{talk['talk_id']}/close", json={})

    say(visitor, button[1], "Хочу ещё.", chat_id=chat["chat_id"])

    [again] = listed(client)
    assert ends(again)["contacts"] == ends(first)["contacts"] and ends(again)["leads"] != ends(first)["leads"]
    assert len(listed(client, "/api/v4/talks")) == 2


def test_without_the_unsorted_stage_he_is_a_deal_at_once(
    client: httpx2.Client, visitor: httpx2.Client, world: World
) -> None:
    stage = {"name": "Новые", "sort": 10}
    made = {
        "name": "Розница",
        "is_main": False,
        "is_unsorted_on": False,
        "sort": 20,
        "_embedded": {"statuses": [stage]},
    }
    pipeline_id = new(client, "leads/pipelines", **made)
    _, chats = asked_for(client, world, pipeline_id=pipeline_id)

    say(visitor, chats)

    assert listed(client) == []
    [lead] = listed(client, "/api/v4/leads")
    assert lead["pipeline_id"] == pipeline_id


@pytest.mark.parametrize(
    "origin", [None, "null", "https://othershop.example", "https://shop.example.evil.example", "x"]
)
def test_pages_of_other_sites_neither_write_nor_read(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str], origin: str | None
) -> None:
    chat = say(visitor, button[1])
    del visitor.headers["Origin"]
    headers = {} if origin is None else {"Origin": origin}

    answers = [
        visitor.post(button[1], json={"text": "Купите"}, headers=headers),
        visitor.get(f"{button[1]}/{chat['chat_id']}", headers=headers),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not any("Access-Control-Allow-Origin" in answer.headers for answer in answers)
    assert len(listed(client)) == 1


@pytest.mark.parametrize("origin", ["null", "http://localhost", "capacitor://localhost"])
def test_applications_have_pages_without_a_site(
    client: httpx2.Client, visitor: httpx2.Client, world: World, origin: str
) -> None:
    _, chats = asked_for(client, world, trusted_websites=None, is_used_in_app=True)

    assert visitor.post(chats, json={"text": "Привет"}, headers={"Origin": origin}).status_code == 200
    assert visitor.post(chats, json={"text": "Привет"}, headers={"Origin": SITE}).status_code == 403


def test_a_chat_is_read_by_who_knows_it_and_by_its_own_button_alone(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str], world: World
) -> None:
    chat = say(visitor, button[1])
    _, of_another = asked_for(client, world)
    messenger = talks.Incoming(chat_id=OTHER_CHAT, author="Олег", text="Привет")
    world.do_as(world.irina, receiving.receive, messenger)

    for path in (f"{of_another}/{chat['chat_id']}", f"{button[1]}/{OTHER_CHAT}", f"{button[1]}/x", f"{button[1]}/%00"):
        assert visitor.get(path).status_code == 404
    foreign = visitor.post(button[1], json={"text": "Это я", "chat_id": OTHER_CHAT})
    assert foreign.status_code == 404 and "begin a new one" in foreign.json()["detail"]


def test_a_button_without_a_chat_takes_nothing(
    client: httpx2.Client, visitor: httpx2.Client, button: tuple[int, str], world: World
) -> None:
    source_id, chats = button
    world.do(sources.delete, [source_id])
    assert visitor.post(chats, json={"text": "Привет"}).status_code == 404
    wanted = {"pipeline_id": world.facts.main_pipeline.id, "trusted_websites": ["shop.example"]}
    silent = client.post(BUTTONS, json=wanted).json()["source_id"]
    world.do(website_buttons.create_pending)
    chats = chats_of(client, silent)
    assert visitor.post(chats, json={"text": "Привет"}).status_code == 404
    assert '"chats": null' in visitor.get(chats.removesuffix("/chats")).text


def test_what_is_wrong_is_told(visitor: httpx2.Client, button: tuple[int, str]) -> None:
    answer = visitor.post(button[1], json={"text": " ", "name": "М" * 256})
    assert faults_of_items(answer) == {"0": [("text", "NotBlank"), ("name", "TooLong")]}
    assert visitor.post(button[1], json={"text": "П" * 2001}).status_code == 400
    assert visitor.post(button[1], json={}).status_code == 400
    assert visitor.post(button[1], content=b"hello").status_code == 400
    assert visitor.post(button[1], json={"text": "П", "page": "x" * 20_000}).status_code == 413


def test_nobody_floods_a_chat_or_a_button(visitor: httpx2.Client, button: tuple[int, str]) -> None:
    chat = say(visitor, button[1])
    for number in range(LINES_A_MINUTE - 1):
        say(visitor, button[1], f"{number}", chat_id=chat["chat_id"])
    refused = visitor.post(button[1], json={"text": "Ещё", "chat_id": chat["chat_id"]})
    assert refused.status_code == 422 and "Wait a little" in refused.json()["detail"]

    for _ in range(CHATS_A_MINUTE - 1):
        say(visitor, button[1])
    refused = visitor.post(button[1], json={"text": "Ещё"})
    assert refused.status_code == 422 and "in a minute" in refused.json()["detail"]
