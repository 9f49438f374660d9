"""Мария writes to the shop in a messenger; Анна answers and closes the talk."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import events, new, notices
from tests.conftest import ClientOf, Statements
from tests.world import OWN_ONLY, World
from voronka.domain.bots import Bot
from voronka.domain.errors import Conflict, Invalid
from voronka.domain.talks import Incoming, Message
from voronka.services import bots, contacts, receiving, talk_ends, talks
from voronka.services.work import Work
from voronka.store import bots as store_bots
from voronka.store import tables

TALKS = "/api/v4/talks"
CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"
OTHER_CHAT = "1d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def write(world: World, text: str = "Есть пионы?", chat_id: str = CHAT, **more: Any) -> Message:
    """A message of the customer, as a channel hands it in."""
    message = Incoming(chat_id=chat_id, author="Мария", text=text, **more)
    return world.do_as(world.irina, receiving.receive, message)


def listed(client: httpx2.Client, **query: Any) -> list[int]:
    answer = client.get(TALKS, params={f"filter{name}": value for name, value in query.items()})
    assert answer.status_code in (200, 204), answer.text
    return [talk["talk_id"] for talk in answer.json()["_embedded"]["talks"]] if answer.content else []


@pytest.fixture
def maria(client: httpx2.Client) -> int:
    return new(client, "contacts", name="Мария")


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


def test_a_talk_that_is_closed_unanswered_was_missed_when_the_customer_wrote_last(
    client: httpx2.Client, world: World
) -> None:
    answered = write(world).talk_id
    world.do_as(world.anna, talks.send, answered, "Есть белые.")
    unanswered = write(world, chat_id=OTHER_CHAT)

    for talk_id in (answered, unanswered.talk_id):
        client.post(f"{TALKS}/{talk_id}/close", json={})

    missed = {talk["talk_id"]: talk["missed_at"] for talk in client.get(TALKS).json()["_embedded"]["talks"]}
    assert missed == {answered: None, unanswered.talk_id: unanswered.created_at}
    [event] = events(client, type="talk_missed_event")
    assert event["value_after"] == [{"talk": {"id": unanswered.talk_id}}]


class TestABotAsksForAMark:
    """«Ромашка» has a bot of type nps: without force_close a talk is closed when it is done."""

    @pytest.fixture
    def asks(self, world: World) -> Bot:
        return world.do(bots.create, name="Как вам у нас?", type="nps")

    @pytest.fixture
    def talk_id(self, client: httpx2.Client, world: World, maria: int, asks: Bot) -> int:
        talk_id = write(world, contact_id=maria).talk_id
        assert client.post(f"{TALKS}/{talk_id}/close").status_code == 202
        assert self.status(client, talk_id) == ("nps_in_progress", True)
        return talk_id

    def status(self, client: httpx2.Client, talk_id: int) -> tuple[str, bool]:
        shown = client.get(f"{TALKS}/{talk_id}").json()
        return shown["status"], shown["is_in_work"]

    def test_when_it_is_finished_the_talk_is_closed(
        self, client: httpx2.Client, world: World, maria: int, asks: Bot, talk_id: int
    ) -> None:
        [run] = world.do(store_bots.waiting, [asks.id], [maria])
        path = f"/api/v4/salesbot/{asks.id}/continue/{run.id}"
        question = {"handler": "show", "params": {"type": "buttons", "value": "Оцените нас", "buttons": ["5", "4"]}}
        client.post(path, json={"execute_handlers": [question]})
        assert self.status(client, talk_id) == ("nps_in_progress", True)
        said = client.get(f"{TALKS}/{talk_id}/messages").json()["_embedded"]["messages"][-1]
        assert (said["text"], said["author"]["name"]) == ("Оцените нас\n5\n4", "Как вам у нас?")

        client.post(path, json={"execute_handlers": [{"handler": "goto", "params": {"type": "finish"}}]})

        assert self.status(client, talk_id) == ("closed", False)
        assert [event["type"] for event in events(client, type="talk_closed")] == ["talk_closed"]

    def test_of_a_lead_that_is_somebody_elses_it_asks_for_the_contact(
        self, client: httpx2.Client, client_of: ClientOf, world: World, asks: Bot
    ) -> None:
        contact = new(client, "contacts", name="Мария", responsible_user_id=world.anna.id)
        new(client, responsible_user_id=world.oleg.id, _embedded={"contacts": [{"id": contact}]})
        talk_id = write(world, contact_id=contact).talk_id
        world.do(_limit, world.anna.id)

        assert client_of(world.anna).post(f"{TALKS}/{talk_id}/close").status_code == 202

        assert len(world.do(store_bots.waiting, [asks.id], [contact])) == 1
        assert self.status(client, talk_id) == ("nps_in_progress", True)

    def test_when_it_is_stopped_the_talk_is_closed_too(
        self, client: httpx2.Client, world: World, maria: int, asks: Bot
    ) -> None:
        lead = new(client, name="Свадьба", _embedded={"contacts": [{"id": maria}]})
        talk_id = write(world, contact_id=maria).talk_id
        client.post(f"{TALKS}/{talk_id}/close")
        target = {"entity_id": lead, "entity_type": "leads"}
        client.post(f"/api/v4/bots/{asks.id}/stop", json=target).raise_for_status()
        assert self.status(client, talk_id) == ("closed", False)

    @pytest.mark.parametrize(("answer", "rate"), [("9", 9), (" 10!", 10), ("0", 0), ("8 из 10", 8), ("7/10.", 7)])
    def test_his_mark_closes_the_talk(
        self, client: httpx2.Client, world: World, maria: int, asks: Bot, talk_id: int, answer: str, rate: int
    ) -> None:
        [_, told] = notices(client, world, "update_talk", lambda: write(world, answer))

        assert (told["talk[update][0][rate]"], told["talk[update][0][is_in_work]"]) == (str(rate), "0")
        shown = client.get(f"{TALKS}/{talk_id}").json()
        assert (shown["rate"], shown["status"]) == (rate, "closed")
        [event] = events(client, **{"type": "nps_rate_added", "value_after][value": str(rate)})
        assert event["value_after"] == [{"nps": {"rate": rate}}] and event["created_by"] == 0
        assert (event["entity_type"], event["entity_id"]) == ("contact", maria)
        assert [event["type"] for event in events(client, type="talk_closed")] == ["talk_closed"]
        assert world.do(store_bots.waiting, [asks.id], [maria]) == [], "the bot has nothing left to ask"

    @pytest.mark.parametrize("answer", ["11", "Спасибо", "5 минут, пожалуйста", "-1", "9.5"])
    def test_what_is_no_mark_leaves_it_open(
        self, client: httpx2.Client, world: World, talk_id: int, answer: str
    ) -> None:
        write(world, answer)
        assert self.status(client, talk_id) == ("nps_in_progress", True)
        assert client.get(f"{TALKS}/{talk_id}").json()["rate"] == 0
        assert events(client, type="nps_rate_added") == []

    def test_a_number_that_nobody_asked_for_is_no_mark(self, client: httpx2.Client, world: World, asks: Bot) -> None:
        talk_id = write(world, "9").talk_id
        assert self.status(client, talk_id) == ("in_work", True)
        assert client.get(f"{TALKS}/{talk_id}").json()["rate"] == 0

    def test_what_is_closing_can_only_be_forced(self, client: httpx2.Client, talk_id: int) -> None:
        again = client.post(f"{TALKS}/{talk_id}/close", json={"force_close": False})
        assert again.status_code == 422 and "force_close" in again.json()["detail"]
        assert client.post(f"{TALKS}/{talk_id}/close", json={"force_close": True}).status_code == 202
        assert self.status(client, talk_id) == ("closed", False)


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

    world.do(_limit, world.anna.id)
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
    world.do(_limit, world.anna.id)
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
    world.do(_limit, world.anna.id)
    anna, (hidden, shown) = client_of(world.anna), told

    read = {id: anna.get(f"{TALKS}/{id}").json() for id in told}

    assert [read[id]["entity_id"] for id in (hidden, shown)] == [None, told[shown]]
    assert [len(read[id]["_embedded"]["leads"]) for id in (hidden, shown)] == [0, 1]
    assert sorted(listed(anna)) == [hidden, shown]
    assert listed(anna, **{"[entity_id][]": told[hidden]}) == []
    assert listed(anna, **{"[entity_id][]": told[shown]}) == [shown]
    assert listed(client, **{"[entity_id][]": told[hidden]}) == [hidden]


def _limit(work: Work, user_id: int) -> None:
    rights = dict.fromkeys(("leads", "contacts", "companies"), OWN_ONLY)
    row = {"account_id": work.account_id, "id": user_id, "rights": rights}
    work.dialect.update_many(work.connection, tables.users, [row], ("account_id", "id"))
    work.facts_change()


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
