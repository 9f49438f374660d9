"""Every type of field on every record that may have it: written, read, found by, sent back, cleared; and what is
no value of the type is refused."""

from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.answers import marked_faults
from tests.api.amocrm_v4.drive import upload
from tests.api.amocrm_v4.test_custom_fields import add
from tests.api.amocrm_v4.test_field_types import ALLOWED, CATALOGS, NEEDED
from tests.invariants import check
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import Element, ElementChange
from voronka.services import catalogs, elements

MARCH_8 = 1930683600  # 2031-03-08, midnight in Moscow
TREE = [{"value": "Чай", "sort": 1, "request_id": "t"}, {"value": "Да", "sort": 2, "parent_request_id": "t"}]
STATUS = {"field_code": "BILL_STATUS", "values": [{"enum_code": "created"}]}
NO_CHOICE = "NotSupportedChoice"


class Sample(Struct, frozen=True):
    """What is sent is read, unless `read` says otherwise. asked: a filter that finds it, None: none does.
    wrong: what is no value of the type, with the code of the fault and its place inside the value."""

    sent: dict[str, Any]
    wrong: dict[str, Any]
    code: str = "InvalidType"
    place: str = "value"
    asked: str | None = None
    read: dict[str, Any] | None = None


def text(sent: str) -> Sample:
    return Sample({"value": sent}, {"value": 5}, asked=sent.upper())


def number(sent: Any, read: str) -> Sample:
    return Sample({"value": sent}, {"value": "много"}, asked=read, read={"value": read})


def moment(sent: Any, read: int) -> Sample:
    return Sample({"value": sent}, {"value": "завтра"}, asked=str(read), read={"value": read})


def of_object(sent: dict[str, Any], wrong: dict[str, Any], key: str, code: str = NO_CHOICE, **more: Any) -> Sample:
    return Sample({"value": sent}, {"value": wrong}, code, f"value.{key}", **more)


YES = Sample({"value": "Да"}, {"value": "Может быть"}, NO_CHOICE, asked="да")
PHONE = {"value": "+7 926 111-00-22", "enum_code": "MOB"}
CITY = {"value": "Тверь", "enum_id": 3, "enum_code": "city"}
SAMPLES = {
    **dict.fromkeys(("text", "textarea", "streetaddress", "tracking_data"), text("чай и мёд")),
    "url": text("https://romashka.example/чай"),
    "numeric": number(12.50, "12.5"),
    "price": number("320.0", "320"),
    "monetary": number(100, "100"),
    "checkbox": Sample({"value": True}, {"value": "может быть"}, asked="1"),
    "date": moment("2031-03-08T10:00:00+03:00", MARCH_8),
    "birthday": moment(MARCH_8 + 60, MARCH_8),
    "date_time": moment(MARCH_8 + 60.5, MARCH_8 + 60),
    **dict.fromkeys(("select", "multiselect", "radiobutton", "category"), YES),
    "multitext": Sample(PHONE, PHONE | {"enum_code": "PAGER"}, NO_CHOICE, "enum_code", asked="89261110022"),
    "smart_address": Sample(
        {"value": "Тверь", "enum_id": 3}, CITY | {"enum_id": 7}, NO_CHOICE, "enum_id", "тверь", CITY
    ),
    "legal_entity": of_object({"name": "ООО Ветер"}, {"vat_id": "77"}, "name", "FieldMissing", asked="ооо ветер"),
    "payer": of_object({"name": "Мария"}, {"name": "Мария", "type": "firm"}, "type", asked="мария"),
    "linked_entity": of_object({"name": "Мария"}, {"entity_id": 7}, "entity_id"),
    "items": of_object({"description": "Чай"}, {"product_id": 7}, "product_id"),
}


class Desk:
    """Where records of one kind are kept, with what their values may name: a town, a supplier, a file."""

    def __init__(self, world: World, client: httpx2.Client, owner: str) -> None:
        self.client, self.owner = client, owner
        types = ("regular", "suppliers", "products", "invoices")
        made = world.do(catalogs.add, [CatalogWrite(name=type, type=type) for type in types])
        ids = {catalog.type: catalog.id for catalog in made}
        town, seller = world.do(elements.add, [ElementChange(catalog_id=ids[type], name="Тверь") for type in types[:2]])
        own = f"catalogs/{ids[owner]}" if owner in CATALOGS else {"segments": "customers/segments"}.get(owner, owner)
        self.path = f"/api/v4/{own}/elements" if owner in CATALOGS else f"/api/v4/{own}"
        self.key = "elements" if owner in CATALOGS else owner
        self.samples = SAMPLES | named(town, seller, upload(client, "Договор.pdf", b"1")["uuid"])
        fields = fields_of(owner, town.catalog_id)
        added = add(client, *fields.values(), path=f"/api/v4/{own}/custom_fields")
        self.fields = dict(zip(fields, added, strict=True))

    def add(self, *records: list[dict[str, Any]]) -> list[int]:
        answer = self.sent(*records)
        assert answer.is_success, answer.text
        return [answer.json()["id"]] if self.owner == "segments" else ids_of(answer, self.key)

    def sent(self, *records: list[dict[str, Any]]) -> httpx2.Response:
        status = [STATUS] if self.owner == "invoices" else []
        body: list[Any] = [{"name": "Роза", "custom_fields_values": [*values, *status]} for values in records]
        return self.client.post(self.path, json=body[0] if self.owner == "segments" else body)

    def change(self, id: int, values: list[dict[str, Any]]) -> None:
        answer = self.client.patch(f"{self.path}/{id}", json={"custom_fields_values": values})
        assert answer.status_code == 200, answer.text

    def read(self, id: int) -> dict[int, dict[str, Any]]:
        """By the field, without the status that every invoice has."""
        held = self.client.get(f"{self.path}/{id}").json()["custom_fields_values"] or []
        return {item["field_id"]: item for item in held if item["field_code"] != "BILL_STATUS"}

    def find(self, type: str, asked: str) -> httpx2.Response:
        return self.client.get(self.path, params={f"filter[custom_fields_values][{self.fields[type]['id']}][]": asked})


