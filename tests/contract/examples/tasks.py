from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    card = {"entity_id": lead, "entity_type": "leads", "task_type_id": 1}
    call, meet = shop.new(
        "tasks.add",
        {"text": "Позвонить", "complete_till": 1900000000, **card},
        {"text": "Встретиться", "complete_till": 1900003600, "duration": 3600, "task_type_id": 2},
    )
    done = {"is_completed": True, "result": {"text": "Договорились"}}
    shop.call("tasks.update", [{"id": call, **done}])
    shop.call("tasks.update_one", {"complete_till": 1900007200}, id=meet)
    shop.call("tasks.list", query={"order[complete_till]": "asc"})
    shop.call("tasks.get", id=call)
