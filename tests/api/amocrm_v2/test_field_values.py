"""Values of all types of fields: in the spellings of v2, read back through v4 and the other way round, without loss."""

from typing import Any

import httpx2
import pytest
from msgspec import convert

from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v4.test_custom_fields import add_catalog
from tests.world import World
from voronka.api.amocrm_v2 import field_values
from voronka.contract.amocrm_v2.records import FieldWrite
from voronka.domain.errors import Problems
from voronka.domain.fields.definition import Field
from voronka.domain.fields.resolving import resolve
from voronka.domain.fields.types import TYPES
from voronka.domain.fields.writes import FieldWrite as DomainWrite
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.kinds import Kind
from voronka.services.work import Work

LATER = 2_000_000_000
ENUMS = [{"value": "Опт", "sort": 1}, {"value": 'Сад "Лютик"', "sort": 2}]
MADE: dict[str, dict[str, Any]] = {
    **{type_: {"enums": ENUMS} for type_ in ("select", "multiselect", "radiobutton")},
    "multitext": {"enums": [{"value": "WORK", "sort": 1}, {"value": "MOB", "sort": 2}]},
    "category": {
        "nested": [
            {"value": "Цветы", "request_id": "1", "sort": 1},
            {"value": "Розы", "parent_request_id": "1", "sort": 2},
        ]
    },
    "monetary": {"currency": "RUB"},
}

Values = list[Any]

# type → what is written through v2 (options by their place), what v2 then shows, what v4 shows
SPELLINGS: list[tuple[str, Values, Values, Values]] = [
    ("text", [{"value": 5}], [{"value": "5"}], [{"value": "5"}]),
    ("numeric", [{"value": "15.50"}], [{"value": "15.5"}], [{"value": "15.5"}]),
    ("checkbox", [{"value": "1"}], [{"value": "1"}], [{"value": True}]),
    ("checkbox", [{"value": False}], [{"value": "0"}], [{"value": False}]),
    ("url", [{"value": "romashka.example"}], [{"value": "romashka.example"}], [{"value": "romashka.example"}]),
    ("textarea", [{"value": "две\nстроки"}], [{"value": "две\nстроки"}], [{"value": "две\nстроки"}]),
    ("streetaddress", ["Садовая, 1"], [{"value": "Садовая, 1"}], [{"value": "Садовая, 1"}]),
    ("date", [{"value": "2018-02-02 00:00:00"}], [{"value": "2018-02-02 00:00:00"}], [{"value": 1517518800}]),
    ("date", [{"value": "02.02.2018"}], [{"value": "2018-02-02 00:00:00"}], [{"value": 1517518800}]),
    ("date", [{"value": "1517518800"}], [{"value": "2018-02-02 00:00:00"}], [{"value": 1517518800}]),
    ("birthday", [{"value": "1990-3-8"}], [{"value": "1990-03-08 00:00:00"}], [{"value": 636843600}]),
    ("date_time", [{"value": "02.02.2018 9:30"}], [{"value": "2018-02-02 09:30:00"}], [{"value": 1517553000}]),
    ("monetary", [{"value": "100"}], [{"value": "100"}], [{"value": "100"}]),
    ("tracking_data", [{"value": "yandex"}], [{"value": "yandex"}], [{"value": "yandex"}]),
]  # fmt: skip


@pytest.fixture
def fields(client: httpx2.Client, world: World) -> dict[str, Field]:
    """One field of a contact for each type that it may have."""
    types = [name for name, type_ in TYPES.items() if Kind.CONTACT in type_.owners]
    made = [{"type": name, "name": f"Поле {name}", **MADE.get(name, {})} for name in types]
    assert client.post("/api/v4/contacts/custom_fields", json=made).status_code == 201
    named = {field.name: field for field in world.facts.fields_of(Kind.CONTACT).by_id.values()}
    return {name: named[f"Поле {name}"] for name in types}


def shown(client: httpx2.Client, desk: Desk, id: int, field: Field) -> tuple[Any, Any]:
    """The values of the field as v2 and as v4 show them."""
    newer = client.get(f"/api/v4/contacts/{id}").json()["custom_fields_values"] or []
    mine = [each["values"] for each in desk.one("contacts", id)["custom_fields"] if each["id"] == field.id]
    theirs = [each["values"] for each in newer if each["field_id"] == field.id]
    return (mine or [None])[0], (theirs or [None])[0]


@pytest.mark.parametrize(("type_", "written", "v2", "v4"), SPELLINGS)
def test_spellings(
    client: httpx2.Client, desk: Desk, fields: dict[str, Field], type_: str, written: Values, v2: Values, v4: Values
) -> None:
    field = fields[type_]
    [id] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": str(field.id), "values": written}]})
    assert shown(client, desk, id, field) == (v2, v4)


