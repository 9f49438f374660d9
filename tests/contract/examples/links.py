from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [veter] = shop.new("companies.add", {"name": "ООО Ветер"})
    tell_of(shop, "leads", lead, "contacts", maria)
    tell_of(shop, "contacts", maria, "companies", veter)
    tell_of(shop, "companies", veter, "leads", lead)


def tell_of(shop: Shop, owner: str, id: int, other: str, to: int) -> None:
    target = {"to_entity_id": to, "to_entity_type": other}
    shop.call(f"{owner}.link", [target], id=id)
    shop.call(f"{owner}.links.list", id=id)
    shop.call(f"{owner}.unlink", [target], id=id)
    shop.call(f"{owner}.link_many", [{"entity_id": id, **target}])
    shop.call(f"{owner}.links.list_many", query={"filter[entity_id][0]": id})
    shop.call(f"{owner}.unlink_many", [{"entity_id": id, **target}])
