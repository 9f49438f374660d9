from tests.contract.shop import Shop

WITH = "is_price_modified_by_robot,loss_reason_name,catalog_elements_links"


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    [lutik] = shop.new("companies.add", {"name": "ООО Лютик"})
    lead = {"name": "Ремонт офиса", "sale": 120000, "contacts_id": [maria], "company_id": lutik, "tags": "опт"}
    [made] = shop.call("v2.leads.set", {"add": [lead]})["_embedded"]["items"]
    shop.call("v2.leads.list", query={"id": made["id"], "with": WITH})
    old = {"id": made["id"], "updated_at": 1, "sale": 1}
    stale = shop.call("v2.leads.set", {"update": [old]})
    assert stale["_embedded"]["errors"] == {"update": {str(made["id"]): "Last modified date is older than in database"}}
    leads = {"add": [{"name": "Поставка муки", "price": 90000, "request_id": 3, "tags": "опт"}]}
    shop.call("private.leads.set", {"request": {"leads": leads}})
    shop.call("private.leads.list", query={"filter[active]": 1})
    shop.call("private.leads.all", query={"limit_rows": 1})
