"""The OAuth button in a real browser: a site that is not ours shows it, and it leads to the consent page and back."""

import httpx2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import WIDTHS, Open, fits
from tests.site import NOBODY_LISTENS, Site
from tests.world import PASSWORD, World
from voronka.domain.integrations import Integration
from voronka.services import integrations

pytestmark = pytest.mark.parametrize("templates", ["sqlite"], indirect=True, scope="session")

ANY_WIDTH = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)

PAGE = """<!doctype html><html lang="{lang}"><meta name="viewport" content="width=device-width"><title>Магазин</title>
{head}<h1>Магазин</h1><script class="{kind}_oauth" charset="utf-8" {data} src="{served}/auth/{file}"></script>
<script>
  const shop = {{ told: (event) => localStorage.setItem("told", JSON.stringify(event)) }};
  window.shop = shop;
</script></html>"""


@pytest.fixture
def shop(world: World, elsewhere: Site) -> Integration:
    return world.do(integrations.create, name="Магазин на сайте", redirect_uri=f"{elsewhere.address}/oauth/back")


class Button:
    """A page with the button as a site's developer writes it: `data_…` become its attributes."""

    def __init__(self, served: str, elsewhere: Site) -> None:
        self.served, self.elsewhere = served, elsewhere

    def shown(self, page: Page, *, kind: str = "amocrm", lang: str = "", head: str = "", **data: str) -> Locator:
        attributes = " ".join(f'data-{name}="{value}"' for name, value in data.items())
        file = "button.min.js" if kind == "amocrm" else "button.js"
        self.elsewhere.page = PAGE.format(
            lang=lang, head=head, kind=kind, data=attributes.replace("__", "-"), served=self.served, file=file
        )
        page.goto(self.elsewhere.address)
        return page.get_by_role("button")

    def offered(self, page: Page, **data: str) -> Locator:
        """It offers a new integration."""
        offer = {
            "name": "Букеты",
            "description": "Заказы с сайта",
            "redirect_uri": f"{self.elsewhere.address}/oauth/back",
            "secrets_uri": f"{self.elsewhere.address}/keys",
            "scopes": "crm,notifications",
            "state": "s7",
        }
        return self.shown(page, **offer | data)


@pytest.fixture
def button(served: str, elsewhere: Site) -> Button:
    return Button(served, elsewhere)


def pressed(page: Page, shown: Locator) -> Page:
    with page.expect_popup() as opened:
        shown.click()
    opened.value.set_default_timeout(15_000)
    return opened.value


def allow(popup: Page, login: str = "anna@romashka.example") -> None:
    popup.locator("[name=login]").fill(login)
    popup.locator("[name=password]").fill(PASSWORD)
    popup.locator("[value=allow]").click()


