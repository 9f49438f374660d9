"""Products, what they hang on, and currencies, through the client."""

from tests.world import World
from voronka import AmoSync, ValidationFailed
from voronka.domain.customers import CustomerChange
from voronka.services import customers
from voronka.types import (
    CatalogAdd,
    ElementAdd,
    FieldValue,
    FieldValuesChange,
    LeadAdd,
    LinkFilter,
    LinkMetadataWrite,
    LinkWrite,
    ProductsSwitch,
)


def test_products_are_switched_on_and_hung_on_a_deal(amo: AmoSync):
    assert not amo.products.settings.get().is_enabled
    catalog = amo.products.settings.change(ProductsSwitch(is_enabled=True)).catalog_id
    assert catalog
    assert amo.products.settings.get().catalog_id == catalog

    price = FieldValuesChange(field_code="PRICE", values=[FieldValue(value=150)])
    [rose] = amo.catalogs.elements.add(catalog, [ElementAdd(name="Роза", custom_fields_values=[price])])
    first, second = amo.leads.add([LeadAdd(name="Свадьба"), LeadAdd(name="Юбилей")])
    wanted = [
        LinkWrite(to_entity_id=lead.id, to_entity_type="leads", metadata=LinkMetadataWrite(quantity=10.5))
        for lead in (first, second)
    ]
    made = amo.catalogs.elements.link(catalog, rose.id, wanted)

    assert [(link.to_entity_id, link.metadata and link.metadata.quantity) for link in made] == [
        (first.id, 10.5),
        (second.id, 10.5),
    ]
    one = LinkFilter(to_entity_id=[second.id], to_entity_type="leads")
    assert [link.to_entity_id for link in amo.catalogs.elements.links.list(catalog, rose.id, filter=one)] == [second.id]
    amo.catalogs.elements.unlink(catalog, rose.id, wanted[:1])
    assert [link.to_entity_id for link in amo.catalogs.elements.links.list(catalog, rose.id)] == [second.id]


def test_an_invoice_without_a_status_is_refused_and_a_wrong_total_is_warned_of(amo: AmoSync):
    [bills] = amo.catalogs.add([CatalogAdd(name="Счета", type="invoices")])
    try:
        amo.catalogs.elements.add(bills.id, [ElementAdd(name="Счёт")])
    except ValidationFailed as error:
        assert error.problems[0].path == "custom_fields_values"
    else:
        raise AssertionError("an invoice was made without its status")

    line = {"description": "Чай", "unit_price": 320, "quantity": 4}
    fields = [
        FieldValuesChange(field_code="BILL_STATUS", values=[FieldValue(enum_code="created")]),
        FieldValuesChange(field_code="ITEMS", values=[FieldValue(value=line)]),
        FieldValuesChange(field_code="BILL_PRICE", values=[FieldValue(value=1000)]),
    ]
    [made] = amo.catalogs.elements.add(bills.id, [ElementAdd(name="Счёт 17", custom_fields_values=fields)])
    assert made.embedded
    assert made.embedded.warning
    assert made.embedded.warning.message == "BILL_PRICE is 1000, the lines come to 1280."
    assert [each.id for each in amo.catalogs.elements.list(bills.id, order={"id": "desc"})] == [made.id]


def test_currencies_are_listed_over_all_pages(amo: AmoSync):
    codes = [currency.code for currency in amo.currencies.list(limit=40)]
    assert codes[0] == "RUB"
    assert len(codes) > 150


def test_a_customer_buys_a_product(amo: AmoSync, world: World):
    [shop] = world.do(customers.add, [CustomerChange(name="Кафе")])
    catalog = amo.products.settings.change(ProductsSwitch(is_enabled=True)).catalog_id
    assert catalog
    [rose] = amo.catalogs.elements.add(catalog, [ElementAdd(name="Роза")])
    [link] = amo.catalogs.elements.link(catalog, rose.id, [LinkWrite(to_entity_id=shop.id, to_entity_type="customers")])
    assert (link.to_entity_type, link.to_entity_id) == ("customers", shop.id)
    [bought] = amo.customers.get(shop.id, with_=["catalog_elements"]).embedded.catalog_elements  # type: ignore[union-attr]
    assert bought.id == rose.id
