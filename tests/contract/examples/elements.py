from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Товары", "type": "products"})
    price = {"field_code": "PRICE", "values": [{"value": 150}]}
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза", "custom_fields_values": [price]}, catalog_id=catalog)
    shop.call("catalogs.elements.list", query={"query": "роза"}, catalog_id=catalog)
    shop.call("catalogs.elements.get", catalog_id=catalog, id=rose)
    shop.call("catalogs.elements.update", [{"id": rose, "name": "Роза красная"}], catalog_id=catalog)
    shop.call("catalogs.elements.update_one", {"name": "Роза белая"}, catalog_id=catalog, id=rose)
