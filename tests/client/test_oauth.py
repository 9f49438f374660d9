"""OAuth call by call, and any other call."""

import pytest
from msgspec import structs

from tests.client.conftest import AmoOf
from tests.integration import REDIRECT, Sync
from tests.world import World
from voronka import AmoSync, NotFound, Refused, ValidationFailed
from voronka.services import api_keys, integrations
from voronka.types import ExchangeRequest, TokenRequest


def test_the_consent_page_is_an_address_to_send_a_browser_to(amo: AmoSync, sync: Sync, world: World):
    address = amo.oauth.authorize(client_id=sync.integration.client_id, state="я & ты")

    expected = f"https://{world.host()}/oauth?client_id={sync.integration.client_id}&state=%D1%8F+%26+%D1%82%D1%8B"
    assert address == expected
    assert sync.client.get(address).status_code == 200


def test_tokens_can_be_asked_for_by_hand(amo_of: AmoOf, sync: Sync):
    nobody = amo_of()

    pair = nobody.oauth.token(
        TokenRequest(
            client_id=sync.integration.client_id,
            client_secret=sync.secret,
            grant_type="authorization_code",
            code=sync.code(),
            redirect_uri=REDIRECT,
        )
    )

    assert pair.token_type == "Bearer"
    assert amo_of(token=pair.access_token).account.get().name == "Ромашка"
    assert nobody.oauth.domain_by_refresh(pair.refresh_token).subdomain == "romashka"


def test_the_account_is_found_by_its_token(amo: AmoSync, world: World):
    found = amo.oauth.domain()

    assert (found.subdomain, found.domain) == ("romashka", world.host())


def test_an_api_key_buys_a_code_that_goes_to_the_integration(amo_of: AmoOf, world: World):
    shop = world.do(integrations.create, name="Витрина", redirect_uri="http://127.0.0.1:9/oauth")
    key = world.do(api_keys.show, world.anna.id).amocrm
    asked = ExchangeRequest(
        login="anna@romashka.example",
        api_key=key,
        client_uuid=shop.client_id,
        client_secret=world.do(integrations.secret_of, shop),
    )

    assert amo_of().oauth.exchange(asked) is None
    with pytest.raises(Refused, match=r"oauth\.exchange"):
        amo_of().oauth.exchange(structs.replace(asked, api_key="нет"))


def test_any_other_address_can_be_called_too(amo: AmoSync):
    made = amo.request("POST", "/api/v4/leads", body=[{"name": "Розы"}])
    lead_id = made["_embedded"]["leads"][0]["id"]

    found = amo.request("GET", "/api/v4/leads", query={"filter": {"id": [lead_id]}})

    assert found["_embedded"]["leads"][0]["name"] == "Розы"
    assert amo.request("GET", "/api/v4/leads", query={"filter": {"id": [5]}}) is None
    with pytest.raises(NotFound, match="Cannot GET"):
        amo.request("GET", "/api/v4/flowers")
    with pytest.raises(ValidationFailed):
        amo.request("POST", "/api/v4/leads", body=[{"status_id": 5}])
