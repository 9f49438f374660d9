from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("v2.products_settings.get")
    on = shop.call("v2.products_settings.switch", {"enabled": True})
    assert on["is_enabled"] is True
    assert shop.call("v2.products_settings.get")["catalog_id"] == on["catalog_id"]
