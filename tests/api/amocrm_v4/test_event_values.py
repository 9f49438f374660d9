"""What each deed tells: these events and no other, of these records, with these values before and after."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from msgspec import Struct, structs

from tests.api.amocrm_v4.happenings import change, events, new, post
from tests.api.amocrm_v4.test_note_types import TYPES
from tests.docs.events_page import written
from tests.world import World
from voronka.domain.contacts import ContactChange
from voronka.domain.event_types import ANY_FIELD
from voronka.domain.leads import LeadChange
from voronka.domain.pipelines import WON
from voronka.domain.talks import Incoming
from voronka.domain.unsorted import Incoming as Request
from voronka.services import bots, companies, contacts, customers, leads, receiving, talks, tasks, unsorted
from voronka.services.leads_complex import Draft

NOUNS = {
    "lead": ("leads", leads),
    "contact": ("contacts", contacts),
    "company": ("companies", companies),
    "customer": ("customers", customers),
}


class Told(Struct, frozen=True):
    type: str
    of: tuple[str, int]
    before: list[dict[str, Any]] = []
    after: list[dict[str, Any]] = []


Heard = Callable[[], list[Told]]


@pytest.fixture
def heard(client: httpx2.Client) -> Heard:
    """What was told since it was asked for last, the oldest first."""
    known: set[str] = set()

    def heard() -> list[Told]:
        found = [event for event in reversed(events(client)) if event["id"] not in known]
        known.update(event["id"] for event in found)
        return [
            Told(each["type"], (each["entity_type"], each["entity_id"]), each["value_before"], each["value_after"])
            for each in found
        ]

    return heard


def test_each_type_that_is_written_is_here_or_among_the_types_of_notes() -> None:
    here = set(re.findall(r'Told\(\s*f?"([a-z_]+)"', Path(__file__).read_text(encoding="utf-8")))
    of_nouns = {f"{noun}_{deed}" for noun in NOUNS for deed in ("added", "deleted", "restored", "linked", "unlinked")}
    of_notes = {type.event for type in TYPES.values()}
    assert here | of_nouns | of_notes == written().keys() - {ANY_FIELD} | {"customer_restored"}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_record_is_added_deleted_and_restored(client: httpx2.Client, world: World, heard: Heard, noun: str) -> None:
    path, verbs = NOUNS[noun]
    of = noun, new(client, path, tags_to_add=[{"name": "Опт"}, {"name": "Чай"}])
    both = [{"tag": {"name": "Опт"}}, {"tag": {"name": "Чай"}}]
    assert heard() == [Told(f"{noun}_added", of), Told("entity_tag_added", of, [], both)]
    change(client, of[1], path, tags_to_delete=[{"name": "Опт"}, {"name": "Чай"}])
    assert heard() == [Told("entity_tag_deleted", of, both)]
    world.do(verbs.delete, [of[1]])
    assert heard() == [Told(f"{noun}_deleted", of)]
    world.do(verbs.restore, [of[1]])
    assert heard() == ([Told(f"{noun}_restored", of)] if noun != "customer" else [])


def test_a_lead_moves_and_changes(client: httpx2.Client, world: World, heard: Heard) -> None:
    of, first = ("lead", new(client, price=100)), world.facts.main_pipeline.first_status
    heard()
    change(client, of[1], status_id=WON, responsible_user_id=world.anna.id, price=5000, name="Пион")
    here = {"pipeline_id": first.pipeline_id}
    assert heard() == [
        Told(
            "lead_status_changed",
            of,
            [{"lead_status": {"id": first.id, **here}}],
            [{"lead_status": {"id": WON, **here}}],
        ),
        Told(
            "entity_responsible_changed",
            of,
            [{"responsible_user": {"id": world.irina.id}}],
            [{"responsible_user": {"id": world.anna.id}}],
        ),
        Told("sale_field_changed", of, [{"sale_field_value": {"sale": 100}}], [{"sale_field_value": {"sale": 5000}}]),
        Told(
            "name_field_changed",
            of,
            [{"name_field_value": {"name": "Свадьба"}}],
            [{"name_field_value": {"name": "Пион"}}],
        ),
    ]


def test_a_field_tells_each_of_its_values_in_words(client: httpx2.Client, heard: Heard) -> None:
    """The number of its type is that of the API before v4: 8 is a field of several values with kinds."""
    of = "contact", new(client, "contacts")
    fields = client.get("/api/v4/contacts/custom_fields").json()["_embedded"]["custom_fields"]
    phone = next(field for field in fields if field["code"] == "PHONE")
    kinds = {enum["value"]: enum["id"] for enum in phone["enums"]}
    heard()

    def value(text: str, kind: str) -> dict[str, Any]:
        told = {"field_id": phone["id"], "field_type": 8, "enum_id": kinds[kind], "text": text}
        return {"custom_field_value": told}

    def write(*values: tuple[str, str]) -> None:
        sent = [{"value": text, "enum_code": kind} for text, kind in values]
        change(client, of[1], "contacts", custom_fields_values=[{"field_code": "PHONE", "values": sent or None}])

    own = f"custom_field_{phone['id']}_value_changed"
    first, both = [value("+71", "WORK")], [value("+71", "WORK"), value("+72", "MOB")]
    write(("+71", "WORK"))
    write(("+71", "WORK"), ("+72", "MOB"))
    write()
    assert heard() == [Told(own, of, [], first), Told(own, of, first, both), Told(own, of, both, [])]
    [text] = post(client, "contacts/custom_fields", {"type": "text", "name": "Повод"})
    change(client, of[1], "contacts", custom_fields_values=[{"field_id": text["id"], "values": [{"value": "Юбилей"}]}])
    plain = {"field_id": text["id"], "field_type": 1, "enum_id": None, "text": "Юбилей"}
    assert heard() == [Told(f"custom_field_{text['id']}_value_changed", of, [], [{"custom_field_value": plain}])]


@pytest.mark.parametrize("noun", ["lead", "customer"])
@pytest.mark.parametrize("other", ["contact", "company"])
def test_records_are_linked_and_parted(client: httpx2.Client, heard: Heard, noun: str, other: str) -> None:
    here, there = ((name, new(client, NOUNS[name][0])) for name in (noun, other))
    link = {"to_entity_type": NOUNS[other][0], "to_entity_id": there[1]}
    to_here, to_there = ([{"link": {"entity": {"type": name, "id": id}}}] for name, id in (here, there))
    heard()
    client.post(f"/api/v4/{NOUNS[noun][0]}/{here[1]}/link", json=[link]).raise_for_status()
    assert sorted(heard(), key=lambda told: told.of != here) == [
        Told(f"{other}_linked", here, [], to_there),
        Told(f"{noun}_linked", there, [], to_here),
    ]
    client.post(f"/api/v4/{NOUNS[noun][0]}/{here[1]}/unlink", json=[link]).raise_for_status()
    assert sorted(heard(), key=lambda told: told.of != here) == [
        Told(f"{other}_unlinked", here, to_there),
        Told(f"{noun}_unlinked", there, to_here),
    ]


def test_an_element_is_hung_on_a_lead_and_taken_down(client: httpx2.Client, heard: Heard) -> None:
    catalog, lead = new(client, "catalogs"), ("lead", new(client))
    rose = f"catalog_{catalog}", new(client, f"catalogs/{catalog}/elements")
    link = {"to_entity_type": "catalog_elements", "to_entity_id": rose[1], "metadata": {"catalog_id": catalog}}
    of_rose = [{"link": {"entity": {"type": "catalog_element", "id": rose[1]}}}]
    of_lead = [{"link": {"entity": {"type": "lead", "id": lead[1]}}}]
    heard()
    for verb in ("link", "unlink"):
        client.post(f"/api/v4/leads/{lead[1]}/{verb}", json=[link]).raise_for_status()
    assert sorted(heard(), key=lambda told: told.of != lead) == [
        Told("entity_linked", lead, [], of_rose),
        Told("entity_unlinked", lead, of_rose),
        Told("lead_linked", rose, [], of_lead),
        Told("lead_unlinked", rose, of_lead),
    ]


def test_a_task_is_planned_changed_and_done(client: httpx2.Client, world: World, heard: Heard) -> None:
    [planned] = post(client, "tasks", {"text": "Позвонить", "complete_till": 2_000_000_000})
    of = "task", planned["id"]
    assert heard() == [Told("task_added", of)]
    later = {"text": "Зайти", "complete_till": 2_000_086_400, "task_type_id": 2, "responsible_user_id": world.anna.id}
    change(client, of[1], "tasks", **later)
    assert heard() == [
        Told(
            "entity_responsible_changed",
            of,
            [{"responsible_user": {"id": world.irina.id}}],
            [{"responsible_user": {"id": world.anna.id}}],
        ),
        Told("task_type_changed", of, [{"task_type": {"id": 1}}], [{"task_type": {"id": 2}}]),
        Told("task_text_changed", of, [{"task": {"text": "Позвонить"}}], [{"task": {"text": "Зайти"}}]),
        Told(
            "task_deadline_changed",
            of,
            [{"task_deadline": {"timestamp": 2_000_000_000}}],
            [{"task_deadline": {"timestamp": 2_000_086_400}}],
        ),
    ]
    change(client, of[1], "tasks", is_completed=True, result={"text": "Придёт"})
    assert heard() == [Told("task_completed", of), Told("task_result_added", of, [], [{"note": {"id": of[1]}}])]
    world.do(tasks.delete, [of[1]])
    assert heard() == [Told("task_deleted", of)]


def test_a_customer_joins_a_segment_moves_and_buys(client: httpx2.Client, heard: Heard) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": True}).raise_for_status()
    made = client.post("/api/v4/customers/segments", json={"name": "Кафе"}).json()["id"]
    assert heard() == [Told("segment_created", ("segment", made))]
    of, segment = ("customer", new(client, "customers")), [{"segment": {"id": made}}]
    heard()
    for joined in ([{"id": made}], []):
        change(client, of[1], "customers", _embedded={"segments": joined})
    assert heard() == [Told("entity_segment_attached", of, [], segment), Told("entity_segment_detached", of, segment)]
    [purchase] = post(client, f"customers/{of[1]}/transactions", {"price": 100})
    assert heard() == [
        Told("transaction_added", of, [], [{"transaction": {"id": purchase["id"]}}]),
        Told("ltv_field_changed", of, [{"ltv_field_value": {"ltv": 0}}], [{"ltv_field_value": {"ltv": 100}}]),
    ]
    client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True}).raise_for_status()
    stages = client.get("/api/v4/customers/statuses").json()["_embedded"]["statuses"]
    heard()
    was, now = ({"customer_status": {"id": stages[place]["id"]}} for place in (0, 1))
    change(client, of[1], "customers", status_id=stages[0]["id"])
    heard()
    change(client, of[1], "customers", status_id=stages[1]["id"])
    assert heard() == [Told("customer_status_changed", of, [was], [now])]


def test_a_chat_begins_is_answered_and_ends(client: httpx2.Client, world: World, heard: Heard) -> None:
    of = "contact", new(client, "contacts")
    heard()
    asked = Incoming(chat_id="0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a", author="Мария", text="Есть?", contact_id=of[1])
    question = world.do_as(world.irina, receiving.receive, asked)
    answer = world.do_as(world.anna, talks.send, question.talk_id, "Есть")
    client.post(f"/api/v4/talks/{question.talk_id}/close", json={}).raise_for_status()

    def said(id: str) -> list[dict[str, Any]]:
        return [{"message": {"id": id, "talk_id": question.talk_id, "origin": "custom"}}]

    talk = [{"talk": {"id": question.talk_id}}]
    assert heard() == [
        Told("talk_created", of, [], talk),
        Told("incoming_chat_message", of, [], said(question.id)),
        Told("outgoing_chat_message", of, [], said(answer.id)),
        Told("talk_closed", of, [], talk),
    ]


def test_a_chat_is_closed_unanswered_and_the_customer_gives_a_mark(
    client: httpx2.Client, world: World, heard: Heard
) -> None:
    of = "contact", new(client, "contacts")
    world.do(bots.create, name="Как вам у нас?", type="nps")
    asked = Incoming(chat_id="0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a", author="Мария", text="Есть?", contact_id=of[1])
    talk_id = world.do_as(world.irina, receiving.receive, asked).talk_id
    heard()
    client.post(f"/api/v4/talks/{talk_id}/close", json={}).raise_for_status()
    talk = [{"talk": {"id": talk_id}}]
    assert heard() == [Told("talk_missed_event", of, [], talk)]

    world.do_as(world.irina, receiving.receive, structs.replace(asked, text="3"))

    [_, *told] = heard()
    assert told == [Told("nps_rate_added", of, [], [{"nps": {"rate": 3}}]), Told("talk_closed", of, [], talk)]


def test_an_invoice_is_written_and_paid(client: httpx2.Client, heard: Heard) -> None:
    catalog = new(client, "catalogs", type="invoices")
    path = f"catalogs/{catalog}/elements"
    of = f"catalog_{catalog}", new(client, path, custom_fields_values=status("created"))
    assert heard() == [Told("invoice_created", of)]
    change(client, of[1], path, custom_fields_values=status("paid"))
    assert [told for told in heard() if not told.type.startswith("custom_field_")] == [Told("invoice_paid", of)]


def status(code: str) -> list[dict[str, Any]]:
    return [{"field_code": "BILL_STATUS", "values": [{"enum_code": code}]}]


def test_a_short_link_is_opened(client: httpx2.Client, client_of: Any, heard: Heard) -> None:
    of = "contact", new(client, "contacts")
    wanted = {"url": "https://romashka.example/", "metadata": {"entity_type": "contacts", "entity_id": of[1]}}
    [short] = post(client, "short_links", wanted)
    heard()
    client_of(None).get(short["url"])
    [*_, note] = client.get(f"/api/v4/contacts/{of[1]}/notes").json()["_embedded"]["notes"]
    assert heard() == [Told("link_followed", of, [], [{"note": {"id": note["id"]}}])]


def test_who_writes_in_a_chat_turns_out_to_be_known(client: httpx2.Client, world: World, heard: Heard) -> None:
    maria, deal = ("contact", new(client, "contacts")), new(client)
    chat = Request(category="chats", metadata={"service": "telegram"})
    draft = Draft(lead=LeadChange(name="Чат"), contact=ContactChange(name="Маша"), incoming=chat)
    [waiting] = world.do_as(world.irina, unsorted.add, [draft])
    heard()
    known = {"entity_id": deal, "entity_type": "leads", "metadata": {"contact_id": maria[1]}}
    client.post(f"/api/v4/leads/unsorted/{waiting.uid}/link", json={"link": known}).raise_for_status()
    told = heard()
    assert told[:2] == [Told("contact_deleted", ("contact", waiting.contact_id or 0)), Told("entity_merged", maria)]
