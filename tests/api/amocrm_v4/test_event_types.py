"""Everything that can happen, happens: each type of event that docs/events.md promises is written, in its shape."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.api.amocrm_v4.test_note_types import TYPES
from tests.contract.shop import Shop
from tests.contract.telling import tell
from tests.docs.events_page import spelled, written
from tests.integration import Sync
from tests.world import World
from voronka.domain.contacts import ContactChange
from voronka.domain.event_types import ANY_FIELD, NUMBERS, is_of_field
from voronka.domain.kinds import BY_SINGULAR
from voronka.domain.leads import LeadChange
from voronka.domain.talks import Incoming as Written
from voronka.domain.unsorted import Incoming
from voronka.services import bots, companies, contacts, customers, leads, receiving, talks, tasks, unsorted
from voronka.services.leads_complex import Draft

# Whose own examples tell the rest.
ALSO = ("elements", "short_links", "talks", "transactions", "unsorted")


@pytest.fixture
def shop(world: World, client: httpx2.Client, sync: Sync) -> Shop:
    return Shop(world, client, sync)


def test_every_type_that_is_promised_is_written_in_its_shape(shop: Shop) -> None:
    [text] = shop.new("leads.custom_fields.add", {"type": "text", "name": "Повод"})
    ids = records(shop)
    change(shop, ids, text)
    link(shop, ids)
    shop.world.do(tasks.delete, [work(shop, ids["leads"])])
    delete(shop, ids)
    shop.call("customers.set_mode", {"mode": "segments", "is_enabled": True})  # where a purchase plans nothing
    for noun in ALSO:
        tell(noun, shop)
    answer_in_a_chat(shop)
    merge(shop)

    seen = told(shop.client)
    shapes = written()
    assert sorted(shapes.keys() - seen.keys()) == [], "promised by docs/events.md and never written"
    for name, found in seen.items():
        allowed = {(before, after) for after in shapes[name][1].split(" or ") for before in [shapes[name][0]]}
        empty = {(before, "—") for before, _ in allowed} | {
            ("—", after) for _, after in allowed
        }  # a field filled, emptied
        assert found <= allowed | (empty if name == ANY_FIELD else set()), name


def records(shop: Shop) -> dict[str, int]:
    shop.call("customers.set_mode", {"mode": "segments", "is_enabled": True})
    segment = shop.call("customers.segments.add", {"name": "Кафе", "color": "2176ff"})["id"]
    made = {
        name: shop.new(f"{name}.add", {"name": "Ромашка", "tags_to_add": [{"name": "Опт"}]})[0]
        for name in ("leads", "contacts", "companies", "customers")
    }
    return {**made, "segment": segment}


def change(shop: Shop, ids: dict[str, int], text: int) -> None:
    field = {"custom_fields_values": [{"field_id": text, "values": [{"value": "Свадьба"}]}]}
    moved = {"name": "Пион", "price": 5, "status_id": 142, "responsible_user_id": shop.world.anna.id}
    shop.call("leads.update_one", {**moved, **field, "tags_to_delete": [{"name": "Опт"}]}, id=ids["leads"])
    for joined in ([{"id": ids["segment"]}], []):
        shop.call("customers.update_one", {"_embedded": {"segments": joined}}, id=ids["customers"])
    shop.call("customers.set_mode", {"mode": "periodicity", "is_enabled": True})
    statuses = shop.call("customers.statuses.list")["_embedded"]["statuses"]
    shop.call("customers.update_one", {"status_id": statuses[1]["id"]}, id=ids["customers"])
    shop.call("customers.update_one", {"status_id": statuses[0]["id"]}, id=ids["customers"])


def link(shop: Shop, ids: dict[str, int]) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Цветы"})
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза"}, catalog_id=catalog)
    element = {"to_entity_id": rose, "to_entity_type": "catalog_elements", "metadata": {"catalog_id": catalog}}
    company = {"to_entity_id": ids["companies"], "to_entity_type": "companies"}
    contact = {"to_entity_id": ids["contacts"], "to_entity_type": "contacts"}
    for owner, targets in (("leads", [element, company, contact]), ("customers", [company, contact])):
        shop.call(f"{owner}.link", targets, id=ids[owner])
        shop.call(f"{owner}.unlink", targets, id=ids[owner])


def answer_in_a_chat(shop: Shop) -> None:
    """What arrives and what is sent comes by channels of their own, not by API v4."""
    question = Written(chat_id="0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6b", author="Пётр", text="Есть пионы?")
    talk_id = shop.world.do_as(shop.world.irina, receiving.receive, question).talk_id
    shop.world.do_as(shop.world.irina, talks.send, talk_id, "Есть")
    shop.world.do(bots.create, name="Как вам у нас?", type="nps")
    shop.call("talks.close", {}, id=talk_id)
    shop.world.do_as(shop.world.irina, receiving.receive, structs.replace(question, text="10"))


def merge(shop: Shop) -> None:
    """Who wrote in a chat turns out to be somebody known."""
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [wedding] = shop.new("leads.add", {"name": "Свадьба", "_embedded": {"contacts": [{"id": maria}]}})
    chat = Incoming(category="chats", metadata={"service": "telegram"})
    draft = Draft(lead=LeadChange(name="Чат"), contact=ContactChange(name="Маша"), incoming=chat)
    [waiting] = shop.world.do(unsorted.add, [draft])
    known = {"entity_id": wedding, "entity_type": "leads", "metadata": {"contact_id": maria}}
    shop.call("leads.unsorted.link", {"link": known}, uid=waiting.uid)


def work(shop: Shop, lead: int) -> int:
    """What stands on its card at the end of a day; the task is done."""
    notes = [{"entity_id": lead, "note_type": name, "params": type.params} for name, type in TYPES.items()]
    shop.call("leads.notes.add", notes)
    [task] = shop.new(
        "tasks.add", {"text": "Позвонить", "complete_till": 1900000000, "entity_id": lead, "entity_type": "leads"}
    )
    shop.call("tasks.update_one", {"text": "Встретиться", "task_type_id": 2, "complete_till": 1900003600}, id=task)
    shop.call("tasks.update_one", {"is_completed": True, "result": {"text": "Договорились"}}, id=task)
    return task


def delete(shop: Shop, ids: dict[str, int]) -> None:
    """API v4 has no call for it; others do it."""
    for name, verbs in (("leads", leads), ("contacts", contacts), ("companies", companies), ("customers", customers)):
        shop.world.do(verbs.delete, [ids[name]])
        shop.world.do(verbs.restore, [ids[name]])


def told(client: httpx2.Client) -> dict[str, set[tuple[str, str]]]:
    """By type: the shapes in which it is there. A field's own type counts as the type of all fields."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in all_events(client):
        name = ANY_FIELD if is_of_field(event["type"]) else event["type"]
        seen[name].add((spelled(event["value_before"]), spelled(event["value_after"])))
    return seen


