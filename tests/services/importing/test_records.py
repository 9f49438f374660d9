"""Files become leads, contacts, companies and elements, with fields, tags and links."""

import pytest

from tests.services.importing.shop import CLIENTS, DEALS, Shop
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import WON

CONTACTS = """
[[tables]]
into = "contacts"
file = "people.csv"
key = "id"
delimiter = ";"
set.first_name = "first"
set.last_name = "last"
set.responsible = { column = "seller", default = "anna@romashka.example" }
set.created_at = { column = "met", format = "%d.%m.%Y %H:%M" }
fields = [
    { column = "mobile", type = "phone", kind = "MOB" },
    { column = "office", type = "phone" },
    { column = "mail", type = "email" },
    { column = "post", code = "POSITION", type = "text" },
    { column = "born", name = "День рождения", type = "birthday", format = "%d.%m.%Y" },
    { column = "vip", name = "Особый", type = "checkbox" },
]
links = [{ to = "companies", column = "firm", by = "name", missing = "create" }]
"""

PRODUCTS = """
[[tables]]
into = "elements"
file = "goods.csv"
catalog = { name = "Товары", type = "products" }
key = "sku"
set.name = "name"
fields = [{ column = "price", name = "Цена", code = "PRICE", type = "price" }]
"""


@pytest.fixture
def deals(shop: Shop) -> Shop:
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,Псков")
    shop.write(
        "deals.csv",
        "id,title,sum,stage,tags,client",
        "d1,Розы,1500.50,Won,срочно,c1",
        "d2,Тюльпаны,,Переговоры,,c2",
        'd3,Пионы,300,Lost,"срочно,опт",',
    )
    return shop


def test_leads_with_their_companies(deals: Shop):
    assert deals.bring(CLIENTS, DEALS) == [(2, 0, 0, 0), (3, 0, 0, 0)]

    roses = deals.cards(Kind.LEAD)["Розы"]
    companies = deals.cards(Kind.COMPANY)
    assert roses.record.price == 150050
    assert roses.record.status_id == WON
    assert [tag.name for tag in roses.tags] == ["срочно"]
    assert [link.to_id for link in roses.linked(Kind.COMPANY)] == [companies["Лютик"].record.id]
    assert deals.cards(Kind.LEAD)["Пионы"].links == []


def test_the_robot_writes_and_the_administrator_is_responsible(deals: Shop):
    deals.bring(CLIENTS, DEALS)

    assert deals.lead("Розы").created_by == 0
    assert deals.lead("Розы").responsible_user_id == deals.world.irina.id


def test_a_user_may_write_in_his_own_name(deals: Shop):
    deals.bring(CLIENTS, DEALS, actor=deals.world.irina.actor())

    assert deals.lead("Розы").created_by == deals.world.irina.id


def test_times_and_the_stages_of_a_pipeline_made_for_them(shop: Shop):
    shop.write("deals.csv", "id,stage,opened,closed", "1,Замер,2026-01-10,", "2,Won,2026-01-11,2026-02-01T12:00:00Z")
    table = DEALS[: DEALS.index("set.name")] + (
        'pipeline = { name = "Опт", stages = ["Звонок", "Замер"] }\n'
        'set.name = "id"\nset.status = "stage"\nset.created_at = "opened"\nset.closed_at = "closed"\n'
    )

    shop.bring(table, head='source = "shop"\ntimezone = "UTC"\n')

    pipeline = next(each for each in shop.world.facts.pipelines.values() if each.name == "Опт")
    assert [stage.name for stage in pipeline.statuses if stage.is_editable] == ["Звонок", "Замер"]
    assert shop.lead("1").pipeline_id == shop.lead("2").pipeline_id == pipeline.id
    assert shop.lead("1").created_at == 1768003200
    assert shop.lead("1").closed_at is None
    assert shop.lead("2").closed_at == 1769947200


def test_leads_without_a_stage_begin_in_the_pipeline_of_the_table(shop: Shop):
    shop.write("deals.csv", "id,title", "1,Розы")

    shop.bring(DEALS[: DEALS.index("set.price")].replace("set.name", 'pipeline = { name = "Опт" }\nset.name'))

    pipeline = next(each for each in shop.world.facts.pipelines.values() if each.name == "Опт")
    assert (shop.lead("Розы").pipeline_id, shop.lead("Розы").status_id) == (pipeline.id, pipeline.first_status.id)


