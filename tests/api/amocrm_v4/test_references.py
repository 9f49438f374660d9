"""Values that name another record: it must be there and be seen, and its name is written beside the id."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.answers import faults
from tests.world import OWN_ONLY, World
from voronka.domain.access import Actor
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.elements import Element, ElementChange
from voronka.domain.errors import Invalid
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.settings import SettingsWrite
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.services import catalogs, companies, contacts, custom_fields, elements, leads

CONTACTS, COMPANIES = "contacts", "companies"


@pytest.fixture
def bills(world: World) -> int:
    return world.do(catalogs.add, [CatalogWrite(name="Счета", type="invoices")])[0].id


@pytest.fixture
def sellers(world: World) -> int:
    return world.do(catalogs.add, [CatalogWrite(name="Поставщики", type="suppliers")])[0].id


@pytest.fixture
def maria(world: World) -> int:
    return world.do(contacts.add, [ContactChange(name="Мария Ким")])[0].id


@pytest.fixture
def veter(world: World) -> int:
    """A company with the requisites of a legal person."""
    owner = Owner(Kind.COMPANY)
    world.do(custom_fields.add, owner, [FieldChange(type="legal_entity", name="Реквизиты", code="LEGAL")])
    legal = [ValueWrite({"name": "ООО Ветер", "entity_type": 2, "vat_id": "7701", "bank_code": "0445"})]
    change = CompanyChange(name="Ветер", custom_fields=[FieldWrite(field_code="LEGAL", values=legal)])
    return world.do(companies.add, [change])[0].id


def bill(client: httpx2.Client, catalog: int, *fields: tuple[str, dict[str, Any]], **query: Any) -> httpx2.Response:
    written = [{"field_code": code, "values": [{"value": value}]} for code, value in fields]
    paid = {"field_code": "BILL_STATUS", "values": [{"enum_code": "created"}]}
    sent = [{"name": "Счёт 17", "custom_fields_values": [paid, *written]}]
    return client.post(f"/api/v4/catalogs/{catalog}/elements", json=sent)


def read(client: httpx2.Client, catalog: int, code: str, answer: httpx2.Response, **query: Any) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    id = answer.json()["_embedded"]["elements"][0]["id"]
    shown = client.get(f"/api/v4/catalogs/{catalog}/elements/{id}", params=query).json()["custom_fields_values"]
    return next(field["values"][0]["value"] for field in shown if field["field_code"] == code)


UNKNOWN = [("custom_fields_values.1.values.0.value.entity_id", "NotSupportedChoice")]


def test_a_payer_is_named_by_his_id_alone(client: httpx2.Client, bills: int, maria: int) -> None:
    payer = read(client, bills, "PAYER", bill(client, bills, ("PAYER", {"entity_id": maria})))
    assert (payer["name"], payer["entity_type"], payer["entity_id"]) == ("Мария Ким", CONTACTS, maria)


def test_a_company_pays_with_its_requisites(client: httpx2.Client, bills: int, veter: int) -> None:
    sent = {"name": "Ветер и сыновья", "entity_id": veter, "entity_type": COMPANIES, "bank_code": "0001"}
    payer = read(client, bills, "PAYER", bill(client, bills, ("PAYER", sent)))
    assert (payer["name"], payer["bank_code"], payer["vat_id"]) == ("Ветер и сыновья", "0001", "7701")


def test_a_payer_who_is_not_there_is_refused(client: httpx2.Client, bills: int, maria: int) -> None:
    for sent in ({"name": "Никто", "entity_id": 7}, {"name": "Мария", "entity_id": maria, "entity_type": COMPANIES}):
        assert faults(bill(client, bills, ("PAYER", sent))) == UNKNOWN
    assert client.get(f"/api/v4/catalogs/{bills}/elements").status_code == 204


def test_a_supplier_is_an_element_of_the_suppliers(
    client: httpx2.Client, bills: int, sellers: int, world: World
) -> None:
    values = [
        {"field_code": "SUPPLIER_VAT_ID", "values": [{"value": "7702"}]},
        {"field_code": "SUPPLIER_TAX_REGISTRATION_REASON_CODE", "values": [{"value": "770201001"}]},
    ]
    url = f"/api/v4/catalogs/{sellers}/elements"
    answer = client.post(url, json=[{"name": "ООО Ромашка", "custom_fields_values": values}])
    romashka = answer.json()["_embedded"]["elements"][0]["id"]
    added = bill(client, bills, ("SUPPLIER", {"entity_id": romashka}))
    assert read(client, bills, "SUPPLIER", added) == {"entity_id": str(romashka)}
    told = read(client, bills, "SUPPLIER", added, **{"with": "supplier_field_values"})
    assert told == {
        "entity_id": str(romashka),
        "name": "ООО Ромашка",
        "vat_id": "7702",
        "kpp": "770201001",
        "tax_registration_reason_code": "770201001",
        "bank_code": None,
        "address": None,
        "bank_account_number": None,
    }
    [listed] = client.get(f"/api/v4/catalogs/{bills}/elements", params={"with": "supplier_field_values"}).json()[
        "_embedded"
    ]["elements"]
    assert told in [value["value"] for field in listed["custom_fields_values"] for value in field["values"]]
    [vases] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    [vase] = world.do(elements.add, [ElementChange(catalog_id=vases.id, name="Ваза")])
    assert faults(bill(client, bills, ("SUPPLIER", {"entity_id": vase.id}))) == UNKNOWN
    for nobody in ("7", "9" * 40, "ООО", 0, -1):
        assert UNKNOWN[0] in faults(bill(client, bills, ("SUPPLIER", {"entity_id": nobody})))


def test_a_deleted_supplier_leaves_his_id(client: httpx2.Client, bills: int, sellers: int, world: World) -> None:
    [romashka] = world.do(elements.add, [ElementChange(catalog_id=sellers, name="ООО Ромашка")])
    added = bill(client, bills, ("SUPPLIER", {"entity_id": romashka.id}))
    world.do(elements.delete, sellers, [romashka.id])
    told = read(client, bills, "SUPPLIER", added, **{"with": "supplier_field_values"})
    assert told == {"entity_id": str(romashka.id)}


def test_a_bill_keeps_those_it_names_when_they_are_deleted(
    client: httpx2.Client, bills: int, sellers: int, maria: int, world: World
) -> None:
    [flowers] = world.do(catalogs.add, [CatalogWrite(name="Товары", type="products")])
    [rose] = world.do(elements.add, [ElementChange(catalog_id=flowers.id, name="Роза")])
    [romashka] = world.do(elements.add, [ElementChange(catalog_id=sellers, name="ООО Ромашка")])
    line = {"description": "Роза", "unit_price": 150, "quantity": 2, "product_id": rose.id}
    named = [("PAYER", {"entity_id": maria}), ("SUPPLIER", {"entity_id": romashka.id}), ("ITEMS", line)]
    added = bill(client, bills, *named)
    [made] = added.json()["_embedded"]["elements"]
    at = f"/api/v4/catalogs/{bills}/elements/{made['id']}"
    before = client.get(at).json()["custom_fields_values"]
    world.do(elements.delete, flowers.id, [rose.id])
    world.do(elements.delete, sellers, [romashka.id])
    world.do(contacts.delete, [maria])

    assert client.get(at).json()["custom_fields_values"] == before
    assert client.patch(at, json={"custom_fields_values": before}).status_code == 200
    alone = {"custom_fields_values": [{"field_code": "PAYER", "values": [{"value": {"entity_id": maria}}]}]}
    assert client.patch(at, json=alone).status_code == 200
    assert client.get(at).json()["custom_fields_values"] == before
    keys = ("entity_id", "entity_id", "product_id")
    assert faults(bill(client, bills, *named)) == [
        (f"custom_fields_values.{place}.values.0.value.{key}", "NotSupportedChoice")
        for place, key in enumerate(keys, 1)
    ]
    cleared = [{"field_code": code, "values": None} for code, _ in named]
    assert client.patch(at, json={"custom_fields_values": cleared}).status_code == 200
    assert [each["field_code"] for each in client.get(at).json()["custom_fields_values"]] == ["BILL_STATUS"]


@pytest.fixture
def vases(world: World) -> int:
    """A catalog whose elements name a person or a company, a bouquet, and one that names elements of itself."""
    [made] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    changes = [
        FieldChange(type="linked_entity", name="Мастер", code="MASTER"),
        FieldChange(type="linked_entity", name="Пара", code="PAIR", settings=SettingsWrite(search_in=str(made.id))),
    ]
    world.do(custom_fields.add, Owner(Kind.ELEMENT, made.id), changes)
    return made.id


def vase(client: httpx2.Client, catalog: int, code: str, value: dict[str, Any]) -> httpx2.Response:
    sent = {"name": "Ваза", "custom_fields_values": [{"field_code": code, "values": [{"value": value}]}]}
    return client.post(f"/api/v4/catalogs/{catalog}/elements", json=[sent])


def test_a_linked_person_is_found_by_id(client: httpx2.Client, vases: int, maria: int) -> None:
    for sent in ({"entity_id": maria}, {"entity_id": str(maria), "entity_type": CONTACTS, "name": None}):
        assert read(client, vases, "MASTER", vase(client, vases, "MASTER", sent)) == {
            "name": "Мария Ким",
            "entity_id": maria,
            "entity_type": CONTACTS,
            "catalog_id": None,
        }
    only_named = read(client, vases, "MASTER", vase(client, vases, "MASTER", {"name": "Пётр"}))
    assert (only_named["name"], only_named["entity_id"]) == ("Пётр", None)
    assert faults(vase(client, vases, "MASTER", {"entity_id": 7})) == [
        ("custom_fields_values.0.values.0.value.entity_id", "NotSupportedChoice")
    ]


def test_what_is_named_is_a_person_a_company_or_an_element(
    client: httpx2.Client, bills: int, vases: int, maria: int
) -> None:
    for kind in ("leads", "contact", "unicorns"):
        sent = {"name": "Мария", "entity_id": maria, "entity_type": kind}
        payer, master = faults(bill(client, bills, ("PAYER", sent))), faults(vase(client, vases, "MASTER", sent))
        assert ("custom_fields_values.1.values.0.value.entity_type", "NotSupportedChoice") in payer
        assert ("custom_fields_values.0.values.0.value.entity_type", "NotSupportedChoice") in master


def test_a_linked_element_is_one_of_the_catalog_that_is_searched(
    client: httpx2.Client, vases: int, world: World
) -> None:
    [blue] = world.do(elements.add, [ElementChange(catalog_id=vases, name="Синяя")])
    assert read(client, vases, "PAIR", vase(client, vases, "PAIR", {"entity_id": blue.id})) == {
        "name": "Синяя",
        "entity_id": blue.id,
        "entity_type": "catalog_elements",
        "catalog_id": vases,
    }
    [other] = world.do(catalogs.add, [CatalogWrite(name="Букеты")])
    [rose] = world.do(elements.add, [ElementChange(catalog_id=other.id, name="Роза")])
    assert faults(vase(client, vases, "PAIR", {"entity_id": rose.id})) == [
        ("custom_fields_values.0.values.0.value.entity_id", "NotSupportedChoice")
    ]


def test_a_vase_keeps_its_pair_when_that_is_broken(client: httpx2.Client, vases: int, world: World) -> None:
    [blue, red] = world.do(elements.add, [ElementChange(catalog_id=vases, name=name) for name in ("Синяя", "Красная")])
    [made] = vase(client, vases, "PAIR", {"entity_id": blue.id}).json()["_embedded"]["elements"]
    at = f"/api/v4/catalogs/{vases}/elements/{made['id']}"
    held = client.get(at).json()["custom_fields_values"]
    world.do(elements.delete, vases, [blue.id])

    assert client.patch(at, json={"custom_fields_values": held}).status_code == 200
    assert client.get(at).json()["custom_fields_values"] == held
    as_a_person = {"entity_id": blue.id, "entity_type": CONTACTS}
    for other in (as_a_person, {"entity_id": blue.id + 999}):
        change = {"custom_fields_values": [{"field_code": "PAIR", "values": [{"value": other}]}]}
        assert faults(client.patch(at, json=change))[0][1] == "NotSupportedChoice"
    change = {"custom_fields_values": [{"field_code": "PAIR", "values": [{"value": {"entity_id": red.id}}]}]}
    assert client.patch(at, json=change).status_code == 200
    back = {"custom_fields_values": held}
    assert faults(client.patch(at, json=back))[0][1] == "NotSupportedChoice"


def test_who_may_not_see_a_person_cannot_name_him(world: World, vases: int) -> None:
    [his] = world.do(contacts.add, [ContactChange(name="Чужой", responsible_user_id=world.oleg.id)])
    [hers] = world.do(contacts.add, [ContactChange(name="Своя", responsible_user_id=world.anna.id)])
    anna: Actor = structs.replace(world.anna.actor(), rights={"catalog_access": True, "contacts": OWN_ONLY})

    def named(id: int) -> list[Element]:
        write = FieldWrite(field_code="MASTER", values=[ValueWrite({"entity_id": id})])
        return world.do_as(anna, elements.add, [ElementChange(catalog_id=vases, name="Ваза", custom_fields=[write])])

    assert named(hers.id)
    with pytest.raises(Invalid):
        named(his.id)


def test_another_accounts_person_is_nobody(client: httpx2.Client, world: World, vases: int) -> None:
    theirs = world.do_as(world.egor, contacts.add, [ContactChange(name="Чужой")] * 3)[-1]
    assert faults(vase(client, vases, "MASTER", {"entity_id": theirs.id}))[0][1] == "NotSupportedChoice"


def test_the_number_of_statements_does_not_grow_with_the_names(
    client: httpx2.Client, vases: int, world: World, statements: Any
) -> None:
    people = world.do(contacts.add, [ContactChange(name=f"Мастер {number}") for number in range(50)])
    values = [[{"value": {"entity_id": person.id}}] for person in people]
    sent = [{"name": "Ваза", "custom_fields_values": [{"field_code": "MASTER", "values": value}]} for value in values]
    url = f"/api/v4/catalogs/{vases}/elements"
    client.post(url, json=sent[:1])
    with statements() as one:
        client.post(url, json=sent[:1])
    with statements() as many:
        client.post(url, json=sent)
    assert len(one) == len(many)


def test_a_deleted_element_lets_go_of_what_it_hung_on(client: httpx2.Client, world: World, vases: int) -> None:
    [blue] = world.do(elements.add, [ElementChange(catalog_id=vases, name="Синяя")])
    [deal] = world.do(leads.add, [LeadChange(name="Свадьба")])
    link = [{"to_entity_id": deal.id, "to_entity_type": "leads"}]
    at = f"/api/v4/catalogs/{vases}/elements/{blue.id}"
    assert client.post(f"{at}/link", json=link).status_code == 200
    world.do(elements.delete, vases, [blue.id, 7])
    assert client.get(at).status_code == 204
    shown = client.get(f"/api/v4/leads/{deal.id}", params={"with": "catalog_elements"}).json()
    assert shown["_embedded"]["catalog_elements"] == []
    types = [event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]]
    assert types.count("entity_unlinked") == 1
    assert set(types) <= {"entity_unlinked", "entity_linked", "lead_linked", "lead_added"}


def test_a_page_names_fifty_suppliers_in_as_many_statements_as_one(
    client: httpx2.Client, bills: int, sellers: int, world: World, statements: Any
) -> None:
    made = world.do(elements.add, [ElementChange(catalog_id=sellers, name=f"Поставщик {n}") for n in range(50)])
    status = {"field_code": "BILL_STATUS", "values": [{"enum_code": "created"}]}
    named = [{"field_code": "SUPPLIER", "values": [{"value": {"entity_id": each.id}}]} for each in made]
    url = f"/api/v4/catalogs/{bills}/elements"
    client.post(url, json=[{"name": "Счёт", "custom_fields_values": [status, each]} for each in named])
    asked = {"with": "supplier_field_values"}
    client.get(url, params={**asked, "limit": 1})
    with statements() as one:
        client.get(url, params={**asked, "limit": 1})
    with statements() as many:
        shown = client.get(url, params=asked).json()["_embedded"]["elements"]
    names = [field["values"][0]["value"]["name"] for bill in shown for field in bill["custom_fields_values"][1:]]
    assert names == [f"Поставщик {n}" for n in range(50)]
    assert len(one) == len(many)
