"""In what «Ромашка» may count: rubles first."""

from typing import Any

import httpx2

from tests.answers import paths
from tests.world import World

CURRENCIES = "/api/v4/currencies"


def codes(answer: httpx2.Response) -> list[str]:
    return [currency["code"] for currency in answer.json()["_embedded"]["currencies"]]


def test_the_accounts_own_currency_stands_first(client: httpx2.Client) -> None:
    body = client.get(CURRENCIES).json()
    assert list(body) == ["_page", "_links", "_embedded"]
    assert body["_embedded"]["currencies"][:2] == [
        {"code": "RUB", "name": "Russian Ruble"},
        {"code": "AED", "name": "UAE Dirham"},
    ]
    assert len(body["_embedded"]["currencies"]) == 50


def test_currencies_are_paged(client: httpx2.Client) -> None:
    first, rest = (client.get(CURRENCIES, params={"limit": 100, "page": page}) for page in (1, 2))
    assert ("next" in first.json()["_links"], "next" in rest.json()["_links"]) == (True, False)
    every = codes(first) + codes(rest)
    assert len(every) == len(set(every))
    assert {"EUR", "KZT", "USD", "BYN"} <= set(every)
    assert client.get(CURRENCIES, params={"page": 9}).status_code == 204


def test_every_user_may_read_them(client_of: Any, world: World) -> None:
    assert codes(client_of(world.oleg).get(CURRENCIES))[0] == "RUB"


def test_a_monetary_field_is_counted_in_one_of_them(client: httpx2.Client) -> None:
    def add(currency: str) -> httpx2.Response:
        sent = {"name": "Аванс", "type": "monetary", "currency": currency}
        return client.post("/api/v4/leads/custom_fields", json=[sent])

    assert add("KZT").json()["_embedded"]["custom_fields"][0]["currency"] == "KZT"
    refused = add("ABC")
    assert refused.status_code == 400
    assert paths(refused) == ["currency"]
