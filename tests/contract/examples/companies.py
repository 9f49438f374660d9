from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": "+7 495 111-00-22", "enum_code": "WORK"}]}
    tags = {"tags": [{"name": "Опт"}]}
    [veter] = shop.new("companies.add", {"name": "ООО Ветер", "custom_fields_values": [phone], "_embedded": tags})
    shop.call("companies.list", query={"with": "contacts,leads,customers,catalog_elements", "query": "ветер"})
    shop.call("companies.get", id=veter)
    shop.call("companies.update", [{"id": veter, "name": "ООО Ветер и парус"}])
    shop.call("companies.update_one", {"responsible_user_id": shop.world.anna.id}, id=veter)
