"""Анна closes a talk: was it answered, and what does the customer say of it?"""

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import events, new, notices
from tests.api.amocrm_v4.talking import OTHER_CHAT, TALKS, narrow, write
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.bots import Bot
from voronka.services import bots, talks
from voronka.store import bots as store_bots


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
        world.do(narrow, world.anna.id)

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
