from tests.contract.examples.files import uploaded
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
    bill = uploaded(shop, "Счёт.bin", b"total 5000", content_type="application/octet-stream")
    params = {"file_uuid": bill["uuid"], "file_name": "Счёт.bin"}
    shop.call("leads.notes.add", [{"entity_id": lead, "note_type": "attachment", "params": params}])
    shown = shop.call("v2.notes.list", query={"type": "lead", "note_type": 5})["_embedded"]["items"]
    shop.call("v2.attachments.download", attachment=shown[0]["attachment"])
