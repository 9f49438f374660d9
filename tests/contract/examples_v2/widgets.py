from tests.contract.shop import Shop
from voronka.services import widgets

SETTINGS = {"login": {"name": "Логин", "type": "text", "required": True}}


def tell(shop: Shop) -> None:
    shop.world.do(widgets.add, {"widget": {"code": "phone_bridge", "version": "1.4.0"}, "settings": SETTINGS})
    shop.call("v2.widgets.switch", {"install": {"widget_code": "phone_bridge", "login": "pbx"}})
    [widget] = shop.call("v2.widgets.list", query={"widget_code": "phone_bridge"})["_embedded"]["items"]
    shop.call("private.widgets.list", query={"widget_id": widget["widget_id"]})
    gone = {"uninstall": [{"widget_id": widget["widget_id"]}]}
    shop.call("private.widgets.switch", {"request": {"widgets": gone}})
