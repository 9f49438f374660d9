from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("currencies.list", query={"limit": 10})
