from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Товары", "type": "products"})
    price = {"field_code": "PRICE", "values": [{"value": 150}]}
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза", "custom_fields_values": [price]}, catalog_id=catalog)
    shop.call("catalogs.elements.list", query={"query": "роза"}, catalog_id=catalog)
    shop.call("catalogs.elements.get", catalog_id=catalog, id=rose)
    shop.call("catalogs.elements.update", [{"id": rose, "name": "Роза красная"}], catalog_id=catalog)
    shop.call("catalogs.elements.update_one", {"name": "Роза белая"}, catalog_id=catalog, id=rose)
    tell_of_an_invoice(shop)


def tell_of_an_invoice(shop: Shop) -> None:
    [bills] = shop.new("catalogs.add", {"name": "Счета", "type": "invoices"})
    [veter] = shop.new("companies.add", {"name": "ООО Ветер"})
    line = {
        "description": "Чай листовой",
        "unit_price": 320,
        "quantity": 4,
        "discount": {"type": "amount", "value": 20},
    }
    values = [
        {"field_code": "BILL_STATUS", "values": [{"enum_code": "created"}]},
        {"field_code": "PAYER", "values": [{"value": {"entity_id": veter, "entity_type": "companies"}}]},
        {"field_code": "ITEMS", "values": [{"value": line}]},
        {"field_code": "BILL_PRICE", "values": [{"value": 1260}]},
    ]
    [bill] = shop.new("catalogs.elements.add", {"name": "Счёт 17", "custom_fields_values": values}, catalog_id=bills)
    shop.call("catalogs.elements.get", query={"with": "invoice_link"}, catalog_id=bills, id=bill)
