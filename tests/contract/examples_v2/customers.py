from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [lutik] = shop.new("companies.add", {"name": "ООО Лютик"})
    new = {
        "name": "Постоянный клиент",
        "next_date": 1900000000,
        "next_price": 5000,
        "periodicity": 30,
        "tags": "годовой",
        "main_contact_id": maria,
        "company_id": lutik,
    }
    [made] = shop.call("v2.customers.set", {"add": [new]})["_embedded"]["items"]
    shop.call("v2.customers.list", query={"id": made["id"], "with": "catalog_elements_links"})
    shop.call("private.customers.list", query={"filter[main_user][]": shop.world.irina.id})
    more = {"add": [{"name": "Разовый", "main_user_id": shop.world.anna.id, "request_id": 2}], "delete": [made["id"]]}
    shop.call("private.customers.set", {"request": {"customers": more}})
    gone = shop.call("v2.customers.set", {"add": [{"name": "Ещё один"}], "delete": [404]})["_embedded"]
    assert gone["errors"] == {"delete": {"404": "Element not found"}}
    shop.call("customers.segments.add", {"name": "Постоянные"})
    shop.call("v2.customers.segments")
