from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    entities = {
        "leads": [{"name": "Заявка с сайта", "sale": 500, "notes": [{"text": "Перезвонить"}]}],
        "contacts": [{"name": "Пётр", "tags": "сайт"}],
        "companies": [{"name": "ООО Лютик"}],
    }
    form = {
        "source_name": "Сайт",
        "source_uid": "f-77",
        "created_at": 1700000000,
        "incoming_entities": entities,
        "incoming_lead_info": {"form_id": "25", "form_page": "romashka.test", "ip": "203.0.113.9"},
    }
    [first] = shop.call("v2.unsorted.add_form", {"add": [form]})["data"]
    rang = {"from": "+7 926 111-00-22", "to": shop.world.anna.id, "date_call": 1700000000, "duration": 61}
    call = {"source_name": "АТС", "incoming_entities": {"leads": []}, "incoming_lead_info": {**rang, "add_note": True}}
    [second] = shop.call("v2.unsorted.add_sip", {"add": [call]})["data"]
    shop.call("v2.unsorted.list", query={"categories[]": "forms", "page_size": 10, "PAGEN_1": 1})
    shop.call("v2.unsorted.accept", {"accept": [first], "user_id": shop.world.anna.id})
    shop.call("v2.unsorted.decline", {"decline": [second]})
    shop.call("v2.unsorted.summary", query={"data[filter][date][from]": "2020-01-01 00:00:00"})