@pytest.mark.parametrize(
    "spelling", ["id", "id as text", "text", "text as HTML", "id and text", "enum alone", "enum as text"]
)
@pytest.mark.parametrize("type_", ["select", "radiobutton", "multiselect"])
def test_an_option_in_every_spelling(
    client: httpx2.Client, desk: Desk, fields: dict[str, Field], type_: str, spelling: str
) -> None:
    field = fields[type_]
    option = field.enums[1]
    value = {
        "id": {"value": option.id},
        "id as text": {"value": str(option.id)},
        "text": {"value": option.value},
        "text as HTML": {"value": "Сад &quot;Лютик&quot;"},
        "id and text": {"value": option.id, "enum": option.value},
        "enum alone": {"enum": str(option.id)},
        "enum as text": {"value": option.value, "enum": option.id},
    }[spelling]
    [id] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": field.id, "values": [value]}]})
    mine, theirs = shown(client, desk, id, field)
    assert mine == [{"value": "Сад &quot;Лютик&quot;", "enum": option.id}]
    assert theirs[0]["enum_id"] == option.id


def test_a_multilist_is_a_bare_list_of_ids(client: httpx2.Client, desk: Desk, fields: dict[str, Field]) -> None:
    field = fields["multiselect"]
    ids = [option.id for option in field.enums]
    [id] = desk.add(
        "contacts", {"name": "Мария", "custom_fields": [{"id": field.id, "values": [str(id) for id in ids]}]}
    )
    mine, theirs = shown(client, desk, id, field)
    assert [each["enum"] for each in mine] == [each["enum_id"] for each in theirs] == ids


@pytest.mark.parametrize("label", ["MOB", 1])
def test_a_multitext_by_name_or_by_number(
    client: httpx2.Client, desk: Desk, fields: dict[str, Field], label: Any
) -> None:
    field = fields["multitext"]
    enum = field.enums[label].id if isinstance(label, int) else label
    values = [{"value": 84950000000, "enum": enum}, {"value": "8", "enum": 0}]
    [id] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": field.id, "values": values}]})
    mine, _ = shown(client, desk, id, field)
    assert mine == [{"value": "84950000000", "enum": field.enums[1].id}, {"value": "8", "enum": field.enums[0].id}]


def test_a_legal_entity_is_an_object(client: httpx2.Client, desk: Desk, fields: dict[str, Field]) -> None:
    field = fields["legal_entity"]
    entity = {"name": "ООО Лютик", "entity_type": 1, "vat_id": "7701", "kpp": "770101", "external_uid": "a7"}
    [id] = desk.add("contacts", {"name": "Мария", "custom_fields": [{"id": field.id, "values": [{"value": entity}]}]})
    [mine], [theirs] = shown(client, desk, id, field)
    assert mine["value"] == theirs["value"]
    assert {key: mine["value"][key] for key in entity} == entity


@pytest.mark.parametrize(
    ("type_", "value", "path"),
    [
        ("numeric", {"value": "много"}, "values.0.value"),
        ("date", {"value": "позавчера"}, "values.0.value"),
        ("checkbox", {"value": "да"}, "values.0.value"),
        ("select", {"value": "Никакой"}, "values.0.value"),
        ("multitext", {"value": "8", "enum": "NONE"}, "values.0.enum"),
        ("smart_address", {"value": "8", "subtype": "none"}, "values.0.enum"),
        ("legal_entity", {"value": "ООО"}, "values.0.value"),
    ],
)
def test_a_wrong_value_is_named(
    client: httpx2.Client, fields: dict[str, Field], type_: str, value: dict[str, Any], path: str
) -> None:
    contact = {"name": "Мария", "custom_fields": [{"id": fields[type_].id, "values": [value]}]}
    answer = client.post("/api/v2/contacts", json={"add": [contact]})
    assert answer.status_code == 400
    [fault] = answer.json()["validation-errors"][0]["errors"]
    assert fault["path"] == f"add.0.custom_fields.0.{path}"


# --- without loss ---------------------------------------------------------------------------------------------------

STORED: dict[str, Any] = {
    "text": "Лютик & Ко",
    "numeric": "15.5",
    "checkbox": False,
    "date": 1517518800,
    "birthday": 636843600,
    "date_time": 1517553001,
    "url": "https://romashka.example",
    "textarea": "две\nстроки",
    "streetaddress": "Садовая, 1",
    "org_legal_name": "ООО Лютик",
    "price": "100.25",
    "tracking_data": "yandex",
    "monetary": "0.01",
    "legal_entity": {"name": "ООО Лютик", "entity_type": 1},
    "items": {"description": "Роза", "quantity": 3, "unit_price": 10.5, "discount": {"type": "amount", "value": 1}},
    "linked_entity": {"name": "Мария", "entity_id": 5, "entity_type": "contacts"},
    "file": {"file_uuid": "a7", "file_name": "счёт.pdf"},
    "payer": {"name": "ООО Лютик", "type": "legal"},
    "supplier": {"entity_id": "5"},
}


def owner_of(type_: str) -> Kind:
    return min(TYPES[type_].owners)


