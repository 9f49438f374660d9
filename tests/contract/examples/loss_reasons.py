from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    dear, far = shop.new("loss_reasons.add", {"name": "Дорого", "sort": 1}, {"name": "Далеко"})
    shop.call("loss_reasons.list")
    shop.call("loss_reasons.get", id=dear)
    shop.call("loss_reasons.update_one", {"name": "Слишком дорого"}, id=dear)
    shop.call("loss_reasons.delete", id=far)
