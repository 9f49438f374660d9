from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    wanted = {"url": "https://shop.example/offer", "metadata": {"entity_type": "contacts", "entity_id": maria}}
    made = shop.call("short_links.add", [wanted])
    code = made["_embedded"]["short_links"][0]["url"].rpartition("/")[2]
    shop.call("short_links.follow", code=code)