def all_events(client: httpx2.Client) -> Iterator[dict[str, Any]]:
    address: str | None = "/api/v4/events?limit=100"
    while address:
        page = client.get(address).json()
        yield from page["_embedded"]["events"]
        address = page["_links"].get("next", {}).get("href")


def test_a_note_that_an_event_names_can_be_read(shop: Shop) -> None:
    work(shop, records(shop)["leads"])
    for noun in ("calls", "short_links", "transactions"):
        tell(noun, shop)

    named = [
        (event, told["note"]["id"])
        for event in all_events(shop.client)
        for told in event["value_after"]
        if "note" in told
    ]

    assert {"common_note_added", "incoming_call", "link_followed", "task_result_added"} <= {
        event["type"] for event, _ in named
    }
    assert [event["type"] for event, id in named if shop.client.get(note_of(event, id)).status_code != 200] == []


def note_of(event: dict[str, Any], id: int) -> str:
    """The result of a task is a note in API v2 alone."""
    if event["entity_type"] == "task":
        return f"/api/v2/notes?type=task&id={id}"
    entity = BY_SINGULAR[event["entity_type"]].plural
    return f"/api/v4/{entity}/{event['entity_id']}/notes/{id}"


@pytest.mark.parametrize("language", ["en", "es", "pt", "ru"])
def test_the_list_of_types_is_whole_in_every_language(shop: Shop, language: str) -> None:
    [text] = shop.new("leads.custom_fields.add", {"type": "text", "name": "Повод"})

    listed = shop.client.get("/api/v4/events/types", params={"language_code": language}).json()

    types = {each["key"]: each for each in listed["_embedded"]["events_types"]}
    assert listed["_total_items"] == len(types)
    assert {key: types[key]["type"] for key in NUMBERS} == NUMBERS
    own = types[f"custom_field_{text}_value_changed"]
    assert (own["type"], "Повод" in own["lang"]) == (NUMBERS[ANY_FIELD], True)
    assert all(each["lang"] for each in types.values())
