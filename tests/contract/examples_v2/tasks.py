from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    task = {
        "element_id": lead,
        "element_type": 2,
        "task_type": 1,
        "text": "Перезвонить",
        "complete_till_at": 1900000000,
    }
    [made] = shop.call("v2.tasks.set", {"add": [task]})["_embedded"]["items"]
    done = {"id": made["id"], "last_modified": 2_000_000_000, "status": True, "result": "Дозвонились"}
    letter = {"task_type": "LETTER", "text": "Послать счёт", "complete_till": 1900000000}
    shop.call("private.tasks.set", {"request": {"tasks": {"add": [letter], "update": [done]}}})
    shop.call("v2.tasks.list", query={"type": "lead", "filter[status]": 1})
    shop.call("private.tasks.list")
    shop.call("private.tasks.all", query={"limit_rows": 1})
