from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    for owner in ("leads", "contacts", "companies", "customers"):
        [record] = shop.new(f"{owner}.add", {"name": "Ромашка"})
        tell_of_all(shop, owner, record)
        tell_of_one(shop, owner, record)


def tell_of_all(shop: Shop, owner: str, record: int) -> None:
    notes = f"{owner}.notes"
    call = {
        "uniq": "8f52d38a",
        "duration": 60,
        "source": "АТС",
        "link": "https://ats.example/1.mp3",
        "phone": "+79261110022",
    }
    waits, called = shop.new(
        f"{notes}.add",
        {"entity_id": record, "note_type": "common", "params": {"text": "Ждёт счёт"}},
        {"entity_id": record, "note_type": "call_in", "params": call},
    )
    shop.call(f"{notes}.pin", id=waits)
    shop.call(f"{notes}.list", query={"with": "is_pinned", "filter[note_type][]": ["common", "call_in"]})
    shop.call(f"{notes}.get", query={"with": "is_pinned"}, id=waits)
    shop.call(f"{notes}.unpin", id=waits)
    shop.call(f"{notes}.update", [{"id": waits, "params": {"text": "Получил счёт"}}])
    shop.call(f"{notes}.update_one", {"params": {"duration": 61}}, id=called)


def tell_of_one(shop: Shop, owner: str, record: int) -> None:
    notes = f"{owner}.notes_of"
    sms = {"note_type": "sms_out", "params": {"text": "Курьер выехал", "phone": "+79261110022"}}
    [sent] = shop.new(f"{notes}.add", sms, entity_id=record)
    shop.call(f"{notes}.list", query={"order[id]": "desc"}, entity_id=record)
    shop.call(f"{notes}.get", id=sent, entity_id=record)
    shop.call(f"{notes}.update", [{"id": sent, "params": {"text": "Курьер у двери"}}], entity_id=record)
    shop.call(f"{notes}.update_one", {"params": {"text": "Курьер уехал"}}, id=sent, entity_id=record)
