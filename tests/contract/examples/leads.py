from tests.contract.shop import Shop

WITH = "contacts,loss_reason,catalog_elements,source,source_id,is_price_modified_by_robot"


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [veter] = shop.new("companies.add", {"name": "ООО Ветер"})
    around = {"contacts": [{"id": maria}], "companies": [{"id": veter}], "tags": [{"name": "Сайт"}]}
    first, second = shop.new(
        "leads.add",
        {"name": "Букеты к 8 марта", "price": 48000, "_embedded": around},
        {"name": "Свадьба", "price": 260.55, "request_id": "свадьба"},
    )
    shop.call(
        "tasks.add", [{"text": "Позвонить", "complete_till": 1900000000, "entity_id": first, "entity_type": "leads"}]
    )
    shop.call("leads.list", query={"with": WITH, "filter[price][from]": 1, "order[id]": "asc"})
    shop.call("leads.get", query={"with": WITH}, id=first)
    shop.call("leads.update", [{"id": first, "price": 50000}, {"id": second, "status_id": 143}])
    shop.call("leads.update_one", {"tags_to_add": [{"name": "Повтор"}]}, id=second)