def named(town: Element, seller: Element, file: str) -> dict[str, Sample]:
    step = {"catalog_id": town.catalog_id, "catalog_element_id": town.id}
    nowhere = step | {"catalog_element_id": 7}
    return {
        "chained_list": Sample(step, nowhere, NO_CHOICE, "catalog_element_id", asked=str(town.id)),
        "supplier": of_object({"entity_id": str(seller.id)}, {"entity_id": 7}, "entity_id"),
        "file": of_object({"file_uuid": file}, {"file_uuid": "6a0b"}, "file_uuid"),
    }


def fields_of(owner: str, towns: int) -> dict[str, dict[str, Any]]:
    """One of each type that the owner may have and that may be written."""
    kinds = {"enums": [{"value": "WORK"}, {"value": "MOB"}]}
    chain = {"chained_lists": [{"catalog_id": towns}]}
    needed = NEEDED | {"chained_list": chain, "category": {"nested": TREE}, "multitext": kinds}
    types = [type for type, owners in ALLOWED.items() if owner in owners and type != "org_legal_name"]
    return {type: {"type": type, "name": f"Поле {type}", **needed.get(type, {})} for type in types}


def ids_of(answer: httpx2.Response, key: str) -> list[int]:
    return [each["id"] for each in answer.json()["_embedded"][key]] if answer.content else []


@pytest.fixture(params=["leads", "contacts", "companies", "customers", "segments", "products", "invoices"])
def desk(request: pytest.FixtureRequest, world: World, client: httpx2.Client) -> Desk:
    return Desk(world, client, request.param)


def test_a_value_of_every_type(desk: Desk, world: World, subtests: pytest.Subtests) -> None:
    samples = {type: desk.samples[type] for type in desk.fields}
    values = [{"field_id": desk.fields[type]["id"], "values": [each.sent]} for type, each in samples.items()]
    [rose] = desk.add(values)
    desk.add([])
    shown = desk.read(rose)
    assert list(shown) == [field["id"] for field in desk.fields.values()]
    desk.change(rose, list(shown.values()))
    assert desk.read(rose) == shown
    for type, sample in samples.items():
        with subtests.test(type):
            item = dict(shown[desk.fields[type]["id"]])
            [value] = item.pop("values")
            of_leads = {"is_computed": False} if desk.owner == "leads" else {}
            named = {"field_name": f"Поле {type}", "field_code": None, "field_type": type}
            assert item == {"field_id": desk.fields[type]["id"], **named, **of_leads}
            assert within(value, sample.read or sample.sent)
            if desk.owner != "segments":
                answer = desk.find(type, sample.asked or "Мария")
                assert (answer.status_code == 400) if sample.asked is None else ids_of(answer, desk.key) == [rose]

    for type in desk.fields:
        desk.change(rose, [{"field_id": desk.fields[type]["id"], "values": None}])
        del shown[desk.fields[type]["id"]]
        assert desk.read(rose) == shown
    assert shown == {}
    if desk.owner != "segments":
        assert [
            type for type, sample in samples.items() if sample.asked and desk.find(type, sample.asked).content
        ] == []
    check(world)


def within(value: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return all(within(value[key], told) for key, told in expected.items())
    return type(value) is type(expected) and value == expected


def test_what_is_no_value_of_its_type(desk: Desk) -> None:
    wrong = {
        type: [{"field_id": desk.fields[type]["id"], "values": [desk.samples[type].wrong]}] for type in desk.fields
    }
    path = "custom_fields_values.0.values.0"
    faults = [(f"{path}.{desk.samples[type].place}", desk.samples[type].code) for type in desk.fields]
    if desk.owner == "segments":
        told = [error for values in wrong.values() for error in marked_faults(desk.sent(values))]
        assert told == [("0", *fault) for fault in faults]
    else:
        told = marked_faults(desk.sent(*wrong.values()))
        assert told == [(str(place), *fault) for place, fault in enumerate(faults)]
    assert desk.client.get(desk.path).status_code == 204
