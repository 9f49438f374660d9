from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("products.settings.get")
    shop.call("products.settings.change", {"is_enabled": True})
    shop.call("products.settings.get")
