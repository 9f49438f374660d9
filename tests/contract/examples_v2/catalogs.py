from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    new = {"name": "Тарифы", "type": "regular", "can_link_multiple": True, "request_id": 1}
    [made] = shop.call("v2.catalogs.set", {"add": [new]})["_embedded"]["items"]
    shop.call("v2.catalogs.list", query={"id": made["id"]})
    catalogs = {"add": [{"name": "Услуги"}], "update": [{"id": made["id"], "name": "Тарифы 2026"}], "delete": [404]}
    told = shop.call("private.catalogs.set", {"request": {"catalogs": catalogs}})["response"]["catalogs"]
    assert [each["id"] for each in told["delete"]["errors"]] == [404]
    shop.call("private.catalogs.list")
    shop.call("v2.catalogs.set", {"delete": [made["id"]]})
