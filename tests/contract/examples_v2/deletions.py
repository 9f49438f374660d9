from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    first, second, third = shop.new("leads.add", {"name": "Букеты"}, {"name": "Свадьба"}, {"name": "Юбилей"})
    shop.call("private.deletions.many", {"ACTION": "DELETE", "ID": [first, second]}, entity="leads")
    shop.call("private.deletions.lead", {"ID": [third]})
    [fourth] = shop.new("leads.add", {"name": "Выпускной"})
    action = {"entity_type": 2, "multiaction_type": 4, "data": {"data": {"ACTION": "DELETE"}}, "ids": [fourth]}
    shop.call("private.deletions.multiactions", {"request": {"multiactions": {"add": [action]}}})
