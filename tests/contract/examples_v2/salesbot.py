from tests.contract.shop import Shop
from voronka.services import bots


def tell(shop: Shop) -> None:
    hello = shop.world.do(bots.create, name="Приветствие", type="regular")
    [lead] = shop.new("leads.add", {"name": "Букеты"})
    shop.call("v2.salesbot.run", [{"bot_id": hello.id, "entity_id": lead, "entity_type": 2}])
