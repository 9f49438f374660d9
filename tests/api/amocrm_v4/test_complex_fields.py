"""Each field that complex creation takes of a lead, its contact and its company: sent alone, and read on the card."""

from typing import Any

import httpx2
import pytest
from msgspec import inspect

from tests.api.amocrm_v4.complex import PHONE, add
from tests.world import World
from voronka.contract.amocrm_v4.leads_complex import ComplexCompany, ComplexContact, LeadComplex
from voronka.domain.leads import Lead
from voronka.domain.pipelines import LOST, WON
from voronka.services import leads

Row = tuple[dict[str, Any], dict[str, Any]]  # what is sent, what the card then says

PEOPLE = (
    *("name", "responsible_user_id", "created_by", "updated_by", "created_at", "updated_at"),
    *("custom_fields_values", "tags_to_add", "_embedded.tags", "request_id", "id"),
)
FIELDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "leads": (
        LeadComplex,
        (
            *(name for name in PEOPLE if name != "id"),
            *("price", "status_id", "pipeline_id", "closed_at", "loss_reason_id", "visitor_uid"),
            *("_embedded.contacts", "_embedded.companies", "_embedded.metadata", "_embedded.source"),
        ),
    ),
    "contacts": (ComplexContact, (*PEOPLE, "first_name", "last_name")),
    "companies": (ComplexCompany, PEOPLE),
}
EACH = [(part, field) for part, (_, fields) in FIELDS.items() for field in fields]


@pytest.mark.parametrize(("part", "field"), EACH)
def test_a_field_alone_is_read_as_it_was_sent(client: httpx2.Client, world: World, part: str, field: str) -> None:
    sent, expected = rows(client, world, part)[field]
    [made] = add(client, sent if part == "leads" else {"_embedded": {part: [sent]}})
    read = card(client, world, part, made)
    assert {name: read[name] for name in expected} == expected


@pytest.mark.parametrize("part", FIELDS)
def test_no_field_is_forgotten(part: str) -> None:
    type_, fields = FIELDS[part]
    assert set(names(inspect.type_info(type_))) == set(fields)


def names(type_: Any) -> list[str]:
    found: list[str] = []
    for field in type_.fields:
        members = field.type.types if isinstance(field.type, inspect.UnionType) else ()
        inside = next((each for each in members if isinstance(each, inspect.StructType)), None)
        below = [f"{field.encode_name}.{name}" for name in names(inside)] if inside else [field.encode_name]
        found += below if field.encode_name == "_embedded" else [field.encode_name]
    return found


def rows(client: httpx2.Client, world: World, part: str) -> dict[str, Row]:
    same = lambda **values: (values, values)  # noqa: E731
    shared: dict[str, Row] = {
        "name": same(name="Ромашка"),
        "responsible_user_id": (
            {"responsible_user_id": world.anna.id},
            {"responsible_user_id": world.anna.id, "group_id": world.shops.id},
        ),
        "created_by": same(created_by=0),
        "updated_by": same(updated_by=world.oleg.id),
        "created_at": same(created_at=1_600_000_000),
        "updated_at": same(updated_at=1_600_000_100),
        "tags_to_add": ({"tags_to_add": [{"name": "опт"}]}, {"tags": ["опт"]}),
        "_embedded.tags": ({"_embedded": {"tags": [{"name": "VIP"}]}}, {"tags": ["VIP"]}),
        "request_id": ({"request_id": "r-1"}, {"request_id": ["r-1"] if part == "leads" else ["0"]}),
    }
    return shared | (of_leads(client, world) if part == "leads" else of_others(client, part))


def of_others(client: httpx2.Client, part: str) -> dict[str, Row]:
    [there] = client.post(f"/api/v4/{part}", json=[{"name": "Полюс"}]).json()["_embedded"][part]
    return {
        "id": ({"id": there["id"], "name": "Другое имя"}, {"id": there["id"], "name": "Полюс"}),
        "custom_fields_values": ({"custom_fields_values": [PHONE]}, {"values": ["+79990001122"]}),
        "first_name": ({"first_name": "Мария"}, {"first_name": "Мария", "last_name": ""}),
        "last_name": ({"last_name": "Ким"}, {"first_name": "", "last_name": "Ким"}),
    }


def of_leads(client: httpx2.Client, world: World) -> dict[str, Row]:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    service = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]["id"]
    [field] = client.post("/api/v4/leads/custom_fields", json=[{"type": "text", "name": "Повод"}]).json()["_embedded"][
        "custom_fields"
    ]
    client.post("/api/v4/sources", json=[{"name": "Лендинг", "external_id": "l"}]).raise_for_status()
    sales, reason = world.facts.main_pipeline, next(iter(world.facts.loss_reasons))
    filled = [{"field_id": field["id"], "values": [{"value": "Свадьба"}]}]
    lost = {"status_id": LOST, "loss_reason_id": reason}
    won = {"status_id": WON, "closed_at": 1_600_000_050}
    return {
        "price": ({"price": 12000.5}, {"price": 12000, "price_with_minor_units": 12000.5}),
        "status_id": ({"status_id": sales.statuses[2].id}, {"status_id": sales.statuses[2].id}),
        "pipeline_id": ({"pipeline_id": service}, {"pipeline_id": service}),
        "closed_at": (won, won),
        "loss_reason_id": (lost, lost),
        "visitor_uid": ({"visitor_uid": "b7d0c1a2"}, {"visitor_uid": "b7d0c1a2"}),
        "custom_fields_values": ({"custom_fields_values": filled}, {"values": ["Свадьба"]}),
        "_embedded.contacts": ({"_embedded": {"contacts": [{"name": "Мария"}]}}, {"contacts": ["Мария"]}),
        "_embedded.companies": ({"_embedded": {"companies": [{"name": "Полюс"}]}}, {"companies": ["Полюс"]}),
        "_embedded.metadata": (
            {"_embedded": {"metadata": {"category": "forms", "form_id": "f7"}}, "status_id": WON},
            {"status_id": sales.unsorted_status.id, "waiting": ["f7"]},
        ),
        "_embedded.source": (
            {"_embedded": {"source": {"external_id": "l", "type": "widget"}}},
            {"source": "Лендинг"},
        ),
    }


def card(client: httpx2.Client, world: World, part: str, made: dict[str, Any]) -> dict[str, Any]:
    """As it is read, with what is known of it elsewhere."""
    id = made[{"leads": "id", "contacts": "contact_id", "companies": "company_id"}[part]]
    read = client.get(f"/api/v4/{part}/{id}?with=contacts,source").json()
    around = read["_embedded"]
    filled = read["custom_fields_values"] or []
    known: dict[str, Any] = {
        "tags": [tag["name"] for tag in around["tags"]],
        "values": [value["value"] for field in filled for value in field["values"]],
        "request_id": made["request_id"],
    }
    if part == "leads":
        for kind in ("contacts", "companies"):
            known[kind] = [client.get(f"/api/v4/{kind}/{each['id']}").json()["name"] for each in around[kind]]
        known["source"] = around["source"] and around["source"]["name"]
        lead: Lead = world.do(leads.get, id).record
        known["visitor_uid"] = lead.visitor_uid  # no API reads it
        unsorted = client.get("/api/v4/leads/unsorted")
        waiting = unsorted.json()["_embedded"]["unsorted"] if unsorted.content else []
        known["waiting"] = [item["metadata"]["form_id"] for item in waiting]
    return read | known
