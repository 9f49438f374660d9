from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("customers.set_mode", {"mode": "periodicity", "is_enabled": True})
    [ready] = shop.new("customers.statuses.add", {"name": "Готовим предложение", "sort": 20, "color": "#d6eaff"})
    shop.call("customers.statuses.list")
    shop.call("customers.statuses.get", id=ready)
    shop.call("customers.statuses.update_one", {"name": "Предложение готово", "sort": 30}, id=ready)
    shop.call("customers.statuses.delete", id=ready)
