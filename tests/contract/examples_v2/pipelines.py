from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    stages = [{"name": "Заявка", "sort": 10, "color": "#fffeb2"}]
    adds = [{"name": "Опт", "sort": 2, "statuses": stages}, {"name": "Розница", "sort": 3, "statuses": stages}]
    made = shop.call("private.pipelines.set", {"request": {"pipelines": {"add": adds}}})
    ids = [item["id"] for item in made["response"]["pipelines"]["add"]["pipelines"]]
    shop.call("v2.pipelines.list")
    shop.call("private.pipelines.list", query={"id": ids[0]})
    whole = {str(ids[0]): {"id": ids[0], "name": "Опт", "statuses": {"0": {"name": "Договор"}}}}
    shop.call("private.pipelines.set", {"request": {"pipelines": {"update": whole}}})
    shop.call("private.pipelines.delete", {"request": {"id": [ids[0]]}})
    shop.call("private.pipelines.delete_by_query", query={"id": ids[1]})
