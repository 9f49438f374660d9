from tests.contract.shop import Shop
from voronka.services import api_keys


def tell(shop: Shop) -> None:
    keys = shop.world.do(api_keys.show, shop.world.anna.id)
    login = {"USER_LOGIN": keys.login, "USER_HASH": keys.amocrm}
    nobody = shop.sync.client
    shop.call("private.auth.login", login, query={"type": "json"}, client=nobody)
    shop.call("private.auth.login_by_query", query={**login, "type": "json"}, client=nobody)
