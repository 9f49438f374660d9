from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    stages = [{"name": "Заявка", "sort": 10, "color": "#fffeb2"}, {"id": 142, "name": "Продано"}]
    new = {"name": "Опт", "sort": 20, "is_main": False, "is_unsorted_on": True, "_embedded": {"statuses": stages}}
    [wholesale] = shop.new("pipelines.add", new)
    shop.call("pipelines.list")
    shop.call("pipelines.get", id=wholesale)
    shop.call("pipelines.update_one", {"name": "Опт и магазины"}, id=wholesale)
    tell_of_statuses(shop, wholesale)
    [retail] = shop.new("pipelines.add", {"name": "Розница", "sort": 30, "is_main": False, "is_unsorted_on": False})
    shop.call("pipelines.delete", id=retail)


def tell_of_statuses(shop: Shop, pipeline: int) -> None:
    hint = {"level": "newbie", "description": "Спросить о доставке"}
    new = {"name": "Счёт выставлен", "sort": 30, "color": "#98cbff", "descriptions": [hint]}
    [billed] = shop.new("statuses.add", new, pipeline_id=pipeline)
    shop.call("statuses.list", query={"with": "descriptions"}, pipeline_id=pipeline)
    shop.call("statuses.get", query={"with": "descriptions"}, pipeline_id=pipeline, id=billed)
    shop.call("statuses.update_one", {"name": "Ждём оплату"}, pipeline_id=pipeline, id=billed)
    shop.call("statuses.delete", pipeline_id=pipeline, id=billed)
