"""What a receiver reads, from the request that changed a record to the last pair of the form."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf
from tests.hooks.conftest import Working, subscribe
from tests.hooks.receivers import Receiver, receiver
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.pipelines import WON
from voronka.domain.records import TagWrite
from voronka.services import catalogs, companies, contacts, elements, leads

MARCH_8 = 1930683600  # 2031-03-08, midnight in Moscow
OPTIONS = {"enums": [{"value": "Да", "sort": 1}, {"value": "Нет", "sort": 2, "code": "NO"}]}
LEGAL = {"name": "ООО Ромашка", "entity_type": 2, "vat_id": "7701"}

# Of each type: what its definition needs, what is written, what is told. The number of an option is told as «#Нет».
TYPES: dict[str, tuple[dict[str, Any], list[Any], dict[str, str]]] = {
    "text": ({}, [{"value": "Чай"}], {"[0][value]": "Чай"}),
    "textarea": ({}, [{"value": "Чай\nоптом"}], {"[0][value]": "Чай\nоптом"}),
    "url": ({}, [{"value": "https://romashka.example"}], {"[0][value]": "https://romashka.example"}),
    "streetaddress": ({}, [{"value": "Садовая, 1"}], {"[0][value]": "Садовая, 1"}),
    "tracking_data": ({}, [{"value": "vk"}], {"[0][value]": "vk"}),
    "numeric": ({}, [{"value": 12.5}], {"[0][value]": "12.5"}),
    "monetary": ({"currency": "RUB"}, [{"value": 100}], {"[0][value]": "100"}),
    "checkbox": ({}, [{"value": True}], {"[0][value]": "1"}),
    "date": ({}, [{"value": MARCH_8}], {"[0]": str(MARCH_8)}),
    "date_time": ({}, [{"value": MARCH_8 + 5}], {"[0]": str(MARCH_8 + 5)}),
    "birthday": ({"remind": "day"}, [{"value": MARCH_8}], {"[0]": str(MARCH_8)}),
    "select": (OPTIONS, [{"enum_code": "NO"}], {"[0][value]": "Нет", "[0][enum]": "#Нет"}),
    "radiobutton": (OPTIONS, [{"value": "Нет"}], {"[0][value]": "Нет", "[0][enum]": "#Нет"}),
    "multiselect": (
        OPTIONS,
        [{"value": "Да"}, {"value": "Нет"}],
        {"[0][value]": "Да", "[0][enum]": "#Да", "[1][value]": "Нет", "[1][enum]": "#Нет"},
    ),
    "smart_address": (
        {},
        [{"value": "Тверь", "enum_code": "city"}, {"value": "RU", "enum_code": "country"}],
        {"[0][value]": "Тверь", "[0][enum]": "3", "[1][value]": "RU", "[1][enum]": "6"},
    ),
    "legal_entity": ({}, [{"value": LEGAL}], {f"[0][value][{key}]": str(value) for key, value in LEGAL.items()}),
}


@pytest.fixture
def client(client_of: ClientOf, world: World) -> httpx2.Client:
    return client_of(world.irina)


def told(at: Receiver, count: int) -> list[dict[str, str]]:
    """The pairs of each notice so far, without those of the account."""
    return [{key: value for key, value in post.pairs if not key.startswith("account[")} for post in at.wait_for(count)]


def test_every_type_of_field_arrives_in_its_own_pairs(client: httpx2.Client, world: World, working: Working) -> None:
    file = upload(client, "Договор.pdf", b"%PDF-1.7")
    value = {"file_uuid": file["uuid"], "version_uuid": file["version_uuid"], "file_name": "Договор.pdf"}
    in_pairs = {f"[0][value][{key}]": each for key, each in {**value, "file_size": "8"}.items()}
    types = {**TYPES, "file": ({}, [{"value": {"file_uuid": file["uuid"]}}], in_pairs)}
    sent = [{"type": type, "name": type, **needed} for type, (needed, _, _) in types.items()]
    made = client.post("/api/v4/leads/custom_fields", json=sent).json()["_embedded"]["custom_fields"]
    values = [{"field_id": field["id"], "values": types[field["type"]][1]} for field in made]
    with receiver() as shop, working():
        subscribe(world, shop.url, "add_lead")
        assert client.post("/api/v4/leads", json=[{"custom_fields_values": values}]).status_code == 200
        [notice] = told(shop, 1)

    expected: dict[str, str] = {}
    for place, field in enumerate(made):
        numbers = {f"#{option['value']}": str(option["id"]) for option in field["enums"] or ()}
        key = f"leads[add][0][custom_fields][{place}]"
        expected |= {f"{key}[id]": str(field["id"]), f"{key}[name]": field["type"]}
        pairs = types[field["type"]][2].items()
        expected |= {f"{key}[values]{where}": numbers.get(value, value) for where, value in pairs}
    assert {key: value for key, value in notice.items() if "custom_fields" in key} == expected


def test_the_life_of_a_lead(world: World, working: Working) -> None:
    codes = ("add_lead", "update_lead", "status_lead", "responsible_lead", "delete_lead", "restore_lead")
    with receiver() as shop, working():
        subscribe(world, shop.url, *codes)
        [lead] = world.do_as(world.irina, leads.add, [LeadChange(name="Чай", tags=[TagWrite(name="Опт")])])
        shop.wait_for(1)
        moved = LeadChange(id=lead.id, status_id=WON, responsible_user_id=world.anna.id)
        world.do_as(world.irina, leads.update, [moved])
        shop.wait_for(4)
        world.do_as(world.irina, leads.delete, [lead.id])
        shop.wait_for(5)
        world.do_as(world.irina, leads.restore, [lead.id])
        notices = told(shop, 6)

    actions = [next(iter(notice)).split("[")[1].rstrip("]") for notice in notices]
    assert actions == ["add", "status", "responsible", "update", "delete", "restore"]
    added, status, responsible, update, deleted, restored = (
        {key.split("[0]", 1)[1]: value for key, value in notice.items()} for notice in notices
    )
    first = world.facts.main_pipeline.first_status
    usual = {
        *("[id]", "[name]", "[status_id]", "[price]", "[responsible_user_id]", "[last_modified]", "[modified_user_id]"),
        *("[created_user_id]", "[date_create]", "[pipeline_id]", "[tags][0][id]", "[tags][0][name]", "[account_id]"),
        *("[created_at]", "[updated_at]"),
    }
    assert usual == added.keys() == update.keys() == restored.keys()
    assert usual | {"[old_status_id]"} == status.keys()
    assert usual | {"[old_responsible_user_id]"} == responsible.keys()
    assert (status["[old_status_id]"], status["[status_id]"]) == (str(first.id), str(WON))
    assert responsible["[old_responsible_user_id]"] == str(world.irina.id)
    assert responsible["[responsible_user_id]"] == str(world.anna.id)
    assert deleted == {"[id]": str(lead.id), "[status_id]": str(WON), "[pipeline_id]": str(lead.pipeline_id)}
    assert (added["[tags][0][name]"], restored["[tags][0][name]"]) == ("Опт", "Опт")


def test_contacts_and_companies_share_a_family(client: httpx2.Client, world: World, working: Working) -> None:
    with receiver() as shop, working():
        subscribe(world, shop.url, "add_contact", "responsible_contact", "delete_contact", "restore_contact")
        subscribe(world, f"{shop.url}/companies", "add_company", "update_company", "delete_company", "restore_company")
        phone = {"field_code": "PHONE", "values": [{"value": "+79261110022", "enum_code": "MOB"}]}
        person = {"name": "Мария", "custom_fields_values": [phone], "_embedded": {"tags": [{"name": "Опт"}]}}
        assert client.post("/api/v4/contacts", json=[person]).status_code == 200
        [added] = told(shop, 1)
        maria = int(added["contacts[add][0][id]"])
        world.do_as(world.irina, contacts.update, [ContactChange(id=maria, responsible_user_id=world.anna.id)])
        shop.wait_for(2)
        world.do_as(world.irina, contacts.delete, [maria])
        shop.wait_for(3)
        world.do_as(world.irina, contacts.restore, [maria])
        shop.wait_for(4)
        [firm] = world.do_as(world.irina, companies.add, [CompanyChange(name="ООО Ромашка")])
        shop.wait_for(5)
        world.do_as(world.irina, companies.update, [CompanyChange(id=firm.id, name="АО Ромашка")])
        shop.wait_for(6)
        world.do_as(world.irina, companies.delete, [firm.id])
        _, new_owner, deleted, restored, firm_added, firm_changed, firm_deleted = told(shop, 7)

    assert added["contacts[add][0][custom_fields][0][code]"] == "PHONE"
    assert added["contacts[add][0][custom_fields][0][values][0][value]"] == "+79261110022"
    assert added["contacts[add][0][tags][0][name]"] == "Опт"
    assert new_owner["contacts[responsible][0][old_responsible_user_id]"] == str(world.irina.id)
    assert deleted == {"contacts[delete][0][id]": str(maria), "contacts[delete][0][type]": "contact"}
    assert restored["contacts[restore][0][type]"] == "contact"
    assert (firm_added["contacts[add][0][type]"], firm_added["contacts[add][0][name]"]) == ("company", "ООО Ромашка")
    assert firm_changed["contacts[update][0][name]"] == "АО Ромашка"
    assert firm_deleted == {"contacts[delete][0][id]": str(firm.id), "contacts[delete][0][type]": "company"}


def test_the_life_of_an_invoice(client: httpx2.Client, world: World, working: Working) -> None:
    """Lines and payers are objects: each of their keys is a pair of its own."""
    [bills] = world.do(catalogs.add, [CatalogWrite(name="Счета", type="invoices")])
    fields = world.facts.fields_of(Kind.ELEMENT, bills.id).by_code
    url = f"/api/v4/catalogs/{bills.id}/elements"
    line = {"sku": "CH-5", "unit_price": 320, "quantity": 4, "discount": {"type": "amount", "value": 20}}
    values = [
        {"field_code": "BILL_STATUS", "values": [{"enum_code": "created"}]},
        {"field_code": "PAYER", "values": [{"value": {"name": "ООО Ветер", "type": "legal"}}]},
        {"field_code": "ITEMS", "values": [{"value": line}]},
        {"field_code": "BILL_PAYMENT_DATE", "values": [{"value": MARCH_8}]},
    ]
    with receiver() as shop, working():
        subscribe(world, shop.url, *(f"{action}_catalog_element" for action in ("add", "update", "delete")))
        sent = [{"name": "Счёт 17", "custom_fields_values": values}]
        bill = client.post(url, json=sent).json()["_embedded"]["elements"][0]["id"]
        shop.wait_for(1)
        client.patch(f"{url}/{bill}", json={"name": "Счёт 18"})
        shop.wait_for(2)
        world.do_as(world.irina, elements.delete, bills.id, [bill])
        added, changed, deleted = told(shop, 3)

    at = "catalogs[add][0]"
    names = ("BILL_STATUS", "PAYER", "ITEMS", "BILL_PAYMENT_DATE")
    held = {name: f"{at}[custom_fields][{place}]" for place, name in enumerate(names)}
    paid = next(option for option in fields["BILL_STATUS"].enums if option.code == "created")
    assert {key: added[key] for key in (f"{at}[id]", f"{at}[catalog_id]", f"{at}[name]")} == {
        f"{at}[id]": str(bill),
        f"{at}[catalog_id]": str(bills.id),
        f"{at}[name]": "Счёт 17",
    }
    assert {key: value for key, value in added.items() if "[values]" in key or "[code]" in key} == {
        **{f"{path}[code]": name for name, path in held.items()},
        f"{held['BILL_STATUS']}[values][0][value]": "Создан",
        f"{held['BILL_STATUS']}[values][0][enum]": str(paid.id),
        f"{held['PAYER']}[values][0][value][name]": "ООО Ветер",
        f"{held['PAYER']}[values][0][value][type]": "legal",
        f"{held['ITEMS']}[values][0][value][sku]": "CH-5",
        f"{held['ITEMS']}[values][0][value][unit_price]": "320",
        f"{held['ITEMS']}[values][0][value][quantity]": "4",
        f"{held['ITEMS']}[values][0][value][discount][type]": "amount",
        f"{held['ITEMS']}[values][0][value][discount][value]": "20",
        f"{held['ITEMS']}[values][0][value][is_discount_recalculated]": "0",
        f"{held['ITEMS']}[values][0][value][is_total_sum_recalculated]": "0",
        f"{held['ITEMS']}[values][0][value][total_sum]": "1260",
        f"{held['BILL_PAYMENT_DATE']}[values][0]": str(MARCH_8),
    }
    assert changed["catalogs[update][0][name]"] == "Счёт 18"
    assert {key.replace("[delete]", "[update]") for key in deleted} == changed.keys(), "told whole"
    assert deleted["catalogs[delete][0][catalog_id]"] == str(bills.id)
