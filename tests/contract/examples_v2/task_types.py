from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    kinds = {"ACTION": "ALL_EDIT", "task_types": [{"name": "Доставка"}, {"id": 2, "name": "Встреча в салоне"}]}
    told = shop.call("private.task_types.edit", kinds)
    assert [kind["name"] for kind in told["data"]] == ["Доставка", "Встреча в салоне"]
    assert shop.call("private.task_types.edit", {"ACTION": "DELETE"})["status"] == "FAIL"
