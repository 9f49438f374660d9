from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [catalog] = shop.new("catalogs.add", {"name": "Товары"})
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза"}, catalog_id=catalog)
    roses = {"from": "leads", "from_id": lead, "to": "catalog_elements", "to_id": rose, "to_catalog_id": catalog}
    shop.call("private.links.set", {"request": {"links": {"link": [{**roses, "quantity": 3}]}}})
    shop.call("v2.links.set", {"link": [{"from": "contacts", "from_id": maria, "to": "leads", "to_id": lead}]})
    for name in ("v2.links.list", "private.links.list"):
        shop.call(name, query={"links[0][from]": "leads", "links[0][from_id]": lead})
    shop.call("private.contacts.links", query={"deals_link[]": lead})
