from tests.contract.shop import Shop
from voronka.domain.talks import Incoming
from voronka.services import receiving

CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def tell(shop: Shop) -> None:
    [maria] = shop.new("contacts.add", {"name": "Мария Ким"})
    shop.new("leads.add", {"name": "Букет", "_embedded": {"contacts": [{"id": maria}]}})
    photo = {"type": "picture", "link": "https://shop.example/1.jpg", "file_name": "1.jpg"}
    first = Incoming(chat_id=CHAT, author="Мария", text="Такой есть?", contact_id=maria, attachment=photo)
    talk_id = shop.world.do_as(shop.world.irina, receiving.receive, first).talk_id
    shop.call("talks.list", query={"filter[contact_id]": maria, "filter[only_in_work]": 1})
    shop.call("talks.get", id=talk_id)
    shop.call("talks.messages.list", query={"filter[created_at][from]": 1}, id=talk_id)
    shop.call("talks.close", {"force_close": True}, id=talk_id)
