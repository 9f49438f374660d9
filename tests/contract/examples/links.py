from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [veter] = shop.new("companies.add", {"name": "ООО Ветер"})
    tell_of(shop, "leads", lead, "contacts", maria)
    tell_of(shop, "contacts", maria, "companies", veter)
    tell_of(shop, "companies", veter, "leads", lead)
    tell_of_a_product(shop, lead)
    [regular] = shop.new("customers.add", {"name": "Кафе «Ветер»"})
    tell_of(shop, "customers", regular, "contacts", maria)


def tell_of(shop: Shop, owner: str, id: int, other: str, to: int) -> None:
    target = {"to_entity_id": to, "to_entity_type": other}
    shop.call(f"{owner}.link", [target], id=id)
    shop.call(f"{owner}.links.list", id=id)
    shop.call(f"{owner}.unlink", [target], id=id)
    shop.call(f"{owner}.link_many", [{"entity_id": id, **target}])
    shop.call(f"{owner}.links.list_many", query={"filter[entity_id][0]": id})
    shop.call(f"{owner}.unlink_many", [{"entity_id": id, **target}])


def tell_of_a_product(shop: Shop, lead: int) -> None:
    [catalog] = shop.new("catalogs.add", {"name": "Товары", "type": "products"})
    fields = shop.call("catalogs.custom_fields.list", catalog_id=catalog)["_embedded"]["custom_fields"]
    price = next(field["id"] for field in fields if field["code"] == "PRICE")
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза"}, catalog_id=catalog)
    target = {"to_entity_id": lead, "to_entity_type": "leads"}
    metadata = {"quantity": 10.5, "price_id": price}
    shop.call("catalogs.elements.link", [{**target, "metadata": metadata}], catalog_id=catalog, id=rose)
    shop.call("catalogs.elements.links.list", catalog_id=catalog, id=rose)
    shop.call("catalogs.elements.unlink", [target], catalog_id=catalog, id=rose)
