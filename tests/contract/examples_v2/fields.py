from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    new = {
        "name": "Источник рекламы",
        "field_type": 4,
        "element_type": 2,
        "origin": "romashka_site_1",
        "enums": ["Сайт", "Выставка"],
        "request_id": 5,
    }
    [made] = shop.call("v2.fields.set", {"add": [new]})["_embedded"]["items"]
    older = {"name": "Скидка", "type": 2, "element_type": 1, "origin": "romashka_site_1", "disabled": True}
    fields = {"add": [older], "delete": [{"id": made["id"], "origin": "romashka_site_1"}]}
    told = shop.call("private.fields.set", {"request": {"fields": fields}})["response"]["fields"]
    assert told["delete"] == [{"id": made["id"]}]
