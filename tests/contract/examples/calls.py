from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": "+79261110022"}]}
    shop.new("contacts.add", {"name": "Мария Ким", "custom_fields_values": [phone]})
    call = {"direction": "inbound", "duration": 61, "source": "АТС", "link": "https://ats.example/1.mp3"}
    told = {"call_status": 4, "call_result": "Ждёт счёт", "call_responsible": "Анна", "request_id": "первый"}
    shop.call(
        "calls.add",
        [{**call, **told, "phone": "+79261110022", "uniq": "8f52d38a"}, {**call, "phone": "+74950000000"}],
    )
