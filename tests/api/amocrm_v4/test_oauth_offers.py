"""A site's button without an integration offers a new one: an administrator agrees, the site takes the keys."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest

from tests.conftest import ClientOf
from tests.integration import PATH
from tests.site import NOBODY_LISTENS, Site
from tests.world import PASSWORD, World
from voronka.services import integrations
from voronka.services.work import Work

IRINA = "irina@romashka.example"


def offer(elsewhere: Site, **changed: str) -> dict[str, str]:
    return {
        "name": "Букеты",
        "description": "Заказы с сайта",
        "redirect_uri": f"{elsewhere.address}/oauth",
        "secrets_uri": f"{elsewhere.address}/keys",
        "scopes": "crm,notifications",
        **changed,
    }


@pytest.fixture
def browser(client_of: ClientOf) -> httpx2.Client:
    return client_of(None)


def agreed(browser: httpx2.Client, offered: dict[str, str], login: str = IRINA, **form: str) -> httpx2.Response:
    sent = {**offered, "login": login, "password": PASSWORD, "decision": "allow", "state": "s7", **form}
    return browser.post("/oauth", data=sent)


def landed(response: httpx2.Response) -> dict[str, str]:
    assert response.status_code == 302, response.text
    return {name: value for name, [value] in parse_qs(urlsplit(response.headers["location"]).query).items()}


def made(world: World) -> list[str]:
    return [each.name for each in world.do(integrations.everything)]


def test_the_keys_come_first_then_the_code(browser: httpx2.Client, world: World, elsewhere: Site) -> None:
    got = landed(agreed(browser, offer(elsewhere)))
    keys = elsewhere.visit()
    assert (got["client_id"], got["state"], keys.pop("state")) == (keys["client_id"], "s7", "s7")
    [integration] = world.do(integrations.everything)
    assert (integration.name, integration.scopes) == ("Букеты", ["crm", "notifications"])
    assert keys == {
        "client_id": integration.client_id,
        "client_secret": world.do(integrations.secret_of, integration),
    }
    asked = {"grant_type": "authorization_code", "code": got["code"], "redirect_uri": integration.redirect_uri}
    pair = browser.post(PATH, json=keys | asked).json()
    account = browser.get("/api/v4/account", headers={"Authorization": f"Bearer {pair['access_token']}"})
    assert account.json()["current_user_id"] == world.irina.id


@pytest.mark.parametrize(
    "scopes", ["scopes=crm,files", "scopes[]=crm&scopes[]=files", "scopes[]=files&scopes[]=crm&scopes[]=mail"]
)
def test_the_page_tells_what_is_offered(browser: httpx2.Client, elsewhere: Site, scopes: str) -> None:
    offered = offer(elsewhere, secrets_uri="https://keys.example/take?a=1", logo="https://shop.example/logo.png")
    del offered["scopes"]
    page = browser.get(f"/oauth?{urlencode(offered)}&{scopes}")
    for text in (
        "«Букеты» просит доступ",
        "Заказы с сайта",
        "её ключи получит https://keys.example",
        "загружать файлы",
    ):
        assert text in page.text
    assert 'name="scopes" value="crm,files"' in page.text and "client_id" not in page.text
    assert "img-src https://shop.example;" in page.headers["content-security-policy"]


@pytest.mark.parametrize("logo", ["", "javascript:alert(1)", "https://a.example; script-src *"])
def test_what_is_no_picture_is_not_shown(browser: httpx2.Client, elsewhere: Site, logo: str) -> None:
    page = browser.get("/oauth", params=offer(elsewhere, logo=logo))
    assert "<img" not in page.text and "img-src 'none';" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"name": " "}, "name"),
        ({"name": "Б" * 256}, "name"),
        ({"redirect_uri": ""}, "redirect_uri"),
        ({"redirect_uri": "javascript:1"}, "redirect_uri"),
        ({"secrets_uri": "ftp://a.example"}, "secrets_uri"),
        ({"scopes": ""}, "scopes"),
        ({"scopes": "mail,chats"}, "scopes"),
    ],
)
def test_an_offer_that_cannot_be_taken_is_explained(
    browser: httpx2.Client, world: World, elsewhere: Site, changed: dict[str, str], named: str
) -> None:
    wrong = offer(elsewhere, **changed)
    for page in (browser.get("/oauth", params=wrong), agreed(browser, wrong)):
        assert (page.status_code, f"проверьте у кнопки {named}." in page.text) == (400, True)
    assert (elsewhere.visits, made(world)) == ([], [])


@pytest.mark.parametrize(
    ("form", "status", "text"),
    [
        ({"login": "anna@romashka.example"}, 403, "только администратор"),
        ({"password": "guess"}, 401, "Логин или пароль неверны"),
        ({"login": "egor@veter.example"}, 401, "Логин или пароль неверны"),
    ],
)
def test_nobody_but_an_administrator_takes_it(
    browser: httpx2.Client, world: World, elsewhere: Site, form: dict[str, str], status: int, text: str
) -> None:
    page = agreed(browser, offer(elsewhere), **form)
    assert (page.status_code, text in page.text, "«Букеты»" in page.text) == (status, True, True)
    assert (elsewhere.visits, made(world)) == ([], [])


def test_a_refusal_makes_nothing(browser: httpx2.Client, world: World, elsewhere: Site) -> None:
    assert landed(agreed(browser, offer(elsewhere), decision="deny")) == {"error": "access_denied", "state": "s7"}
    assert (elsewhere.visits, made(world)) == ([], [])


@pytest.mark.parametrize(("status", "is_taken"), [(200, True), (204, True), (301, False), (404, False), (500, False)])
def test_the_keys_must_be_taken(
    browser: httpx2.Client, world: World, elsewhere: Site, status: int, is_taken: bool
) -> None:
    elsewhere.status = status
    answer = agreed(browser, offer(elsewhere))
    assert answer.status_code == (302 if is_taken else 400)
    assert made(world) == (["Букеты"] if is_taken else [])
    assert is_taken or str(status) in answer.text


def test_where_nobody_listens_nothing_is_made(browser: httpx2.Client, world: World, elsewhere: Site) -> None:
    answer = agreed(browser, offer(elsewhere, secrets_uri=NOBODY_LISTENS))
    assert (answer.status_code, made(world)) == (400, [])


def test_the_host_says_in_which_account(browser: httpx2.Client, world: World, elsewhere: Site) -> None:
    sent = {**offer(elsewhere), "login": "egor@veter.example", "password": PASSWORD, "decision": "allow"}
    assert landed(browser.post("https://veter.voronka.test/oauth", data=sent))["referer"] == "veter.voronka.test"
    assert "state" not in elsewhere.visit()

    def theirs(work: Work) -> list[Any]:
        return [each.name for each in integrations.everything(work)]

    assert (world.do_as(world.egor, theirs), made(world)) == (["Букеты"], [])
