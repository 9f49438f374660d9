"""Long-lived tokens and integrations: made and ended by administrators."""

import pytest
from msgspec import structs

from tests.world import World
from voronka.domain.access import Actor
from voronka.domain.chat_templates import TemplateWrite
from voronka.domain.errors import Forbidden, Invalid, NotFound
from voronka.domain.integrations import account_of_client
from voronka.domain.listing import ListQuery
from voronka.services import api_keys, bots, chat_templates, integrations, tokens, widgets
from voronka.services.access_tokens import Address

ADDRESS = Address("romashka.voronka.test", "voronka.test")


@pytest.mark.parametrize("days", [1, 1825])
def test_a_day_to_five_years(world: World, days: int) -> None:
    made = world.do(tokens.create_long_lived, user_id=world.anna.id, days=days, address=ADDRESS, name="Касса")
    assert made.token.expires_at - made.token.created_at == days * 86_400
    assert (made.token.id, "Касса") in [(token.id, token.name) for token in world.do(tokens.long_lived)]


@pytest.mark.parametrize("days", [-1, 0, 1826])
def test_no_other_life(world: World, days: int) -> None:
    with pytest.raises(Invalid):
        world.do(tokens.create_long_lived, user_id=world.anna.id, days=days, address=ADDRESS)


def test_not_for_the_blocked_nor_for_strangers(world: World) -> None:
    for user_id in (world.boris.id, 999):
        with pytest.raises(Invalid):
            world.do(tokens.create_long_lived, user_id=user_id, days=1, address=ADDRESS)


def test_revoking_what_is_not_there(world: World) -> None:
    with pytest.raises(NotFound):
        world.do(tokens.revoke, "no such token")


def test_only_administrators_hand_out_and_take_back(world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/")
    for forbidden in (
        lambda work: tokens.create_long_lived(work, user_id=world.anna.id, days=1, address=ADDRESS),
        tokens.long_lived,
        integrations.everything,
        lambda work: integrations.create(work, name="Сайт", redirect_uri="https://romashka.example/"),
        lambda work: integrations.renew_secret(work, site.client_id),
        lambda work: integrations.remove(work, site.client_id),
        lambda work: api_keys.show(work, world.irina.id),
    ):
        with pytest.raises(Forbidden):
            world.do_as(world.anna, forbidden)


def test_everybody_may_see_and_renew_his_own_key(world: World) -> None:
    old = world.do_as(world.anna, api_keys.show, world.anna.id)
    new = world.do_as(world.anna, api_keys.renew, world.anna.id)
    assert old.login == new.login == "anna@romashka.example"
    assert old.amocrm != new.amocrm and old.salesman == new.salesman
    assert world.do(api_keys.show, world.anna.id) == new


def test_a_client_id_names_its_account(world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/")
    assert account_of_client(site.client_id) == world.romashka.id


@pytest.mark.parametrize(
    "uri",
    [
        *("", "romashka.example", "ftp://romashka.example", "https://", "https://a.example/ x", "https://a.example/#x"),
        *("https://a.example;x", "https://a@b.example/", "https://[::1", "https://a.example:99999/", "javascript:1"),
        "https://цветы..рф/",
    ],
)
def test_an_address_that_no_browser_should_be_sent_to(world: World, uri: str) -> None:
    with pytest.raises(Invalid):
        world.do(integrations.create, name="Сайт", redirect_uri=uri)


@pytest.mark.parametrize(
    "uri", ["http://127.0.0.1:8181/get_token.php", "https://a.example/o?x=1", "https://пример.рф/"]
)
def test_an_address_of_the_web(world: World, uri: str) -> None:
    assert world.do(integrations.create, name="Сайт", redirect_uri=uri).redirect_uri == uri


def test_what_an_integration_must_have(world: World) -> None:
    with pytest.raises(Invalid):
        world.do(integrations.create, name=" ", redirect_uri="https://a.example")
    with pytest.raises(Invalid):
        world.do(integrations.create, name="С" * 256, redirect_uri="https://a.example")
    with pytest.raises(Invalid):
        world.do(integrations.create, name="Сайт", redirect_uri="https://a.example", scopes=["everything"])


def test_a_removed_integration_is_gone(world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/")
    world.do(integrations.remove, site.client_id)
    with pytest.raises(NotFound):
        world.do(integrations.get, site.client_id)


def test_what_a_removed_integration_held_goes_with_it(world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/")
    program = structs.replace(world.irina.actor(), client_id=site.client_id)
    world.do(widgets.add, {"widget": {"code": "phone"}, "settings": {"login": {"type": "text"}}}, site.client_id)
    world.do(widgets.install, "phone", {"login": "pbx"}, "romashka.voronka.test")
    hello = TemplateWrite(name="Привет", content="Здравствуйте")
    world.do_as(program, chat_templates.add, [hello])
    world.do(chat_templates.add, [hello])
    hello_bot = world.do(bots.create, name="Приветствие", type="regular", client_id=site.client_id)
    world.do(integrations.remove, site.client_id)
    assert not world.do(bots.get, hello_bot.id).is_active
    widget = world.do(widgets.get, "phone")
    assert (widget.is_installed, widget.settings) == (False, {})

    def templates(actor: Actor) -> int:
        return len(world.do_as(actor, chat_templates.page, [], ListQuery(), reviewed=False).items)

    assert (templates(program), templates(world.irina.actor())) == (0, 1), "those of others stay"
