from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    first, second, third = shop.new("leads.add", {"name": "Букеты"}, {"name": "Свадьба"}, {"name": "Юбилей"})
    shop.call("private.deletions.many", {"ACTION": "DELETE", "ID": [first, second]}, entity="leads")
    shop.call("private.deletions.lead", {"ID": [third]})
