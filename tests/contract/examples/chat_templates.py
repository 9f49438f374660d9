from tests.contract.examples.files import uploaded
from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    pages = [{"id": "p1", "name": "Офис", "link": "+79990001122"}]
    whatsapp = {"type": "whatsapp", "params": {"waba": True}, "pages": pages}
    shop.new("sources.add", {"name": "WhatsApp офис", "external_id": "wa-1", "services": [whatsapp]})
    bouquet = uploaded(shop, "Букет.jpg", b"x" * 100)
    hello, offer, old = shop.new(
        "chats.templates.add",
        {
            "name": "Привет",
            "content": "Здравствуйте, {{contact.name}}",
            "external_id": "hi",
            "buttons": [
                {"type": "inline", "text": "Да"},
                {"type": "url", "text": "Каталог", "url": "https://shop.example"},
            ],
            "attachment": {"id": bouquet["uuid"], "name": "Букет.jpg", "type": "picture"},
        },
        {
            "name": "Акция",
            "content": "Пионы",
            "type": "waba",
            "waba_category": "MARKETING",
            "waba_examples": {"a": "b"},
        },
        {"name": "Старый", "content": "Пока"},
    )
    [review] = shop.call("chats.templates.review", id=offer)["_embedded"]["reviews"]
    shop.call(
        "chats.templates.set_review", {"status": "rejected", "reject_reason": "Нет"}, id=offer, review_id=review["id"]
    )
    shop.call("chats.templates.list", query={"with": "reviews"})
    shop.call("chats.templates.get", query={"with": "reviews"}, id=offer)
    shop.call("chats.templates.update", [{"id": hello, "name": "Добрый день"}])
    shop.call("chats.templates.update_one", {"is_editable": True}, id=hello)
    shop.call("chats.templates.delete", id=old)
    shop.call("chats.templates.delete_many", [{"id": hello}])