def test_contacts_with_phones_and_a_company_made_for_them(shop: Shop):
    shop.write(
        "people.csv",
        "id;first;last;seller;met;mobile;office;mail;post;born;vip;firm",
        "1;Павел;Зимин;Олег Сомов;05.01.2026 10:15;"
        "+7 900 111-22-33;+7 495 1, +7 495 2;pavel@lutik.example;директор;01.02.1980;да;Лютик",
        "2;Зоя;Лапина;;06.01.2026 9:00;;;;;;нет;лютик",
    )

    assert shop.bring(CONTACTS) == [(2, 0, 0, 0)]

    pavel, zoya = shop.cards(Kind.CONTACT)["Павел Зимин"], shop.cards(Kind.CONTACT)["Зоя Лапина"]
    fields = shop.world.facts.fields_of(Kind.CONTACT)
    phones = fields.by_code["PHONE"]
    kinds = {option.code: option.id for option in phones.enums}
    assert pavel.record.custom_fields[str(phones.id)] == [
        ["+7 900 111-22-33", kinds["MOB"]],
        ["+7 495 1", kinds["WORK"]],
        ["+7 495 2", kinds["WORK"]],
    ]
    assert pavel.record.custom_fields[str(fields.by_code["POSITION"].id)] == ["директор"]
    assert pavel.record.responsible_user_id == shop.world.oleg.id
    assert zoya.record.responsible_user_id == shop.world.anna.id
    lutik = shop.cards(Kind.COMPANY)["Лютик"].record.id
    assert [link.to_id for link in pavel.links] == [link.to_id for link in zoya.links] == [lutik]


def test_elements_and_the_leads_they_are_sold_with(shop: Shop):
    shop.write("goods.csv", "sku,name,price", "r1,Роза,150", "p1,Пион,220.50")
    shop.write("deals.csv", "id,title,sku,n", "1,Букет,r1,11", "2,Два вида,r1 p1,2")
    table = (
        DEALS[: DEALS.index("set.price")]
        + "[[tables.links]]\n"
        + 'to = "elements"\ncatalog = "Товары"\ncolumn = "sku"\nseparator = " "\nquantity = "n"\nprice = "PRICE"\n'
    )

    assert shop.bring(PRODUCTS, table) == [(2, 0, 0, 0), (2, 0, 0, 0)]

    goods = shop.cards(Kind.ELEMENT)
    catalog = next(each for each in shop.world.facts.catalogs.values() if each.name == "Товары")
    price = shop.world.facts.fields_of(Kind.ELEMENT, catalog.id).by_code["PRICE"]
    assert catalog.type == "products"
    assert goods["Пион"].record.custom_fields == {str(price.id): ["220.5"]}
    (link,) = shop.cards(Kind.LEAD)["Букет"].links
    assert (link.to_id, link.catalog_id, link.quantity, link.price_id) == (
        goods["Роза"].record.id,
        catalog.id,
        11,
        price.id,
    )
    assert len(shop.cards(Kind.LEAD)["Два вида"].links) == 2


def test_a_link_kept_at_the_other_end(shop: Shop):
    """A company names its leads, though it is the lead that keeps the link."""
    shop.write("deals.csv", "id,title", "1,Розы", "2,Пионы")
    shop.write("clients.csv", "id,name,deals", "c1,Лютик,1;2")
    clients = CLIENTS[: CLIENTS.index("fields")] + 'links = [{ to = "leads", column = "deals", separator = ";" }]'

    assert shop.bring(DEALS[: DEALS.index("set.price")], clients) == [(2, 0, 0, 0), (1, 0, 0, 0)]

    lutik = shop.cards(Kind.COMPANY)["Лютик"].record.id
    assert [link.to_id for card in shop.cards(Kind.LEAD).values() for link in card.links] == [lutik, lutik]


def test_the_main_contact_is_the_one_that_is_said_to_be(shop: Shop):
    shop.write("people.csv", "id,name", "1,Зоя", "2,Павел")
    shop.write("deals.csv", "id,title,helper,buyer", "1,Розы,1,2")
    people = '[[tables]]\ninto = "contacts"\nfile = "people.csv"\nkey = "id"\nset.name = "name"\n'
    table = DEALS[: DEALS.index("set.price")] + (
        'links = [{ to = "contacts", column = "helper" }, { to = "contacts", column = "buyer", main = true }]'
    )

    shop.bring(people, table)

    contacts = shop.cards(Kind.CONTACT)
    links = {link.to_id: link.is_main for link in shop.cards(Kind.LEAD)["Розы"].links}
    assert links == {contacts["Павел"].record.id: True, contacts["Зоя"].record.id: False}


def test_two_files_that_number_from_one_each_have_a_source(shop: Shop):
    shop.write("clients.csv", "id,name,city", "1,Лютик,Тверь")
    shop.write("suppliers.csv", "id,name,city", "1,Теплица,Псков")
    shop.write("deals.csv", "id,title,sum,stage,tags,client", "1,Розы,1,Won,,1")
    suppliers = CLIENTS.replace("clients.csv", "suppliers.csv").replace("[[tables]]", '[[tables]]\nsource = "shop/s"')
    deals = DEALS.replace('column = "client"', 'column = "client", source = "shop/s"')

    assert shop.bring(CLIENTS, suppliers, deals) == [(1, 0, 0, 0)] * 3

    (link,) = shop.cards(Kind.LEAD)["Розы"].links
    assert link.to_id == shop.cards(Kind.COMPANY)["Теплица"].record.id
