"""Bodies as amoCRM's own PHP client builds them: all keys of a model, nulls among them, read items sent back whole."""

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from tests.world import World
from voronka.domain.pipelines import LOST

Json = dict[str, Any]

FIELDS = {  # type → the value as the client's model of that type writes it
    "text": {"value": "Пионы"},
    "numeric": {"value": 12},
    "checkbox": {"value": True},
    "select": {"value": None, "enum_id": None, "enum_code": "RED"},
    "multiselect": {"value": "Белый", "enum_id": None, "enum_code": None},
    "date": {"value": "2031-03-07T21:00:00+00:00"},
    "date_time": {"value": "2031-03-08T10:30:00+00:00"},
}
ENUMS = [{"value": "Алый", "sort": 1, "code": "RED"}, {"value": "Белый", "sort": 2}]


@pytest.fixture
def fields(client: httpx2.Client) -> dict[str, int]:
    """A field of each type; by type its id."""
    body = [{"type": type, "name": type} | ({"enums": ENUMS} if "select" in type else {}) for type in FIELDS]
    made = client.post("/api/v4/leads/custom_fields", json=body).json()["_embedded"]["custom_fields"]
    return {field["type"]: field["id"] for field in made}


def refs(answer: httpx2.Response, entity: str) -> list[Json]:
    assert answer.status_code == 200, answer.text
    return answer.json()["_embedded"][entity]


def new(client: httpx2.Client, entity: str, **model: Any) -> int:
    return refs(client.post(f"/api/v4/{entity}", json=[{**model, "request_id": "0"}]), entity)[0]["id"]


def read(client: httpx2.Client, entity: str, id: int) -> Json:
    return client.get(f"/api/v4/{entity}/{id}", params={"with": "contacts,loss_reason,source_id,source"}).json()


def value_model(value: Json, type: str) -> Json:
    """A value that was read, as the client writes it: moments as texts in the time zone of PHP."""
    if type in ("date", "date_time"):
        return {"value": datetime.fromtimestamp(value["value"], UTC).isoformat()}
    return value


def update_model(record: Json) -> Json:
    """What `updateOne` sends of a record that was read."""
    plain = ("id", "name", "responsible_user_id", "created_by", "updated_by", "created_at")
    optional = ("first_name", "last_name", "status_id", "pipeline_id", "closed_at")
    model = {key: record[key] for key in plain} | {key: record[key] for key in optional if record.get(key) is not None}
    if "price_with_minor_units" in record:
        model["price"] = float(record["price_with_minor_units"])
    if record.get("status_id") == LOST and record["loss_reason_id"]:
        model["loss_reason_id"] = record["loss_reason_id"]
    if record["custom_fields_values"]:
        model["custom_fields_values"] = [
            {
                "field_id": field["field_id"],
                "field_code": field["field_code"],
                "values": [value_model(value, field["field_type"]) for value in field["values"]],
            }
            for field in record["custom_fields_values"]
        ]
    if record["_embedded"]["tags"]:
        model["_embedded"] = {"tags": [{"name": tag["name"], "id": tag["id"]} for tag in record["_embedded"]["tags"]]}
    return model | {"request_id": "0"}


