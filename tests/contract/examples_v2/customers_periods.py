from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("customers.set_mode", {"mode": "periodicity", "is_enabled": True})
    periods = shop.call("v2.customers_periods.list")["_embedded"]["items"]
    kept = [{"id": each["id"], "sort": each["sort"]} for each in periods]
    more = [*kept, {"period": 30, "sort": 20, "color": "#fffeb2"}]
    shop.call("v2.customers_periods.replace", {"update": more})
    shop.call("private.customers_periods.list")
    shop.call("private.customers_periods.replace", {"request": {"customers_periods": {"update": kept}}})
