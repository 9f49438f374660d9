from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    lutik = {"name": "ООО Лютик", "tags": "опт,север", "leads_id": [lead], "contacts_id": [maria]}
    [made] = shop.call("v2.companies.set", {"add": [lutik]})["_embedded"]["items"]
    shop.call("v2.companies.list", query={"id": made["id"]})
    change = {"id": made["id"], "last_modified": 2_000_000_000, "name": "ООО Василёк"}
    shop.call("private.companies.set", {"request": {"contacts": {"update": [change]}}})
    shop.call("private.companies.list", query={"limit_rows": 1})
    shop.call("private.companies.all", query={"limit_rows": 1})
