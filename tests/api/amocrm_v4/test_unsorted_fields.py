"""Each field that a request brings, one at a time, and how it is read afterwards."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.incoming import PHONE, UNSORTED, add, ends, listed
from tests.world import World
from voronka.contract.amocrm_v4.unsorted import UnsortedFormAdd, UnsortedSipAdd
from voronka.contract.amocrm_v4.unsorted_metadata import ChatMetadata, FormMetadata, MailMetadata, SipMetadata
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.unsorted import KEYS, Incoming
from voronka.services import leads, unsorted
from voronka.services.leads_complex import Draft

ADDED = {"sip": SipMetadata, "forms": FormMetadata}
MADE_INSIDE = {"chats": ChatMetadata, "mail": MailMetadata}
WRITE_ONLY = {"is_call_event_needed"}

# What is sent of the metadata, and what is read where it is not the same.
METADATA: list[tuple[str, str, Any, Any]] = [
    ("sip", "from", "+79995550011", "+79995550011"),
    ("sip", "from", 79995550011, 79995550011),
    ("sip", "phone", "101", "101"),
    ("sip", "phone", 101, 101),
    ("sip", "called_at", 1750000090, 1750000090),
    ("sip", "called_at", 1750000090.7, 1750000090),
    ("sip", "duration", 42, 42),
    ("sip", "duration", 42.5, 42),
    ("sip", "link", "https://pbx.example/r/1.mp3", "https://pbx.example/r/1.mp3"),
    ("sip", "service_code", "mypbx", "mypbx"),
    ("sip", "uniq", "u-77", "u-77"),
    ("sip", "call_responsible", "Анна", "Анна"),
    ("sip", "call_responsible", "+74951112233", "+74951112233"),
    ("sip", "call_responsible", 1201, 1201),
    ("forms", "form_id", "f7", "f7"),
    ("forms", "form_id", 7, 7),
    ("forms", "form_name", "Заявка", "Заявка"),
    ("forms", "form_page", "https://romashka.example/", "https://romashka.example/"),
    ("forms", "form_sent_at", 1570178452, "1570178452"),
    ("forms", "form_sent_at", 1570178452.9, "1570178452"),
    ("forms", "ip", "192.0.2.7", "192.0.2.7"),
    ("forms", "referer", "https://search.example/", "https://search.example/"),
    ("forms", "visitor_uid", "v-1", "v-1"),
    ("forms", "form_type", 1, 1),
    ("chats", "from", "Мария", "Мария"),
    ("chats", "to", "Ромашка", "Ромашка"),
    ("chats", "received_at", 1750000000, 1750000000),
    ("chats", "service", "telegram", "telegram"),
    ("chats", "client", {"name": "Мария", "avatar": None}, {"name": "Мария", "avatar": None}),
    ("chats", "origin", {"chat_id": "c1", "ref": None}, {"chat_id": "c1", "ref": None}),
    ("chats", "last_message_text", "Есть пионы?", "Есть пионы?"),
    ("chats", "source_name", "Бот", "Бот"),
    ("mail", "from", {"email": "kim@example.com", "name": "Ким"}, {"email": "kim@example.com", "name": "Ким"}),
    ("mail", "received_at", 1750000000, 1750000000),
    ("mail", "subject", "Букет", "Букет"),
    ("mail", "thread_id", 11, 11),
    ("mail", "message_id", 12, 12),
    ("mail", "content_summary", "Нужен букет", "Нужен букет"),
]


@pytest.mark.parametrize(("category", "name", "sent", "read"), METADATA)
def test_what_is_known_of_a_request_is_read_and_the_rest_is_null(
    client: httpx2.Client, world: World, category: str, name: str, sent: Any, read: Any
) -> None:
    if category in ADDED:
        add(client, category, {"source_uid": "s", "source_name": "Источник", "metadata": {name: sent}})
    else:
        incoming = Incoming(category=category, metadata={name: sent})
        world.do_as(world.irina, unsorted.add, [Draft(lead=LeadChange(), incoming=incoming)])
    [item] = listed(client)
    assert item["category"] == category
    assert item["metadata"] == dict.fromkeys(KEYS[category]) | {name: read}


@pytest.mark.parametrize("category", [*ADDED, *MADE_INSIDE])
def test_nothing_that_may_be_known_is_forgotten(category: str) -> None:
    known = {*(ADDED | MADE_INSIDE)[category].__struct_encode_fields__} - WRITE_ONLY
    assert known == {*KEYS[category]} == {name for kind, name, _, _ in METADATA if kind == category}


OF_REQUEST = {"source_uid", "source_name", "pipeline_id", "created_at", "metadata", "_embedded", "request_id"}


@pytest.mark.parametrize(("category", "type_"), [("sip", UnsortedSipAdd), ("forms", UnsortedFormAdd)])
def test_a_request_says_where_it_comes_from_and_when(
    client: httpx2.Client, world: World, category: str, type_: type[Any]
) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    service = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]["id"]
    said = {"source_uid": "s-1", "source_name": "Сайт", "pipeline_id": service, "created_at": 1750000100}
    [made] = add(client, category, {**said, "metadata": {}, "_embedded": None, "request_id": "r-1"})
    assert {*type_.__struct_encode_fields__} == OF_REQUEST
    assert (made["request_id"], list(ends(made))) == ("r-1", ["leads"])
    [item] = listed(client)
    assert {name: item[name] for name in said} == said
    lead = client.get(f"/api/v4/leads/{ends(made)['leads']}").json()
    assert (lead["status_id"], lead["created_at"]) == (world.facts.pipelines[service].unsorted_status.id, 1750000100)


@pytest.mark.parametrize(
    ("lead", "read"),
    [
        ({"name": "Букет"}, {"name": "Букет"}),
        ({"price": 5000.5}, {"price": 5000, "price_with_minor_units": 5000.5}),
        ({"tags_to_add": [{"name": "сайт"}]}, {"tags": ["сайт"]}),
        ({"_embedded": {"tags": [{"name": "сайт"}, {"name": "опт"}]}}, {"tags": ["сайт", "опт"]}),
        ({"visitor_uid": "v-1"}, {"visitor_uid": "v-1"}),
        ({"created_at": 1600000000}, {"created_at": 1600000000}),
        ({"created_by": 0, "updated_by": 0}, {"created_by": 0, "updated_by": 0}),
        ({"_embedded": {"source": {"external_id": "l", "type": "widget"}}}, {"source": "Лендинг"}),
        ({"status_id": 142, "closed_at": 1600000000}, {"closed_at": None, "waits": True}),
        ({"pipeline_id": None, "responsible_user_id": None}, {"waits": True}),
    ],
)
def test_a_request_brings_a_lead_as_it_is_added_elsewhere(
    client: httpx2.Client, world: World, lead: dict[str, Any], read: dict[str, Any]
) -> None:
    client.post("/api/v4/sources", json=[{"name": "Лендинг", "external_id": "l"}]).raise_for_status()
    sent = {"source_uid": "s", "source_name": "Сайт", "metadata": {}, "_embedded": {"leads": [lead]}}
    [made] = add(client, "forms", sent)
    card = client.get(f"/api/v4/leads/{ends(made)['leads']}?with=source").json()
    stored: Lead = world.do(leads.get, card["id"]).record
    known = {
        "tags": [tag["name"] for tag in card["_embedded"]["tags"]],
        "source": (card["_embedded"]["source"] or {}).get("name"),
        "visitor_uid": stored.visitor_uid,
        "waits": card["status_id"] == world.facts.main_pipeline.unsorted_status.id,
    }
    assert {name: (card | known)[name] for name in read} == read


@pytest.mark.parametrize("entity", ["contacts", "companies"])
def test_a_request_brings_a_contact_and_a_company_as_they_are_added_elsewhere(
    client: httpx2.Client, world: World, entity: str
) -> None:
    around = {"tags": [{"name": "сайт"}]}
    record = {
        "name": "Полюс",
        "custom_fields_values": [PHONE],
        "responsible_user_id": world.anna.id,
        "_embedded": around,
    }
    came = {"leads": [{}], entity: [record]}
    [made] = add(client, "sip", {"source_uid": "s", "source_name": "АТС", "metadata": {}, "_embedded": came})
    card = client.get(f"/api/v4/{entity}/{ends(made)[entity]}").json()
    assert (card["name"], card["responsible_user_id"]) == ("Полюс", world.anna.id)
    assert card["custom_fields_values"][0]["values"][0]["value"] == "+79995550011"
    assert [tag["name"] for tag in card["_embedded"]["tags"]] == ["сайт"]
    assert client.get(f"{UNSORTED}/{made['uid']}").json()["_embedded"] == made["_embedded"]
