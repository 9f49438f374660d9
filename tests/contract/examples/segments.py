from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [field] = shop.new("customers.segments.custom_fields.add", {"type": "text", "name": "Чем берут"})
    fields = [{"field_id": field, "values": [{"value": "Пионами"}]}]
    cafes = shop.call("customers.segments.add", {"name": "Кафе", "color": "2176ff", "custom_fields_values": fields})
    shop.new("customers.add", {"name": "Кафе «Ветер»", "_embedded": {"segments": [{"id": cafes["id"]}]}})
    shop.call("customers.segments.list")
    shop.call("customers.segments.get", id=cafes["id"])
    shop.call("customers.segments.update_one", {"bonus_points_conversion_rate": 5}, id=cafes["id"])
    shop.call("customers.segments.add", {"name": "Магазины", "color": "2176ff"})
    shop.call("customers.segments.delete", id=cafes["id"])
