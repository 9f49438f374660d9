from tests.contract.shop import Shop
from voronka.domain.bots import Start
from voronka.domain.kinds import Kind
from voronka.services import bots


def tell(shop: Shop) -> None:
    world = shop.world
    hello = world.do(bots.create, name="Приветствие", type="greeting").id
    news = world.do(bots.create, name="Новости", type="marketing").id
    [lead] = shop.new("leads.add", {"name": "Букет"})
    shop.call("bots.list", query={"with": "favorite", "filter[type_functionality][]": ["greeting", "marketing"]})
    shop.call("bots.get", query={"with": "favorite"}, id=hello)
    target = {"entity_id": lead, "entity_type": "leads"}
    shop.call("bots.run", target, id=hello)
    shop.call("bots.run_many", [target | {"bot_id": hello}])
    shop.call("bots.stop", target, id=hello)
    go_on = {"data": {"total": "5"}, "execute_handlers": [{"handler": "goto", "params": {"type": "finish"}}]}
    for bot, name in ((hello, "bots.resume_salesbot"), (news, "bots.resume_marketingbot")):
        [run] = world.do_as(world.irina, bots.run, [Start(bot, Kind.LEAD, lead)])
        shop.call(name, go_on, bot_id=bot, continue_id=run.id)
