from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [maria], [veter] = shop.new("contacts.add", {"name": "Мария Ким"}), shop.new("companies.add", {"name": "ООО Ветер"})
    plan = {"next_price": 4500, "next_date": 1900000000, "periodicity": 30}
    [cafe] = shop.new("customers.add", {"name": "Кафе «Ветер»", **plan, "_embedded": {"tags": [{"name": "Опт"}]}})
    people = {"to_entity_id": maria, "to_entity_type": "contacts"}
    shop.call("customers.link", [people, {"to_entity_id": veter, "to_entity_type": "companies"}], id=cafe)
    shop.call("customers.list", query={"with": "contacts,companies,catalog_elements,group_id", "query": "кафе"})
    shop.call("customers.get", query={"with": "contacts"}, id=cafe)
    shop.call("customers.update", [{"id": cafe, "next_price": 5000, "tags_to_delete": [{"name": "Опт"}]}])
    shop.call("customers.update_one", {"responsible_user_id": shop.world.anna.id}, id=cafe)
