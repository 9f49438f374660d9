from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    where = {"element_id": lead, "element_type": 2}
    call = {"UNIQ": "7a", "PHONE": "+79160000001", "DURATION": 33, "SRC": "ats", "call_status": 4}
    notes = [{**where, "note_type": 4, "text": "Ждёт счёт"}, {**where, "note_type": 10, "params": call}]
    shop.call("v2.notes.set", {"add": notes})
    shop.call("v2.notes.list", query={"type": "lead", "element_id": lead})
    sms = {**where, "note_type": 103, "params": {"text": "Букет готов", "phone": "+79160000001"}}
    shop.call("private.notes.set", {"request": {"notes": {"add": [sms]}}})
    shop.call("private.notes.list", query={"type": "all"})
