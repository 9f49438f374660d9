from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    pages = [{"id": "p1", "name": "Офис", "link": "+79990001122"}]
    whatsapp = {"type": "whatsapp", "params": {"waba": True, "is_supports_list_message": False}, "pages": pages}
    site, office, old = shop.new(
        "sources.add",
        {"name": "Сайт", "external_id": "site", "default": True, "origin_code": "site_1"},
        {"name": "WhatsApp офис", "external_id": "wa-1", "services": [whatsapp]},
        {"name": "Старый сайт", "external_id": "old"},
    )
    shop.call("sources.list", query={"filter[external_id][]": ["site", "wa-1"]})
    shop.call("sources.get", id=office)
    shop.call("sources.update", [{"id": site, "name": "Новый сайт"}])
    shop.call("sources.update_one", {"default": True}, id=office)
    shop.call("sources.delete", id=old)
    shop.call("sources.delete_many", [{"id": site}])
