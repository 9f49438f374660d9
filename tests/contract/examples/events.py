from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты", "price": 48000})
    shop.call("leads.update_one", {"status_id": 142}, id=lead)
    listed = shop.call("events.list", query={"filter[type]": "lead_status_changed", "with": "lead_name"})
    [event] = listed["_embedded"]["events"]
    shop.call("events.get", query={"with": "lead_name"}, id=event["id"])
    shop.call("events.types", query={"language_code": "ru"})
