"""Мария writes to the shop in a messenger; Анна answers and closes the talk."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded
from tests.api.amocrm_v4.happenings import events, new, notices
from tests.api.amocrm_v4.talking import CHAT, OTHER_CHAT, TALKS, narrow, write
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.errors import Conflict, Invalid
from voronka.domain.talks import Incoming, Message
from voronka.services import contacts, receiving, talk_ends, talks


def listed(client: httpx2.Client, **query: Any) -> list[int]:
    found = client.get(TALKS, params={f"filter{name}": value for name, value in query.items()})
    return [talk["talk_id"] for talk in embedded(found)]


def test_a_first_message_begins_a_talk_about_the_open_lead(client: httpx2.Client, world: World, maria: int) -> None:
    embedded = {"contacts": [{"id": maria}]}
    lead = new(client, name="Свадьба", _embedded=embedded)
    new(client, name="Продано", status_id=142, _embedded=embedded)
    message = write(world, contact_id=maria)
    talk = client.get(f"{TALKS}/{message.talk_id}").json()
    base = "https://romashka.voronka.test/api/v4"
    assert talk == {
        "talk_id": message.talk_id,
        "created_at": message.created_at,
        "updated_at": message.created_at,
        "rate": 0,
        "contact_id": maria,
        "chat_id": CHAT,
        "entity_id": lead,
        "entity_type": "lead",
        "status": "in_work",
        "is_in_work": True,
        "is_read": False,
        "origin": "custom",
        "source_id": None,
        "missed_at": None,
        "account_id": world.romashka.id,
        "_links": {"self": {"href": f"{base}/talks/{message.talk_id}"}},
        "_embedded": {
            "contacts": [{"id": maria, "_links": {"self": {"href": f"{base}/contacts/{maria}"}}}],
            "leads": [{"id": lead, "_links": {"self": {"href": f"{base}/leads/{lead}"}}}],
            "customers": [],
        },
    }


def test_who_is_not_known_yet_becomes_a_contact(client: httpx2.Client, world: World) -> None:
    message = write(world)
    contact_id = client.get(f"{TALKS}/{message.talk_id}").json()["contact_id"]
    assert client.get(f"/api/v4/contacts/{contact_id}").json()["name"] == "Мария"
    chats = client.get("/api/v4/contacts/chats", params={"chat_id": CHAT}).json()["_embedded"]["chats"]
    assert [chat["contact_id"] for chat in chats] == [contact_id]
    assert write(world, "Вы здесь?").talk_id == message.talk_id, "the same talk goes on"


def test_a_contact_that_was_deleted_is_made_anew(client: httpx2.Client, world: World, maria: int) -> None:
    talk_id = write(world, contact_id=maria).talk_id
    world.do(contacts.delete, [maria])
    assert client.get(f"{TALKS}/{talk_id}").status_code == 404
    assert write(world, "Алло?").talk_id == talk_id
    again = client.get(f"{TALKS}/{talk_id}").json()["contact_id"]
    assert again != maria and client.get(f"/api/v4/contacts/{again}").json()["name"] == "Мария"


def test_messages_come_oldest_first(client: httpx2.Client, world: World, maria: int) -> None:
    photo = {"type": "picture", "link": "https://shop.example/1.jpg", "file_name": "1.jpg"}
    first = write(world, contact_id=maria)
    write(world, "", message_type="picture", attachment=photo)
    world.do_as(world.anna, talks.send, first.talk_id, "Есть белые.")
    path = f"{TALKS}/{first.talk_id}/messages"
    found = client.get(path).json()["_embedded"]["messages"]
    assert [(each["type"], each["message_type"], each["text"]) for each in found] == [
        ("incoming", "text", "Есть пионы?"),
        ("incoming", "picture", ""),
        ("outgoing", "text", "Есть белые."),
    ]
    assert [each["author"]["type"] for each in found] == ["external", "external", "internal"]
    assert found[2]["author"]["name"] == "Анна Соколова" and found[1]["attachment"] == photo
    assert client.get(path, params={"limit": 2}).json()["_links"]["next"]
    assert client.get(path, params={"filter[created_at][to]": 5}).status_code == 204
    assert client.get(f"{TALKS}/5/messages").status_code == 404


def test_talks_are_found_by_contact_entity_and_state(client: httpx2.Client, world: World, maria: int) -> None:
    lead = new(client, name="Свадьба", _embedded={"contacts": [{"id": maria}]})
    first = write(world, contact_id=maria).talk_id
    second = write(world, chat_id=OTHER_CHAT).talk_id
    assert listed(client) == [first, second]
    assert listed(client, **{"[talk_id]": second}) == [second]
    assert listed(client, **{"[talk_id][0]": first, "[talk_id][1]": second}) == [first, second]
    assert listed(client, **{"[contact_id]": maria}) == [first]
    assert listed(client, **{"[entity_id]": lead, "[entity_type]": "lead"}) == [first]
    assert listed(client, **{"[entity_id]": lead, "[entity_type]": "customer"}) == []
    world.do(talk_ends.close, first)
    assert listed(client, **{"[only_in_work]": "1"}) == [second]
    assert client.get(TALKS, params={"limit": 1}).json()["_links"]["next"]
    assert client.get(TALKS, params={"filter[entity_type]": "contact"}).status_code == 400


def test_a_talk_is_closed_once_and_the_next_message_begins_another(
    client: httpx2.Client, world: World, maria: int
) -> None:
    talk_id = write(world, contact_id=maria).talk_id
    closed = client.post(f"{TALKS}/{talk_id}/close", json={"force_close": True})
    assert (closed.status_code, closed.content) == (202, b"")
    shown = client.get(f"{TALKS}/{talk_id}").json()
    assert (shown["status"], shown["is_in_work"]) == ("closed", False)
    again = client.post(f"{TALKS}/{talk_id}/close", json={})
    assert again.status_code == 422 and "closed already" in again.json()["detail"]
    assert client.post(f"{TALKS}/5/close", json={}).status_code == 404
    with pytest.raises(Conflict):
        world.do_as(world.anna, talks.send, talk_id, "Ау")
    assert write(world).talk_id != talk_id


def test_events_tell_what_was_said(client: httpx2.Client, world: World, maria: int) -> None:
    message = write(world, contact_id=maria)
    answer = world.do_as(world.anna, talks.send, message.talk_id, "Есть.")
    client.post(f"{TALKS}/{message.talk_id}/close", json={})
    kinds = ["talk_created", "incoming_chat_message", "outgoing_chat_message", "talk_closed"]
    found = {event["type"]: event for event in events(client, type=",".join(kinds))}
    assert set(found) == set(kinds)
    assert {(event["entity_type"], event["entity_id"]) for event in found.values()} == {("contact", maria)}
    assert found["incoming_chat_message"]["value_after"][0]["message"]["id"] == message.id
    assert found["outgoing_chat_message"]["value_after"][0]["message"]["id"] == answer.id
    assert [found[kind]["created_by"] for kind in kinds] == [0, 0, world.anna.id, world.irina.id]


def test_what_is_said_about_a_deal_is_found_with_the_contact_and_told_of_the_deal(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    maria = new(client, "contacts", name="Мария", responsible_user_id=world.anna.id)
    lead = new(client, name="Свадьба", responsible_user_id=world.oleg.id, _embedded={"contacts": [{"id": maria}]})
    write(world, contact_id=maria)
    asked = {"entity": "contact", "entity_id": maria, "type": "incoming_chat_message", "with_": "lead_name"}

    [event] = events(client, **asked)

    assert (event["entity_type"], event["entity_id"]) == ("lead", lead)
    entity = event["_embedded"]["entity"]
    assert entity.pop("_links")["self"]["href"].endswith(f"/api/v4/leads/{lead}")
    assert entity == {"id": lead, "name": "Свадьба", "linked_talk_contact_id": maria}
    assert client.get(f"/api/v4/events/{event['id']}").json()["entity_id"] == lead

    world.do(narrow, world.anna.id)
    [event] = events(client_of(world.anna), **asked)

    assert (event["entity_type"], event["entity_id"]) == ("contact", maria), "the deal is somebody else's"
    assert event["_embedded"]["entity"]["linked_talk_contact_id"] == maria


def test_subscribers_are_told(client: httpx2.Client, world: World, maria: int) -> None:
    lead = new(client, name="Свадьба", _embedded={"contacts": [{"id": maria}]})
    photo = {"type": "picture", "link": "https://shop.example/1.jpg", "file_name": "1.jpg"}
    sent: list[Message] = []

    def writes() -> None:
        sent.append(write(world, contact_id=maria, message_type="picture", attachment=photo))

    [told] = notices(client, world, "add_message", writes)
    part = "message[add][0]"
    expected = {
        "id": sent[0].id,
        "chat_id": CHAT,
        "talk_id": str(sent[0].talk_id),
        "contact_id": str(maria),
        "text": "Есть пионы?",
        "message_type": "picture",
        "element_type": "2",
        "entity_type": "lead",
        "element_id": str(lead),
        "entity_id": str(lead),
        "type": "incoming",
        "origin": "custom",
    }
    assert {name: told[f"{part}[{name}]"] for name in expected} == expected
    assert told[f"{part}[attachment][link]"] == photo["link"]
    assert told[f"{part}[author][type]"] == "external" and told[f"{part}[author][name]"] == "Мария"

    [told] = notices(client, world, "add_talk", lambda: write(world, chat_id=OTHER_CHAT, contact_id=maria))
    [begun] = (talk for talk in client.get(TALKS).json()["_embedded"]["talks"] if talk["chat_id"] == OTHER_CHAT)
    assert {key.removeprefix("talk[add][0]"): value for key, value in told.items() if key.startswith("talk")} == {
        "[talk_id]": str(begun["talk_id"]),
        "[created_at]": str(begun["created_at"]),
        "[updated_at]": str(begun["updated_at"]),
        "[rate]": "0",
        "[contact_id]": str(maria),
        "[chat_id]": OTHER_CHAT,
        "[entity_id]": str(lead),
        "[entity_type]": "leads",
        "[is_in_work]": "1",
        "[is_read]": "0",
        "[origin]": "custom",
    }
    [told] = notices(client, world, "update_talk", lambda: client.post(f"{TALKS}/{sent[0].talk_id}/close", json={}))
    assert (told["talk[update][0][talk_id]"], told["talk[update][0][is_in_work]"]) == (str(sent[0].talk_id), "0")
    talk_id = write(world).talk_id
    [told] = notices(
        client, world, "add_outgoing_message", lambda: world.do_as(world.anna, talks.send, talk_id, "Есть.")
    )
    assert told["outgoing_message[add][0][text]"] == "Есть."


def test_who_may_not_see_the_contact_does_not_hear_his_talks(
    client: httpx2.Client, client_of: ClientOf, world: World, maria: int
) -> None:
    talk_id = write(world, contact_id=maria).talk_id
    own = new(client, "contacts", name="Своя", responsible_user_id=world.anna.id)
    mine = write(world, chat_id=OTHER_CHAT, contact_id=own).talk_id
    world.do(narrow, world.anna.id)
    anna = client_of(world.anna)
    assert listed(anna) == [mine]
    for answer in (anna.get(f"{TALKS}/{talk_id}"), anna.post(f"{TALKS}/{talk_id}/close", json={})):
        assert answer.status_code == 404
    assert anna.post(f"{TALKS}/{mine}/close", json={}).status_code == 202
    egor = client_of(world.egor)
    assert egor.get(f"{TALKS}/{talk_id}").status_code == 404 and listed(egor) == []


def test_a_talk_names_no_lead_that_one_may_not_see(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    contact = new(client, "contacts", name="Мария", responsible_user_id=world.anna.id)
    told: dict[int, int] = {}
    for chat, owner in ((CHAT, world.oleg), (OTHER_CHAT, world.anna)):
        links = {"contacts": [{"id": contact}]}
        lead = new(client, "leads", responsible_user_id=owner.id, _embedded=links)
        told[write(world, chat_id=chat, contact_id=contact).talk_id] = lead
    world.do(narrow, world.anna.id)
    anna, (hidden, shown) = client_of(world.anna), told

    read = {id: anna.get(f"{TALKS}/{id}").json() for id in told}

    assert [read[id]["entity_id"] for id in (hidden, shown)] == [None, told[shown]]
    assert [len(read[id]["_embedded"]["leads"]) for id in (hidden, shown)] == [0, 1]
    assert sorted(listed(anna)) == [hidden, shown]
    assert listed(anna, **{"[entity_id][]": told[hidden]}) == []
    assert listed(anna, **{"[entity_id][]": told[shown]}) == [shown]
    assert listed(client, **{"[entity_id][]": told[hidden]}) == [hidden]


def test_a_channel_that_hands_in_nonsense_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        write(world, " ", chat_id="x", source="nowhere")
    assert [problem.path for problem in refused.value.problems] == ["chat_id", "source", "text"]
    write(world)
    with pytest.raises(Invalid):
        other = Incoming(chat_id=CHAT, author="Мария", text="Привет")
        world.do_as(world.irina.actor(client_id="another integration"), receiving.receive, other)


def test_a_chat_keeps_the_source_it_came_by(client: httpx2.Client, world: World) -> None:
    answer = client.post("/api/v4/sources", json=[{"name": "WhatsApp", "external_id": "wa"}])
    source_id = answer.json()["_embedded"]["sources"][0]["id"]
    message = write(world, source="wa")
    assert client.get(f"{TALKS}/{message.talk_id}").json()["source_id"] == source_id


def test_a_page_of_talks_costs_as_many_statements_as_one(
    client: httpx2.Client, world: World, statements: Statements
) -> None:
    for number in range(10):
        write(world, chat_id=f"{number}d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a")
    counts = []
    for limit in (1, 10):
        with statements() as seen:
            client.get(TALKS, params={"limit": limit})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4
