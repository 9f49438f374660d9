from tests.contract.shop import Shop

SITE = "http://127.0.0.1:9/in"


def tell(shop: Shop) -> None:
    hooks = [{"url": SITE, "events": ["status_lead"]}, {"url": "nowhere", "events": ["add_lead"]}]
    good, bad = shop.call("v2.webhooks.subscribe", {"subscribe": hooks})["_embedded"]["items"]
    assert (good["result"], bad["result"]) == (True, False)
    more = {"subscribe": [{"url": SITE, "events": ["add_lead"]}]}
    shop.call("private.webhooks.subscribe", {"request": {"webhooks": more}})
    shop.call("v2.webhooks.list")
    shop.call("private.webhooks.list")
    shop.call("v2.webhooks.unsubscribe", {"unsubscribe": [{"url": SITE, "events": ["add_lead"]}]})
    shop.call("private.webhooks.unsubscribe", {"request": {"webhooks": {"unsubscribe": [{"url": SITE}]}}})
