"""Answers are plain dicts; here they are held against the wire types, through the OpenAPI made from them."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from jsonschema import Draft202012Validator

from voronka.api.amocrm_v4.routes import HANDLERS
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.openapi import document
from voronka.contract.operation import Operation

Misfits = Callable[[Operation, httpx2.Response], list[str]]

WITH = {
    "leads": "contacts,loss_reason,catalog_elements,source,source_id,is_price_modified_by_robot",
    "contacts": "leads,customers,catalog_elements",
    "companies": "contacts,leads,customers,catalog_elements",
    "account": "amojo_id,uuid,amojo_rights,users_groups,task_types,version,entity_names,datetime_settings,drive_url,"
    "is_api_filter_enabled,invoices_settings",
    "users": "role,group,uuid,amojo_id,user_rank,phone_number",
    "statuses": "descriptions",
    "leads.notes": "is_pinned",
    "events": "contact_name,lead_name,company_name",
}
READS = [each for each in OPERATIONS if each.method == "GET" and each.answer is not None and each.name in HANDLERS]
BY_ADDRESS = {(each.method, each.path): each for each in OPERATIONS}


@pytest.fixture(scope="module")
def described():
    return document(OPERATIONS, title="Voronka", version="1", server="/")


@pytest.fixture
def misfits(described: dict[str, Any]):
    def misfits(operation: Operation, answer: httpx2.Response):
        """Where the answer is not what the operation's type says."""
        known = described["paths"][operation.path][operation.method.lower()]["responses"]
        content = known.get(str(answer.status_code), {}).get("content")
        if "$ref" in known.get(str(answer.status_code), {}):
            content = described["components"]["responses"][str(answer.status_code)]["content"]
        if content is None:
            return [] if not answer.content else [f"{answer.status_code} with a body"]
        media = answer.headers["content-type"].partition(";")[0]
        schema = {**content[media]["schema"], "components": described["components"]}
        found = Draft202012Validator(schema).iter_errors(answer.json())
        return [f"{operation.name}: {error.json_path}: {error.message[:200]}" for error in found]

    return misfits


@pytest.fixture
def deal(client: httpx2.Client):
    """A lead with a contact, a company and tags, closed and reopened, so that every list has something to show."""
    contact = add(client, "contacts", {"name": "Мария Ким", "tags_to_add": [{"name": "VIP"}], **phone("+79261110022")})
    company = add(client, "companies", {"name": "ООО Ветер"})
    embedded = {"contacts": [{"id": contact}], "companies": [{"id": company}], "tags": [{"name": "Сайт"}]}
    lead = add(client, "leads", {"name": "Букеты к 8 марта", "price": 48000.5, "_embedded": embedded})
    client.patch(f"/api/v4/leads/{lead}", json={"status_id": 143})
    add(client, "tasks", {"text": "Позвонить", "complete_till": 1, "entity_id": lead, "entity_type": "leads"})
    client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": "common", "params": {"text": "Ждёт"}}])
    return lead


def add(client: httpx2.Client, entity: str, item: dict[str, Any]):
    answer = client.post(f"/api/v4/{entity}", json=[item])
    assert answer.status_code == 200, answer.text
    return answer.json()["_embedded"][entity][0]["id"]


def phone(number: str):
    return {"custom_fields_values": [{"field_code": "PHONE", "values": [{"value": number, "enum_code": "MOB"}]}]}


def test_every_read_fits_its_type(client: httpx2.Client, deal: int, misfits: Misfits) -> None:
    pipeline = client.get("/api/v4/leads/pipelines").json()["_embedded"]["pipelines"][0]["id"]
    found, shown = [], set()
    for operation in READS:
        path = operation.path.replace("{pipeline_id}", str(pipeline)).replace("leads/{id}/links", f"leads/{deal}/links")
        if "{" in path or operation.name.startswith("oauth"):
            continue
        query: dict[str, Any] = {"with": WITH.get(operation.name.rpartition(".")[0], ""), "filter[entity_id]": deal}
        query |= {"filter[entity_type]": "leads"} if operation.name == "tasks.list" else {}
        answer = client.get(path, params=query)
        found += misfits(operation, answer)
        if answer.status_code == 200:
            shown.add(operation.name)
            found += [fault for href in selves(operation, answer.json()) for fault in one(client, href, query, misfits)]
    assert found == []
    assert {"leads.list", "contacts.list", "companies.list", "account.get", "users.list", "leads.notes.list"} <= shown
    assert "tasks.list" in shown


def selves(operation: Operation, body: Any):
    items = body["_embedded"][operation.key] if operation.key else []
    return [item["_links"]["self"]["href"] for item in items if "_links" in item]


def one(client: httpx2.Client, href: str, query: dict[str, Any], misfits: Misfits):
    """The item once more, by its own link."""
    path = client.get(href).url.path
    shape = ["{id}" if part == path.rpartition("/")[2] else part for part in path.split("/")]
    operation = BY_ADDRESS.get(("GET", "/".join(shape)))
    return misfits(operation, client.get(href, params=query)) if operation else []


def test_short_answers_of_writes_fit_their_types(client: httpx2.Client, deal: int, misfits: Misfits) -> None:
    by_name = {operation.name: operation for operation in OPERATIONS}
    change = {"name": "Букеты", "request_id": "a1"}
    assert misfits(by_name["leads.add"], client.post("/api/v4/leads", json=[change])) == []
    assert misfits(by_name["leads.update"], client.patch("/api/v4/leads", json=[{**change, "id": deal}])) == []
    assert misfits(by_name["leads.update_one"], client.patch(f"/api/v4/leads/{deal}", json=change)) == []
    note = {"note_type": "common", "params": {"text": "Ждёт"}, "entity_id": deal}
    added = client.post("/api/v4/leads/notes", json=[note])
    assert misfits(by_name["leads.notes.add"], added) == []
    [made] = added.json()["_embedded"]["notes"]
    assert misfits(by_name["leads.notes.update_one"], client.patch(f"/api/v4/leads/notes/{made['id']}", json={})) == []
    added = client.post("/api/v4/tasks", json=[{"text": "Позвонить", "complete_till": 1}])
    assert misfits(by_name["tasks.add"], added) == []
    [made] = added.json()["_embedded"]["tasks"]
    assert misfits(by_name["tasks.update_one"], client.patch(f"/api/v4/tasks/{made['id']}", json={})) == []
    assert misfits(by_name["leads.complex"], client.post("/api/v4/leads/complex", json=[change])) == []


@pytest.mark.parametrize("body", ["nonsense", "{}", "[]", '[{"name": 1}]', '[{"status_id": 5}]'])
def test_problems_fit_their_type(client: httpx2.Client, misfits: Misfits, body: Any) -> None:
    answer = client.post("/api/v4/leads", content=body)
    assert answer.status_code == 400
    assert misfits(BY_ADDRESS["POST", "/api/v4/leads"], answer) == []
