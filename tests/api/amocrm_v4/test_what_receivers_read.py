"""Each event that there is to subscribe to happens, and its notices have the keys that receivers look for."""

import re
from collections import defaultdict
from urllib.parse import parse_qsl

import httpx2
from sqlalchemy import select

from tests.api.amocrm_v4 import incoming
from tests.api.amocrm_v4.happenings import change, new, post
from tests.renderers import RENDERERS
from tests.world import World
from voronka.domain.pipelines import WON
from voronka.domain.talks import Incoming
from voronka.domain.webhooks import EVENTS
from voronka.hooks import fanout
from voronka.services import companies, contacts, customers, elements, leads, receiving, subscriptions, talks, tasks
from voronka.services.subscriptions import Subscription
from voronka.services.work import Work
from voronka.store.tables import deliveries

RECORDS = {"leads": leads, "contacts": contacts, "companies": companies, "customers": customers}

# `contacts[add][0][tags][1][name]` is written `tags.name`.
DATES = "last_modified modified_user_id created_user_id date_create created_at updated_at account_id"
FIELDS = "custom_fields.id custom_fields.name custom_fields.code custom_fields.values.value custom_fields.values.enum"
WHOLE = f"id name responsible_user_id {DATES} tags.id tags.name {FIELDS}"
LEAD = f"{WHOLE} status_id price pipeline_id"
COMPANY = f"{WHOLE} type group_id"
CONTACT = f"{COMPANY} linked_company_id company_name"
CUSTOMER = f"""{WHOLE} next_price status_id period_id periodicity ltv purchases_count average_check main_user_id
    date_modify group_id"""
ELEMENT = f"id catalog_id name {DATES} {FIELDS}"
TASK = f"""id element_id element_type task_type text status complete_till complete_before responsible_user_id {DATES}"""
DONE = f"{TASK} result.id result.text"
NOTE = """note.id note.note_type note.text note.attachement note.element_id note.element_type note.account_id
    note.created_by note.modified_by note.main_user_id note.group_id note.date_create note.timestamp_x note.metadata
    note.created_at note.updated_at"""
TALK = "talk_id created_at updated_at rate contact_id chat_id entity_id entity_type is_in_work is_read origin"
MESSAGE = """id chat_id talk_id contact_id text created_at message_type element_type entity_type element_id entity_id
    type author.id author.type author.name origin"""
REQUEST = """uid source_uid source_name category lead_id pipeline_id created_at source_data data.leads.id
    data.leads.name data.contacts.id data.companies.id"""
SORTED = "action uid category created_at modified_user_id accept_result.leads decline_result.leads"

OWNER = "old_responsible_user_id"
LINKED = "linked_leads_id.ID"

# By event: the family of keys and what is in it.
KEYS = {
    "add_lead": ("leads", LEAD),
    "update_lead": ("leads", LEAD),
    "status_lead": ("leads", f"{LEAD} old_status_id old_pipeline_id"),
    "responsible_lead": ("leads", f"{LEAD} {OWNER}"),
    "delete_lead": ("leads", "id status_id pipeline_id"),
    "restore_lead": ("leads", LEAD),
    "note_lead": ("leads", NOTE),
    "add_contact": ("contacts", CONTACT),
    "update_contact": ("contacts", f"{CONTACT} {LINKED}"),
    "responsible_contact": ("contacts", f"{CONTACT} {LINKED} {OWNER}"),
    "delete_contact": ("contacts", "id type"),
    "restore_contact": ("contacts", f"{CONTACT} {LINKED}"),
    "note_contact": ("contacts", NOTE),
    "add_company": ("contacts", COMPANY),
    "update_company": ("contacts", f"{COMPANY} {LINKED}"),
    "responsible_company": ("contacts", f"{COMPANY} {LINKED} {OWNER}"),
    "delete_company": ("contacts", "id type"),
    "restore_company": ("contacts", f"{COMPANY} {LINKED}"),
    "note_company": ("contacts", NOTE),
    "add_customer": ("customers", CUSTOMER),
    "update_customer": ("customers", f"{CUSTOMER} next_date"),
    "responsible_customer": ("customers", f"{CUSTOMER} next_date {OWNER}"),
    "delete_customer": ("customers", "id"),
    "note_customer": ("customers", NOTE),
    "add_task": ("task", TASK),
    "update_task": ("task", f"{DONE} action_close old_text"),
    "responsible_task": ("task", f"{DONE} action_close old_text {OWNER}"),
    "delete_task": ("task", DONE),
    "add_catalog_element": ("catalogs", ELEMENT),
    "update_catalog_element": ("catalogs", ELEMENT),
    "delete_catalog_element": ("catalogs", ELEMENT),
    "add_talk": ("talk", TALK),
    "update_talk": ("talk", TALK),
    "add_message": ("message", f"{MESSAGE} attachment.type attachment.link attachment.file_name"),
    "add_outgoing_message": ("outgoing_message", MESSAGE),
    "add_chat_template_review": ("chat_template_review", "id template_id source_id status created_at updated_at"),
    "add_unsorted": ("unsorted", REQUEST),
    "update_unsorted": ("unsorted", REQUEST),
    "delete_unsorted": ("unsorted", SORTED),
}