def test_a_lead_with_everything_in_it(client: httpx2.Client, world: World, fields: dict[str, int]) -> None:
    person, firm = new(client, "contacts", name="Мария Ким"), new(client, "companies", name="ООО Полюс")
    pipeline = world.facts.main_pipeline
    reason = next(iter(world.facts.loss_reasons))
    lead = {
        "name": "Ремонт кухни",
        "price": 180000.55,
        "responsible_user_id": world.anna.id,
        "status_id": LOST,
        "pipeline_id": pipeline.id,
        "loss_reason_id": reason,
        "created_by": 0,
        "updated_by": 0,
        "created_at": 1_750_000_000,
        "closed_at": 1_750_009_000,
        "custom_fields_values": [
            {"field_id": fields[type], "field_code": None, "values": [value]} for type, value in FIELDS.items()
        ],
        "visitor_uid": "b7d0c1a2",
        "_embedded": {
            "tags": [{"name": "Сайт"}],
            "contacts": [{"id": person, "is_main": False}],
            "companies": [{"id": firm}],
            "source": {"type": "widget", "external_id": "landing"},
        },
    }
    client.post("/api/v4/sources", json=[{"name": "Посадочная", "external_id": "landing"}]).raise_for_status()
    second = {"name": "Ещё одна", "request_id": "1"}
    first_ref, second_ref = refs(client.post("/api/v4/leads", json=[{**lead, "request_id": "0"}, second]), "leads")
    assert (first_ref["request_id"], second_ref["request_id"]) == ("0", "1")
    made = read(client, "leads", first_ref["id"])
    same = ("name", "responsible_user_id", "status_id", "pipeline_id", "created_by", "updated_by", "created_at")
    assert {key: made[key] for key in same} == {key: lead[key] for key in same}
    assert (made["price"], made["price_with_minor_units"], made["closed_at"]) == (180000, 180000.55, 1_750_009_000)
    assert made["group_id"] == world.shops.id
    embedded = made["_embedded"]
    assert [(each["id"], each["is_main"]) for each in embedded["contacts"]] == [(person, True)]
    assert [each["id"] for each in embedded["companies"]] == [firm]
    assert [each["id"] for each in embedded["loss_reason"]] == [reason]
    assert {field["field_type"]: field["values"][0]["value"] for field in made["custom_fields_values"]} == {
        "text": "Пионы",
        "numeric": "12",
        "checkbox": True,
        "select": "Алый",
        "multiselect": "Белый",
        "date": 1930683600,
        "date_time": 1930732200,
    }


@pytest.mark.parametrize("entity", ["leads", "contacts", "companies"])
def test_what_was_read_and_sent_back_changes_nothing(
    client: httpx2.Client, world: World, entity: str, fields: dict[str, int]
) -> None:
    values = [{"field_id": fields[type], "values": [value]} for type, value in FIELDS.items()]
    if entity != "leads":
        values = [{"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22", "enum_code": "MOB"}]}]
    id = new(client, entity, name="Мария", custom_fields_values=values, tags_to_add=[{"name": "VIP"}])
    before = read(client, entity, id)
    model = update_model(before)
    answer = client.patch(f"/api/v4/{entity}/{id}", json=model)
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"] == id
    [ref] = refs(client.patch(f"/api/v4/{entity}", json=[model | {"request_id": "7"}]), entity)
    assert ref["request_id"] == "7"
    assert read(client, entity, id) == before


def test_a_lost_lead_keeps_its_reason_after_the_reason_was_deleted(client: httpx2.Client, world: World) -> None:
    reason = next(iter(world.facts.loss_reasons))
    id = new(client, "leads", status_id=LOST, loss_reason_id=reason)
    assert client.delete(f"/api/v4/leads/loss_reasons/{reason}").status_code == 204
    answer = client.patch(f"/api/v4/leads/{id}", json=update_model(read(client, "leads", id)) | {"price": 5.0})
    assert answer.status_code == 200, answer.text
    lead = read(client, "leads", id)
    assert (lead["price"], lead["loss_reason_id"], lead["_embedded"]["loss_reason"]) == (5, reason, [])
    other = new(client, "leads")
    assert client.patch(f"/api/v4/leads/{other}", json={"status_id": LOST, "loss_reason_id": reason}).status_code == 400


def test_a_new_last_name_beside_the_old_whole_one_makes_a_new_whole(client: httpx2.Client) -> None:
    id = new(client, "contacts", first_name="Мария", last_name="Ким")
    model = update_model(read(client, "contacts", id)) | {"last_name": "Лин"}
    assert client.patch(f"/api/v4/contacts/{id}", json=model).json()["name"] == "Мария Лин"


def test_a_name_of_its_own_stays_when_its_parts_are_sent_back(client: httpx2.Client) -> None:
    id = new(client, "contacts", name="Мария с рынка", first_name="Мария", last_name="Ким")
    model = update_model(read(client, "contacts", id))
    assert client.patch(f"/api/v4/contacts/{id}", json=model).json()["name"] == "Мария с рынка"
    both = {"name": "Маша", "last_name": "Лин"}
    assert client.patch(f"/api/v4/contacts/{id}", json=both).json()["name"] == "Маша"


