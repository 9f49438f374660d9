from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Товары"})
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    new = {"catalog_id": catalog, "name": "Карандаш", "leads_id": [lead]}
    [made] = shop.call("v2.catalog_elements.set", {"add": [new]})["_embedded"]["items"]
    shop.call("v2.catalog_elements.list", query={"catalog_id": catalog, "term": "карандаш", "PAGEN_1": 1})
    pen = {"id": made["id"], "catalog_id": catalog, "updated_at": 2_000_000_000, "name": "Ручка"}
    elements = {"add": [{"catalog_id": catalog, "name": "Тетрадь"}], "update": [pen]}
    shop.call("private.catalog_elements.set", {"request": {"catalog_elements": elements}})
    shop.call("private.catalog_elements.list", query={"id": made["id"]})
    shop.call("v2.catalog_elements.set", {"delete": [made["id"]]})
