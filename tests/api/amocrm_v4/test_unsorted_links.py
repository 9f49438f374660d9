"""What waits from a chat or a mailbox is attached to a deal that is there: what comes along, what is dissolved."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v4.happenings import events, new, notices, types
from tests.api.amocrm_v4.talking import write
from tests.conftest import ClientOf
from tests.rights import rights_with
from tests.world import World
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.leads import LeadChange
from voronka.domain.records import TagWrite
from voronka.domain.unsorted import Incoming, Unsorted
from voronka.domain.users import UserDraft
from voronka.services import unsorted, users
from voronka.services.leads_complex import Draft

UNSORTED = "/api/v4/leads/unsorted"
HOST = "https://romashka.voronka.test/api/v4"


def came(world: World, category: str = "chats", **draft: Any) -> Unsorted:
    """What comes from a chat or a mailbox is made inside."""
    incoming = Incoming(category=category, metadata={"service": "telegram", "client": {"name": "Мария"}})
    [item] = world.do_as(world.irina, unsorted.add, [Draft(lead=LeadChange(name="Чат"), incoming=incoming, **draft)])
    return item


def maria(number: str = "+79261110022") -> ContactChange:
    phone = FieldWrite(field_code="PHONE", values=[ValueWrite(value=number)])
    return ContactChange(name="Мария", custom_fields=[phone], tags=[TagWrite(name="телеграм")])


def link(client: httpx2.Client, uid: str, id: int, type: str | None = "leads", **more: Any) -> httpx2.Response:
    body = {"link": {"entity_id": id, "entity_type": type, **more}}
    return client.post(f"{UNSORTED}/{uid}/link", json=body)


@pytest.fixture
def deal(client: httpx2.Client) -> int:
    return new(client, "leads", name="Свадьба")


def test_a_chat_is_read_with_what_is_known_of_it(client: httpx2.Client, world: World) -> None:
    item = came(world)
    read = client.get(f"{UNSORTED}/{item.uid}").json()
    assert (read["category"], read["source_uid"]) == ("chats", None)
    assert read["metadata"] == {
        "from": None,
        "to": None,
        "received_at": None,
        "service": "telegram",
        "client": {"name": "Мария"},
        "origin": None,
        "last_message_text": None,
        "source_name": None,
    }


@pytest.mark.parametrize("category", ["chats", "mail"])
def test_contact_and_company_come_along(client: httpx2.Client, world: World, deal: int, category: str) -> None:
    item = came(world, category, contact=maria(), company=CompanyChange(name="ООО Полюс"))
    answer = link(client, item.uid, deal)
    assert answer.json() == {
        "uid": item.uid,
        "_embedded": {
            "leads": [{"id": deal, "_links": {"self": {"href": f"{HOST}/leads/{deal}"}}}],
            "contacts": [
                {"id": item.contact_id, "_links": {"self": {"href": f"{HOST}/contacts/{item.contact_id}"}}},
            ],
            "companies": [
                {"id": item.company_id, "_links": {"self": {"href": f"{HOST}/companies/{item.company_id}"}}},
            ],
        },
    }
    card = client.get(f"/api/v4/leads/{deal}?with=contacts").json()
    assert card["name"] == "Свадьба"
    assert [each["id"] for each in card["_embedded"]["contacts"]] == [item.contact_id]
    assert [each["id"] for each in card["_embedded"]["companies"]] == [item.company_id]
    [contact] = client.get("/api/v4/contacts").json()["_embedded"]["contacts"]
    assert contact["is_unsorted"] is False
    assert client.get(f"/api/v4/leads/{item.lead_id}").status_code == 204
    assert client.get(UNSORTED).status_code == 204
    assert client.get(f"{UNSORTED}/summary").json()["accepted"] == 1


def test_the_deals_own_company_stays(client: httpx2.Client, world: World) -> None:
    own = new(client, "companies", name="ООО Ветер")
    deal = new(client, "leads", _embedded={"companies": [{"id": own}]})
    item = came(world, company=CompanyChange(name="ООО Полюс"))
    link(client, item.uid, deal).raise_for_status()
    card = client.get(f"/api/v4/leads/{deal}").json()
    assert [each["id"] for each in card["_embedded"]["companies"]] == [own]
    assert client.get(f"/api/v4/companies/{item.company_id}").status_code == 200


def test_notes_and_tasks_go_over_to_the_deal(client: httpx2.Client, world: World, deal: int) -> None:
    item = came(world)
    note = {"note_type": "common", "params": {"text": "Пишет в чат"}}
    client.post(f"/api/v4/leads/{item.lead_id}/notes", json=[note]).raise_for_status()
    task = {"text": "Ответить", "complete_till": 1900000000, "entity_id": item.lead_id, "entity_type": "leads"}
    client.post("/api/v4/tasks", json=[task]).raise_for_status()
    link(client, item.uid, deal, metadata=None).raise_for_status()
    [moved] = client.get(f"/api/v4/leads/{deal}/notes").json()["_embedded"]["notes"]
    assert moved["params"] == {"text": "Пишет в чат"}
    [held] = client.get("/api/v4/tasks").json()["_embedded"]["tasks"]
    assert held["entity_id"] == deal
    assert client.get(f"/api/v4/leads/{deal}").json()["closest_task_at"] == 1900000000


def test_a_known_contact_takes_in_the_new_one(client: httpx2.Client, world: World, deal: int) -> None:
    mail = {"field_code": "EMAIL", "values": [{"value": "kim@example.com"}]}
    known = new(client, "contacts", name="Мария Ким", custom_fields_values=[mail])
    item = came(world, contact=maria())
    note = {"note_type": "common", "params": {"text": "Пишет в чат"}}
    client.post(f"/api/v4/contacts/{item.contact_id}/notes", json=[note]).raise_for_status()
    answer = link(client, item.uid, deal, metadata={"contact_id": known})
    assert [each["id"] for each in answer.json()["_embedded"]["contacts"]] == [known]
    [card] = client.get("/api/v4/contacts").json()["_embedded"]["contacts"]
    assert (card["id"], card["name"]) == (known, "Мария Ким")
    fields = {field["field_code"]: field["values"][0]["value"] for field in card["custom_fields_values"]}
    assert fields == {"EMAIL": "kim@example.com", "PHONE": "+79261110022"}
    assert [tag["name"] for tag in card["_embedded"]["tags"]] == ["телеграм"]
    assert client.get(f"/api/v4/contacts/{known}/notes").status_code == 200
    assert client.get(f"/api/v4/contacts/{item.contact_id}").status_code == 204
    linked = client.get(f"/api/v4/leads/{deal}?with=contacts").json()["_embedded"]["contacts"]
    assert [each["id"] for each in linked] == [known]
    assert "entity_merged" in types(events(client, entity="contact", entity_id=known))


def test_what_the_known_contact_writes_next_is_his(client: httpx2.Client, world: World, deal: int) -> None:
    known = new(client, "contacts", name="Мария Ким")
    item = came(world, contact=maria())
    talk_id = write(world, contact_id=item.contact_id).talk_id
    address = {"url": "https://shop.example/", "metadata": {"entity_type": "contacts", "entity_id": item.contact_id}}
    [short] = client.post("/api/v4/short_links", json=[address]).json()["_embedded"]["short_links"]

    link(client, item.uid, deal, metadata={"contact_id": known}).raise_for_status()

    assert write(world, "Вы здесь?").talk_id == talk_id
    talk = client.get(f"/api/v4/talks/{talk_id}").json()
    assert (talk["contact_id"], talk["entity_id"]) == (known, deal)
    client.get(short["url"])
    assert "link_followed" in types(events(client, entity="contact", entity_id=known))


def test_a_customer_is_a_target_as_well(client: httpx2.Client, world: World) -> None:
    [buyer] = client.post("/api/v4/customers", json=[{"name": "Мария", "next_date": 1900000000}]).json()["_embedded"][
        "customers"
    ]
    item = came(world, contact=maria())
    answer = link(client, item.uid, buyer["id"], "customers")
    assert list(answer.json()["_embedded"]) == ["customers", "contacts"]
    card = client.get(f"/api/v4/customers/{buyer['id']}?with=contacts").json()
    assert [each["id"] for each in card["_embedded"]["contacts"]] == [item.contact_id]


@pytest.mark.parametrize("category", ["sip", "forms"])
def test_calls_and_forms_are_deals_of_their_own(client: httpx2.Client, world: World, deal: int, category: str) -> None:
    item = came(world, category)
    answer = link(client, item.uid, deal)
    assert (answer.status_code, answer.json()["detail"][:25]) == (400, "Only requests of chats an")
    assert client.get(f"{UNSORTED}/{item.uid}").status_code == 200


def test_what_is_not_there_is_no_target(client: httpx2.Client, world: World, deal: int) -> None:
    item = came(world)
    for id in (5, item.lead_id):
        assert paths(link(client, item.uid, id)) == ["link.entity_id"]
    assert paths(link(client, item.uid, 5, "customers")) == ["link.entity_id"]
    assert paths(link(client, item.uid, deal, metadata={"contact_id": 5})) == ["link.metadata.contact_id"]
    for kind in ("contacts", "companies", "tasks", "lead", None):
        assert paths(link(client, item.uid, deal, kind)) == ["link.entity_type"]
    assert paths(client.post(f"{UNSORTED}/{item.uid}/link", json={})) == ["link"]
    assert link(client, "nonsense", deal).status_code == 404
    assert client.get(f"{UNSORTED}/{item.uid}").status_code == 200
    link(client, item.uid, deal, metadata=[]).raise_for_status()
    assert link(client, item.uid, deal).status_code == 400


def test_the_target_must_be_ones_own_to_change(
    client: httpx2.Client, client_of: ClientOf, world: World, deal: int
) -> None:
    draft = UserDraft(name="Вера Лаптева", email="vera@romashka.example", rights=rights_with(edit="M"))
    vera = client_of(world.do(users.add, [draft])[0])
    item = came(world)
    assert link(vera, item.uid, deal).status_code == 403
    assert link(client_of(world.egor), item.uid, deal).status_code == 404
    assert client.get(f"{UNSORTED}/{item.uid}").status_code == 200


def test_receivers_are_told_where_it_went_and_in_whose_name(client: httpx2.Client, world: World, deal: int) -> None:
    item, to = came(world), {"entity_id": deal, "entity_type": "leads"}
    path = f"{UNSORTED}/{item.uid}/link"
    assert paths(client.post(path, json={"link": to, "user_id": 5})) == ["user_id"]
    body = {"link": to, "user_id": world.anna.id}
    [notice] = notices(client, world, "delete_unsorted", lambda: client.post(path, json=body).raise_for_status())
    assert notice["unsorted[delete][0][modified_user_id]"] == str(world.anna.id)
    assert notice["unsorted[delete][0][action]"] == "accept"
    assert notice["unsorted[delete][0][accept_result][leads][0]"] == str(deal)
