from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22", "enum_code": "MOB"}]}
    around = {
        "contacts": [{"first_name": "Мария", "custom_fields_values": [phone]}],
        "companies": [{"name": "ООО Ветер"}],
        "tags": [{"name": "Сайт"}],
    }
    shop.call("leads.complex", [{"name": "Заявка с сайта", "price": 3500, "_embedded": around, "request_id": "a1"}])
