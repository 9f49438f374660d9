from tests.contract.shop import Shop

CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    shop.call("contacts.chats.add", [{"contact_id": maria, "chat_id": CHAT}])
    shop.call("contacts.chats.list", query={"contact_id[]": [maria]})