@pytest.mark.parametrize("type_", TYPES)
def test_what_is_read_can_be_written_back_without_loss(world: World, client: httpx2.Client, type_: str) -> None:
    kind = owner_of(type_)
    catalog_id = world.do(add_catalog, 100_777, "invoices") if kind == Kind.ELEMENT else 0
    spare = world.do(add_catalog, 100_778, "regular") if type_ == "chained_list" else 0
    path = f"catalogs/{catalog_id}" if catalog_id else kind.plural
    more = {"chained_lists": [{"catalog_id": spare}]} if spare else MADE.get(type_, {})
    made = client.post(f"/api/v4/{path}/custom_fields", json=[{"type": type_, "name": "Поле", **more}])
    id = made.json()["_embedded"]["custom_fields"][0]["id"]
    assert world.do(_again, kind, catalog_id, id, _value(type_, spare)) == []


def _value(type_: str, spare: int) -> Any:
    if type_ == "chained_list":
        return ValueWrite(catalog_id=spare, catalog_element_id=5)
    return None if type_ not in STORED else ValueWrite(value=STORED[type_])


def _again(work: Work, kind: Kind, catalog_id: int, id: int, value: ValueWrite | None) -> list[Any]:
    """What differs after the stored values went to v2 and back; the options are tried one by one."""
    known = work.facts.fields_of(kind, catalog_id)
    field = known.by_id[id]
    labels = [ValueWrite(value="Тверь" if not _is_choice(field) else None, enum_id=each.id) for each in field.options()]
    differing = []
    for write in [value] if value else labels:
        problems = Problems()
        zone = work.account.settings.timezone
        stored = resolve(known, [DomainWrite(field_id=id, values=[write])], 0, problems, timezone=zone)
        [wire] = field_values.to_wire(work, kind, stored, catalog_id) or [{"id": id, "values": []}]
        sent = convert({"id": wire["id"], "values": wire["values"]}, FieldWrite)
        again = field_values.from_wire(work, kind, [sent], catalog_id)
        assert isinstance(again, list)
        back = resolve(known, again, 0, problems, timezone=zone)
        differing += [] if back == stored and not problems.found else [(stored, wire, back, problems.found)]
        assert stored or not TYPES[field.type].writable
    return differing


def _is_choice(field: Field) -> bool:
    return field.type in ("select", "multiselect", "radiobutton", "category")


def test_a_change_through_v2_keeps_what_v4_wrote(client: httpx2.Client, desk: Desk, fields: dict[str, Field]) -> None:
    """And what v2 shows is written back by a client as it read it."""
    values = [
        {"field_id": fields["date_time"].id, "values": [{"value": 1517553001}]},
        {"field_id": fields["select"].id, "values": [{"enum_id": fields["select"].enums[1].id}]},
        {"field_id": fields["smart_address"].id, "values": [{"value": "Тверь", "enum_code": "city"}]},
        {
            "field_id": fields["multitext"].id,
            "values": [{"value": "+7 916", "enum_id": fields["multitext"].enums[1].id}],
        },
        {"field_id": fields["legal_entity"].id, "values": [{"value": {"name": "ООО Лютик", "vat_id": "7701"}}]},
        {"field_id": fields["checkbox"].id, "values": [{"value": True}]},
    ]
    made = client.post("/api/v4/contacts", json=[{"name": "Мария", "custom_fields_values": values}])
    [maria] = [each["id"] for each in made.json()["_embedded"]["contacts"]]
    before = client.get(f"/api/v4/contacts/{maria}").json()["custom_fields_values"]
    read = desk.one("contacts", maria)["custom_fields"]
    assert "errors" not in desk.update("contacts", {"id": maria, "updated_at": LATER, "custom_fields": read})
    assert client.get(f"/api/v4/contacts/{maria}").json()["custom_fields_values"] == before


def test_all_types_of_a_contact_go_over_to_another_through_v2(
    client: httpx2.Client, desk: Desk, fields: dict[str, Field], subtests: pytest.Subtests
) -> None:
    """Written through v4, read through v2, written anew through v2: v4 shows both contacts alike."""
    filled = {name: field for name, field in fields.items() if TYPES[name].writable and name not in ELSEWHERE}
    sent = [{"field_id": field.id, "values": [_newer(name, field)]} for name, field in filled.items()]
    made = client.post("/api/v4/contacts", json=[{"name": "Мария", "custom_fields_values": sent}])
    assert made.status_code == 200, made.text
    [maria] = [each["id"] for each in made.json()["_embedded"]["contacts"]]
    [twin] = desk.add("contacts", {"name": "Мария", "custom_fields": desk.one("contacts", maria)["custom_fields"]})
    before, after = (
        {each["field_id"]: each for each in client.get(f"/api/v4/contacts/{id}").json()["custom_fields_values"]}
        for id in (maria, twin)
    )
    for name, field in filled.items():
        with subtests.test(type=name):
            assert before[field.id] == after[field.id]


# Files are looked for on the drive, and linked records among the records: other tests write those.
ELSEWHERE = {"file", "linked_entity", "chained_list", "payer", "supplier"}


def _newer(name: str, field: Field) -> dict[str, Any]:
    """A value as v4 takes it."""
    if name in STORED:
        return {"value": STORED[name]}
    option = field.options()[-1]
    return {"enum_id": option.id} if _is_choice(field) else {"value": "Тверь", "enum_id": option.id}
