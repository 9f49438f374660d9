from tests.contract.shop import Shop
from voronka.services import widgets

SETTINGS = {
    "login": {"name": "Логин", "type": "text", "required": True},
    "phones": {"name": "Номера", "type": "users", "required": False},
}


def tell(shop: Shop) -> None:
    manifest = {"widget": {"code": "phone_bridge", "version": "1.4.0"}, "settings": SETTINGS}
    shop.world.do(widgets.add, manifest)
    phones = {str(shop.world.anna.id): "204"}
    shop.call("widgets.install", {"login": "pbx", "phones": phones}, code="phone_bridge")
    shop.call("widgets.list")
    shop.call("widgets.get", code="phone_bridge")
    shop.call("widgets.uninstall", code="phone_bridge")
