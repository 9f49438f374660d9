from typing import Any

from tests.contract.shop import Shop

PHONE = {"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22"}]}


def tell(shop: Shop) -> None:
    shop.new("contacts.add", {"name": "Мария Ким", "custom_fields_values": [PHONE]})
    call = {"phone_number": "89261110022", "direction": "inbound", "uniq": "c-1", "duration": 61}
    nobody = {"phone_number": "+74950000000", "direction": "outbound", "request_id": "nobody"}
    told = shop.call("v2.calls.add", {"add": [call, nobody]})["_embedded"]
    assert [error["request_id"] for error in told["errors"]["add"]] == ["nobody"]
    older: dict[str, Any] = {"uuid": "c-2", "caller": "89261110022", "to": "204", "type": "inbound"}
    older["account_id"] = shop.world.romashka.id
    shop.call("private.calls.add", {"request": {"add": [older]}}, query={"code": "pbx"})
    coming = {"type": "phone_call", "phone_number": "+79261110022", "users": [shop.world.anna.id]}
    shop.call("v2.events.add", {"add": [coming]})
