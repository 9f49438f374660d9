from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    for owner in ("leads", "contacts", "companies", "customers"):
        shop.call(f"{owner}.tags.add", [{"name": "Опт"}, {"name": "VIP"}])
        shop.call(f"{owner}.tags.list", query={"query": "опт"})
    [tag] = shop.new("leads.tags.add", {"name": "Срочно", "color": "FF8F92"})
    shop.call("leads.tags.update", [{"id": tag, "name": "Очень срочно"}])
    shop.call("leads.tags.update_one", {"color": "247BA0"}, id=tag)