@pytest.mark.parametrize("entity", ["leads", "contacts", "companies"])
def test_a_null_is_nothing_sent(client: httpx2.Client, entity: str) -> None:
    names = {"first_name": "Мария", "last_name": "Ким"} if entity == "contacts" else {}
    id = new(client, entity, name="Мария", tags_to_add=[{"name": "VIP"}], **names)
    before = read(client, entity, id)
    more = ("request_id", "visitor_uid", "tags_to_add", "tags_to_delete", "loss_reason_id", "price")
    nulls = dict.fromkeys([*before, *more])
    assert refs(client.post(f"/api/v4/{entity}", json=[nulls]), entity)[0]["request_id"] == "0"
    assert client.patch(f"/api/v4/{entity}/{id}", json=nulls).status_code == 200
    assert client.patch(f"/api/v4/{entity}", json=[nulls | {"id": id}]).status_code == 200
    assert read(client, entity, id) == before


def test_nulls_inside_embedded(client: httpx2.Client) -> None:
    embedded = dict.fromkeys(["tags", "contacts", "companies", "source"])
    assert refs(client.post("/api/v4/leads", json=[{"_embedded": embedded}]), "leads")
    answer = client.post("/api/v4/leads/complex", json=[{"_embedded": {**embedded, "metadata": None}}])
    assert answer.json()[0]["contact_id"] is None
    sourceless = {"_embedded": {"source": {"type": None, "external_id": None}}}
    assert refs(client.post("/api/v4/leads", json=[sourceless]), "leads")


def test_nulls_of_tags(client: httpx2.Client) -> None:
    [tag] = refs(client.post("/api/v4/leads/tags", json=[{"name": "VIP", "color": None, "request_id": None}]), "tags")
    nulls = {"id": tag["id"], "name": None, "color": None, "request_id": None}
    assert refs(client.patch("/api/v4/leads/tags", json=[nulls]), "tags") == [tag]


def test_links_of_a_model_carry_all_five_keys(client: httpx2.Client, world: World) -> None:
    lead, person = new(client, "leads"), new(client, "contacts", name="Мария")
    firm = new(client, "companies", name="ООО Полюс")
    bare: Json = dict.fromkeys(["entity_type", "entity_id"])
    body = [
        {**bare, "to_entity_type": "contacts", "to_entity_id": person, "metadata": {"updated_by": 0, "is_main": True}},
        {**bare, "to_entity_type": "companies", "to_entity_id": firm, "metadata": None},
    ]
    links = refs(client.post(f"/api/v4/leads/{lead}/link", json=body), "links")
    assert [link["metadata"] for link in links] == [{"main_contact": True}, None]
    held = refs(client.get(f"/api/v4/leads/{lead}/links"), "links")
    sent_back = [{**bare, **link} for link in held]
    assert client.post(f"/api/v4/leads/{lead}/link", json=sent_back).status_code == 200
    assert refs(client.get(f"/api/v4/leads/{lead}/links"), "links") == held
    assert client.post(f"/api/v4/leads/{lead}/unlink", json=sent_back).status_code == 204
    assert refs(client.get(f"/api/v4/leads/{lead}/links"), "links") == []


def test_a_complex_lead_of_models_that_were_read(client: httpx2.Client, world: World) -> None:
    """The client puts whole models in, ids and all: an id alone decides, what stands beside it changes nothing."""
    person, firm = new(client, "contacts", name="Мария"), new(client, "companies", name="ООО Полюс")
    contact, company = (update_model(read(client, *end)) for end in (("contacts", person), ("companies", firm)))
    del contact["request_id"], company["request_id"]
    body = {
        "name": "Заявка",
        "price": 12000.0,
        "_embedded": {"contacts": [contact | {"name": "Иначе"}], "companies": [company], "tags": [{"name": "Сайт"}]},
        "request_id": "0",
    }
    [made] = client.post("/api/v4/leads/complex", json=[body]).json()
    assert made == {"id": made["id"], "contact_id": person, "company_id": firm, "request_id": ["0"], "merged": False}
    assert read(client, "contacts", person)["name"] == "Мария"
