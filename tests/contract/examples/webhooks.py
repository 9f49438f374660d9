from tests.contract.shop import Shop

HOOK = "http://127.0.0.1:9/hook"


def tell(shop: Shop) -> None:
    shop.call("webhooks.subscribe", {"destination": HOOK, "settings": ["add_lead", "status_lead"]})
    shop.call("webhooks.list", query={"filter[destination]": HOOK})
    shop.call("webhooks.subscribe", {"destination": f"{HOOK}/2", "settings": ["add_contact"]})
    shop.call("webhooks.unsubscribe", {"destination": HOOK})
