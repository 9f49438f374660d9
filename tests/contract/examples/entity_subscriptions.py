from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букет"})
    shop.call("leads.subscriptions.list", id=lead)
    [customer] = shop.new("customers.add", {"name": "Мария Ким", "next_date": 1900000000})
    shop.call("customers.subscriptions.list", id=customer)
