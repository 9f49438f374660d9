"""The messenger's integration says which of its chats is whose."""

from typing import Any

import httpx2

from tests.answers import embedded, faults
from tests.api.amocrm_v4.happenings import new
from tests.conftest import ClientOf, Statements
from tests.integration import Sync
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.talks import Incoming
from voronka.services import receiving

CHATS = "/api/v4/contacts/chats"
CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"
OTHER = "1d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def link(client: httpx2.Client, *pairs: tuple[int, str]) -> list[dict[str, Any]]:
    return embedded(client.post(CHATS, json=[{"contact_id": contact, "chat_id": chat} for contact, chat in pairs]))


def found(client: httpx2.Client, query: str) -> list[tuple[int, str]]:
    answer = client.get(f"{CHATS}?{query}")
    assert answer.status_code in (200, 204), answer.text
    chats = answer.json()["_embedded"]["chats"] if answer.content else []
    return [(chat["contact_id"], chat["chat_id"]) for chat in chats]


def test_a_chat_is_linked_and_found_from_both_ends(client: httpx2.Client, maria: int) -> None:
    answer = client.post(CHATS, json=[{"contact_id": maria, "chat_id": CHAT.upper(), "request_id": "a"}])
    body = answer.json()
    [made] = body["_embedded"]["chats"]
    assert body == {"_total_items": 1, "_embedded": {"chats": [made]}}
    assert made == {"chat_id": CHAT, "contact_id": maria, "id": made["id"], "request_id": "a"}
    del made["request_id"]
    for query in (f"contact_id={maria}", f"contact_id[]={maria}", f"chat_id={CHAT}", f"chat_id[0]={CHAT}"):
        assert client.get(f"{CHATS}?{query}").json() == {"_total_items": 1, "_embedded": {"chats": [made]}}
    assert client.get(f"{CHATS}?contact_id=5").status_code == 204


def test_a_chat_has_one_contact_and_a_contact_several_chats(client: httpx2.Client, maria: int) -> None:
    other = new(client, "contacts", name="Олеся")
    first, second = link(client, (maria, CHAT), (maria, OTHER))
    assert found(client, f"contact_id={maria}") == [(maria, CHAT), (maria, OTHER)]
    [moved] = link(client, (other, CHAT))
    assert moved["id"] not in (first["id"], second["id"])
    assert found(client, f"contact_id[]={maria}&contact_id[]={other}") == [(maria, OTHER), (other, CHAT)]
    assert found(client, f"contact_id={maria},{other}") == [(maria, OTHER), (other, CHAT)]
    assert found(client, f"chat_id={CHAT},{OTHER}") == [(maria, OTHER), (other, CHAT)]
    assert link(client, (other, CHAT))[0]["id"] == moved["id"], "said again, it is the same link"


def test_exactly_one_of_both_is_asked_for(client: httpx2.Client, maria: int) -> None:
    assert faults(client.get(CHATS)) == [("chat_id", "FieldMissing")]
    both = f"{CHATS}?contact_id={maria}&chat_id={CHAT}"
    assert faults(client.get(both)) == [("chat_id", "NotSupportedField")]
    assert faults(client.get(f"{CHATS}?contact_id=x")) == [("contact_id", "InvalidType")]


def test_every_fault_is_named(client: httpx2.Client, client_of: ClientOf, maria: int, world: World) -> None:
    wrong = [{"contact_id": 5, "chat_id": "x"}, {"contact_id": maria, "chat_id": CHAT}]
    assert faults(client.post(CHATS, json=wrong)) == [
        ("contact_id", "NotSupportedChoice"),
        ("chat_id", "InvalidFormat"),
    ]
    assert found(client, f"chat_id={CHAT}") == []
    foreign = [{"contact_id": maria, "chat_id": CHAT}]
    assert faults(client_of(world.egor).post(CHATS, json=foreign)) == [("contact_id", "NotSupportedChoice")]


def test_a_chat_of_another_integration_is_not_linked(client: httpx2.Client, world: World, sync: Sync, maria: int):
    actor = world.irina.actor(client_id=sync.integration.client_id)
    world.do_as(actor, receiving.receive, Incoming(chat_id=CHAT, author="Мария", text="Привет"))
    answer = client.post(CHATS, json=[{"contact_id": maria, "chat_id": CHAT}])
    assert faults(answer) == [("chat_id", "NotSupportedChoice")]


def test_many_are_linked_with_as_many_statements_as_one(
    client: httpx2.Client, maria: int, statements: Statements
) -> None:
    link(client, (maria, CHAT))
    counts = []
    for numbers in ([0], range(1, 10)):
        with statements() as seen:
            link(client, *((maria, f"{number}d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6b") for number in numbers))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_chats_are_seen_with_their_contact(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    mine, others = (new(client, "contacts", responsible_user_id=user.id) for user in (world.anna, world.oleg))
    link(client, (mine, CHAT), (others, OTHER))
    world.do(give, world.anna, rights_with(view="M"))
    anna = client_of(world.anna)
    assert found(anna, f"contact_id[]={mine}&contact_id[]={others}") == [(mine, CHAT)]
    assert found(anna, f"chat_id={OTHER}") == []
    world.do(give, world.anna, rights_with(view="D"))
    assert anna.get(f"{CHATS}?contact_id={mine}").status_code == 403
