from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Цветы"})
    [peonies] = shop.new("catalogs.elements.add", {"name": "Пионы"}, catalog_id=catalog)
    [cafe] = shop.new("customers.add", {"name": "Кафе «Ветер»"})
    flowers = {"catalog_elements": [{"id": peonies, "metadata": {"catalog_id": catalog, "quantity": 15}}]}
    receipt = {"receipt_link": "https://romashka.example/receipts/118", "external_id": "118"}
    order = {"price": 4500, "comment": "Заказ 118", "completed_at": 1750000400, "metadata": receipt}
    first, second, _ = shop.new(
        "customers.transactions_of.add",
        {**order, "next_price": 5000, "next_date": 1752600000, "_embedded": flowers},
        {"price": 700},
        {"price": 300},
        query={"accrue_bonus": "true"},
        customer_id=cafe,
    )
    shop.call("customers.transactions.list", query={"filter[id][0]": first})
    shop.call("customers.transactions.get", id=first)
    shop.call("customers.transactions_of.list", customer_id=cafe)
    shop.call("customers.transactions_of.get", customer_id=cafe, id=first)
    shop.call("customers.transactions_of.delete", customer_id=cafe, id=second)
    shop.call("customers.transactions.delete", id=first)
    shop.call("customers.bonus_points", {"earn": 20}, id=cafe)
