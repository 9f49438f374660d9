from tests.contract.shop import Shop
from voronka.domain.kinds import Kind


def tell(shop: Shop) -> None:
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    [phone] = [field.id for field in shop.world.facts.fields_of(Kind.CONTACT).by_id.values() if field.code == "PHONE"]
    maria = {
        "name": "Мария Ким",
        "company_name": "ООО Лютик",
        "leads_id": [lead],
        "tags": "клиент,vip",
        "custom_fields": [{"id": phone, "values": [{"value": "+79160000001", "enum": "MOB"}]}],
        "request_id": 11,
        "notes": [{"note_type": 4, "text": "Звонить после обеда"}],
    }
    [made] = shop.call("v2.contacts.set", {"add": [maria]})["_embedded"]["items"]
    shop.call("v2.contacts.set", {"update": [{"id": made["id"], "updated_at": 2_000_000_000, "name": "Мария Ли"}]})
    shop.call("v2.contacts.list", query={"query": "9160000001", "limit_rows": 500})
    contacts = {
        "add": [{"name": "Пётр", "linked_leads_id": [lead]}],
        "update": [{"id": made["id"], "last_modified": 1}],
    }
    shop.call("private.contacts.set", {"request": {"contacts": contacts}})
    shop.call("private.contacts.list", query={"type": "all"})
    shop.call("private.contacts.all", query={"limit_rows": 1})
