from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22", "enum_code": "MOB"}]}
    [maria] = shop.new(
        "contacts.add",
        {
            "first_name": "Мария",
            "last_name": "Ким",
            "custom_fields_values": [phone],
            "tags_to_add": [{"name": "VIP"}],
        },
    )
    shop.new("leads.add", {"name": "Букеты", "_embedded": {"contacts": [{"id": maria}]}})
    shop.call("contacts.list", query={"with": "leads,customers,catalog_elements,social_profiles", "query": "ким"})
    shop.call("contacts.get", query={"with": "leads"}, id=maria)
    shop.call("contacts.update", [{"id": maria, "last_name": "Ким-Соколова"}])
    shop.call("contacts.update_one", {"tags_to_delete": [{"name": "VIP"}]}, id=maria)