def test_the_button_opens_a_window_and_the_site_goes_on_with_the_code(
    button: Button, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    popup = pressed(page, button.shown(page, client__id=shop.client_id, state="заказ 7"))

    with popup.expect_event("close"):
        allow(popup)

    visit = elsewhere.visit()
    assert visit.pop("code").startswith("def502")
    assert (visit["state"], visit["client_id"]) == ("заказ 7", shop.client_id)
    page.wait_for_url("**/oauth/back?**")


def test_in_the_other_mode_the_window_itself_goes_on(
    button: Button, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    popup = pressed(page, button.shown(page, client__id=shop.client_id, mode="post_message"))

    allow(popup)

    assert elsewhere.visit()["state"].isdigit(), "where the site names no state, one that says nothing"
    popup.wait_for_url("**/oauth/back?**")
    expect(page.get_by_role("button")).to_be_visible()


@pytest.mark.parametrize("mode", ["popup", "post_message"])
def test_a_refusal_is_told_to_the_sites_own_function(
    button: Button, shop: Integration, elsewhere: Site, new_page: Open, mode: str
):
    page = new_page()
    shown = button.shown(page, client__id=shop.client_id, mode=mode, error__callback="shop.told", state="s7")

    pressed(page, shown).locator("[value=deny]").click()

    assert elsewhere.visit() == {"error": "access_denied", "client_id": shop.client_id, "state": "s7"}
    page.wait_for_function("localStorage.getItem('told')")
    told = page.evaluate("JSON.parse(localStorage.getItem('told'))")
    assert told == {"client_id": shop.client_id, "error": "access_denied"}


def test_nobody_else_can_tell_the_site_of_a_refusal(button: Button, shop: Integration, new_page: Open):
    page = new_page()
    popup = pressed(page, button.shown(page, client__id=shop.client_id, error__callback="shop.told"))
    popup.wait_for_load_state()

    page.evaluate("id => postMessage({ client_id: id, error: 'access_denied' }, '*')", shop.client_id)
    page.evaluate("() => new Promise((done) => setTimeout(done))")

    assert page.evaluate("localStorage.getItem('told')") is None


def test_where_no_window_may_open_the_page_itself_goes(
    button: Button, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    shown = button.shown(page, head="<script>window.open = () => null</script>", client__id=shop.client_id)
    shown.click()

    allow(page)

    assert "code" in elsewhere.visit()


@pytest.mark.parametrize(
    ("lang", "kind", "data", "title"),
    [
        ("ru", "amocrm", {}, "Продолжить с Воронкой"),
        ("en-GB", "amocrm", {}, "Continue with Voronka"),
        ("", "amocrm", {}, "Продолжить с Воронкой"),  # the browser's own language
        ("ru", "kommo", {"locale": "es"}, "Continuar con Voronka"),
        ("ru", "kommo", {"locale": "pt"}, "Continuar com Voronka"),
        ("de", "kommo", {"locale": "xx"}, "Продолжить с Воронкой"),
        ("ru", "amocrm", {"title": "Войти <b>"}, "Войти <b>"),
    ],
)
def test_what_the_button_says(
    button: Button, shop: Integration, new_page: Open, lang: str, kind: str, data: dict[str, str], title: str
):
    page = new_page()
    shown = button.shown(page, kind=kind, lang=lang, client__id=shop.client_id, **data)

    expect(shown).to_have_text(title)
    expect(shown).to_have_accessible_name(title)


def test_a_compact_button_is_a_mark_alone_that_still_has_a_name(button: Button, shop: Integration, new_page: Open):
    page = new_page(WIDTHS["narrow"])
    shown = button.shown(page, compact="true", client__id=shop.client_id)

    expect(shown).to_have_text("")
    expect(shown).to_have_accessible_name("Продолжить с Воронкой")
    box = shown.bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44, "large enough for a finger"


@pytest.mark.parametrize(
    ("kind", "data", "background"),
    [
        ("amocrm", {}, "rgb(31, 111, 235)"),
        ("amocrm", {"color": "red"}, "rgb(198, 40, 40)"),
        ("amocrm", {"color": "unknown"}, "rgb(31, 111, 235)"),
        ("kommo", {}, "rgb(255, 255, 255)"),
        ("kommo", {"theme": "dark"}, "rgb(27, 36, 46)"),
    ],
)
def test_its_colours(
    button: Button, shop: Integration, new_page: Open, kind: str, data: dict[str, str], background: str
):
    page = new_page()
    shown = button.shown(page, kind=kind, client__id=shop.client_id, **data)

    assert shown.evaluate("each => getComputedStyle(each).backgroundColor") == background


def test_a_site_dresses_the_button_by_its_own_class(button: Button, shop: Integration, new_page: Open):
    page = new_page()
    style = "<style>* { margin: 0; padding: 0; border: 0; font: 8px serif } .wide.own { background: #123456 }</style>"
    shown = button.shown(page, head=style, client__id=shop.client_id, **{"class-name": "wide own"})

    assert shown.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(18, 52, 86)"
    box = shown.bounding_box()
    assert box and box["height"] >= 44, "the site's other rules stay outside"


def test_the_keyboard_presses_it(button: Button, shop: Integration, new_page: Open):
    page = new_page()
    expect(button.shown(page, client__id=shop.client_id)).to_be_visible()
    page.keyboard.press("Tab")

    with page.expect_popup() as opened:
        page.keyboard.press("Enter")

    expect(opened.value.locator("[name=login]")).to_be_visible()


@ANY_WIDTH
def test_a_long_title_stays_within_the_page(button: Button, shop: Integration, new_page: Open, width: int):
    page = new_page(width)
    expect(button.shown(page, title="Подключение" * 20, client__id=shop.client_id)).to_be_visible()

    assert fits(page)


def test_a_strict_site_needs_nothing_but_our_address(
    button: Button, shop: Integration, elsewhere: Site, served: str, new_page: Open
):
    policy = f"default-src 'none'; script-src {served} 'unsafe-inline'"
    page = new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    shown = button.shown(
        page, head=f'<meta http-equiv="Content-Security-Policy" content="{policy}">', client__id=shop.client_id
    )

    allow(pressed(page, shown))

    assert "code" in elsewhere.visit()
    assert [text for text in complaints if "favicon" not in text] == []


def test_what_a_button_lacks_is_said_to_its_developer(button: Button, new_page: Open):
    page = new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    assert button.shown(page, name="Букеты", scopes="crm").count() == 0

    [said] = [text for text in complaints if "OAuth" in text]
    assert "data-description, data-redirect_uri, data-secrets_uri" in said


def test_a_button_without_an_integration_makes_one(
    button: Button, elsewhere: Site, client: httpx2.Client, new_page: Open
):
    page = new_page()
    popup = pressed(page, button.offered(page))
    expect(popup.get_by_role("heading")).to_contain_text("«Букеты» просит доступ к аккаунту «Ромашка»")
    expect(popup.get_by_text("Заказы с сайта")).to_be_visible()
    expect(popup.get_by_text(f"её ключи получит {elsewhere.address}")).to_be_visible()
    assert elsewhere.visits == [], "before anybody agreed"

    allow(popup, "irina@romashka.example")

    keys, back = elsewhere.visit(1), elsewhere.visit(2)
    assert (set(keys), keys["state"]) == ({"client_id", "client_secret", "state"}, "s7")
    assert (back["client_id"], back["state"]) == (keys["client_id"], "s7")
    request = {"grant_type": "authorization_code", "redirect_uri": f"{elsewhere.address}/oauth/back", **keys}
    pair = client.post("/oauth2/access_token", json={**request, "code": back["code"]})
    assert pair.status_code == 200


def test_the_offered_integrations_picture_is_shown(button: Button, elsewhere: Site, served: str, new_page: Open):
    page = new_page()
    complaints: list[str] = []
    popup = pressed(page, button.offered(page, logo=f"{elsewhere.address}/logo.png"))
    popup.on("console", lambda message: complaints.append(message.text))

    expect(popup.locator("img")).to_have_attribute("src", f"{elsewhere.address}/logo.png")
    popup.reload()
    assert [text for text in complaints if "Content" in text] == []


def test_an_offer_is_refused_without_any_integration(button: Button, elsewhere: Site, new_page: Open):
    page = new_page()
    shown = button.offered(page, error__callback="shop.told", mode="post_message")

    pressed(page, shown).locator("[value=deny]").click()

    assert elsewhere.visit() == {"error": "access_denied", "state": "s7"}
    page.wait_for_function("localStorage.getItem('told')")


@ANY_WIDTH
def test_whose_site_takes_no_keys_gets_no_integration(
    button: Button, world: World, elsewhere: Site, new_page: Open, width: int
):
    page = new_page(width)
    popup = pressed(page, button.offered(page, secrets_uri=NOBODY_LISTENS))

    allow(popup, "irina@romashka.example")

    expect(popup.get_by_role("heading")).to_have_text("Сайт не принял ключи интеграции")
    assert fits(popup)
    assert world.do(integrations.everything) == []
