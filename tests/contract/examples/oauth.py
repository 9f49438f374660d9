from tests.contract.shop import Shop
from tests.integration import REDIRECT
from tests.world import PASSWORD
from voronka.services import api_keys


def tell(shop: Shop) -> None:
    sync, nobody = shop.sync, shop.sync.client
    client_id = sync.integration.client_id
    shop.call("oauth.authorize", query={"client_id": client_id, "state": "s1", "mode": "popup"}, client=nobody)
    consent = {"client_id": client_id, "login": "anna@romashka.example", "password": PASSWORD, "decision": "allow"}
    shop.call("oauth.consent", client=nobody, sending={"data": consent})
    by_code = sync.request(grant_type="authorization_code", code=sync.code())
    pair = shop.call("oauth.token", by_code, client=nobody)
    shop.call("oauth.domain")
    held = {"headers": {"X-Refresh-Token": pair["refresh_token"]}}
    shop.call("oauth.domain_by_refresh", client=nobody, sending=held)
    by_refresh = sync.request(grant_type="refresh_token", refresh_token=pair["refresh_token"])
    assert by_refresh["redirect_uri"] == REDIRECT
    shop.call("oauth.token", client=nobody, sending={"data": by_refresh})
    key = {
        "login": "anna@romashka.example",
        "api_key": shop.world.do(api_keys.show, shop.world.anna.id).amocrm,
        "client_uuid": client_id,
        "client_secret": sync.secret,
    }
    shop.call("oauth.exchange", key, client=nobody)