def test_every_event_arrives_with_its_keys(client: httpx2.Client, world: World) -> None:
    everything = Subscription(destination="http://127.0.0.1:9/hook", settings=sorted(EVENTS))
    world.do_as(world.irina, subscriptions.subscribe, everything)
    live_through_records(client, world)
    do_a_task(client, world)
    sell_roses(client, world)
    talk(client, world)
    send_a_template_to_review(client)
    sort_requests(client)

    told = world.do(what_is_told)

    assert told.keys() == EVENTS == KEYS.keys()
    for event, (family, keys) in KEYS.items():
        action = event.partition("_")[0]
        assert told[event] == {f"{family}.{action}.{key}" for key in keys.split()} | ACCOUNT, event


ACCOUNT = {"account.subdomain", "account.id", "account._links.self"}


def what_is_told(work: Work) -> dict[str, set[str]]:
    """By event: the keys of all its notices. What a request was sent with is the sender's own."""
    fanout.fan_out(work, RENDERERS, 1000)
    ours = select(deliveries.c.event, deliveries.c.body).where(deliveries.c.account_id == work.account_id)
    told: dict[str, set[str]] = defaultdict(set)
    for row in work.connection.execute(ours):
        for key, _ in parse_qsl(row.body, keep_blank_values=True):
            dotted = re.sub(r"\[\d+\]", "", key).replace("[", ".").replace("]", "")
            told[row.event].add(re.sub(r"source_data\..*", "source_data", dotted))
    return told


COLOUR = {"name": "Цвет", "type": "select", "code": "COLOUR", "enums": [{"value": "красный"}]}
RED = {"custom_fields_values": [{"field_code": "COLOUR", "values": [{"value": "красный"}]}]}


SERVICE = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}


def live_through_records(client: httpx2.Client, world: World) -> None:
    ids: dict[str, int] = {}
    [service] = post(
        client, "leads/pipelines", {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    )
    for entity in RECORDS:
        post(client, f"{entity}/custom_fields", COLOUR)
        ids[entity] = new(client, entity, tags_to_add=[{"name": "Опт"}], **RED)
    lead = {"to_entity_type": "leads", "to_entity_id": ids["leads"]}
    firm = {"to_entity_type": "companies", "to_entity_id": ids["companies"]}
    post(client, f"contacts/{ids['contacts']}/link", lead, firm)
    post(client, f"companies/{ids['companies']}/link", lead)
    told_apart = {"leads": {"status_id": WON, "pipeline_id": service["id"]}, "customers": {"next_date": 2_000_000_000}}
    for entity, id in ids.items():
        change(client, id, entity, responsible_user_id=world.anna.id, **told_apart.get(entity, {}))
        post(client, f"{entity}/{id}/notes", {"note_type": "common", "params": {"text": "Ждёт"}})
    for entity, id in ids.items():
        world.do(RECORDS[entity].delete, [id])
        world.do(RECORDS[entity].restore, [id])


def do_a_task(client: httpx2.Client, world: World) -> None:
    card = {"entity_id": new(client), "entity_type": "leads"}
    [task] = post(client, "tasks", {"text": "Позвонить", "complete_till": 5, **card})
    done = {"is_completed": True, "result": {"text": "Придёт"}}
    change(client, task["id"], "tasks", text="Зайти", responsible_user_id=world.anna.id, **done)
    world.do(tasks.delete, [task["id"]])


def sell_roses(client: httpx2.Client, world: World) -> None:
    flowers = new(client, "catalogs")
    post(client, f"catalogs/{flowers}/custom_fields", COLOUR)
    rose = new(client, f"catalogs/{flowers}/elements", **RED)
    change(client, rose, f"catalogs/{flowers}/elements", name="Роза")
    world.do(elements.delete, flowers, [rose])


def talk(client: httpx2.Client, world: World) -> None:
    maria = new(client, "contacts")
    new(client, _embedded={"contacts": [{"id": maria}]})
    photo = {"type": "picture", "link": "https://romashka.example/1.jpg", "file_name": "1.jpg"}
    chat_id = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"
    asked = Incoming(chat_id=chat_id, author="Мария", message_type="picture", attachment=photo, contact_id=maria)
    id = world.do_as(world.irina, receiving.receive, asked).talk_id
    world.do_as(world.irina, talks.send, id, "Есть")
    client.post(f"/api/v4/talks/{id}/close", json={}).raise_for_status()


def send_a_template_to_review(client: httpx2.Client) -> None:
    whatsapp = {"type": "whatsapp", "params": {"waba": True}, "pages": []}
    post(client, "sources", {"name": "WhatsApp", "external_id": "wa", "services": [whatsapp]})
    offer = {"name": "Акция", "content": "Пионы по {{1}}", "type": "waba", "waba_examples": {"{{1}}": "100 ₽"}}
    made = client.post("/api/v4/chats/templates", json=[offer]).json()["_embedded"]["chat_templates"]
    client.post(f"/api/v4/chats/templates/{made[0]['id']}/review").raise_for_status()


def sort_requests(client: httpx2.Client) -> None:
    """One goes to another pipeline and is accepted, one is declined."""
    [*_, service] = client.get("/api/v4/leads/pipelines").json()["_embedded"]["pipelines"]
    elsewhere = {"pipeline_id": service["id"], "status_id": service["_embedded"]["statuses"][0]["id"]}
    [kept] = incoming.add(client, "forms", incoming.form())
    change(client, incoming.ends(kept)["leads"], **elsewhere)
    client.post(f"{incoming.UNSORTED}/{kept['uid']}/accept", json={}).raise_for_status()
    [unwanted] = incoming.add(client, "sip", incoming.call())
    client.request("DELETE", f"{incoming.UNSORTED}/{unwanted['uid']}/decline", json={}).raise_for_status()
