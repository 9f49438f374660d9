from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [flowers] = shop.new("catalogs.add", {"name": "Цветы", "type": "regular", "sort": 10, "can_link_multiple": True})
    shop.call("catalogs.list", query={"limit": 10})
    shop.call("catalogs.get", id=flowers)
    shop.call("catalogs.update", [{"id": flowers, "name": "Срезанные цветы"}])
    shop.call("catalogs.update_one", {"name": "Цветы и зелень"}, id=flowers)
