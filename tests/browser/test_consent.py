"""/oauth in a real browser: people let an integration in, on telephones and on desks, in Russian and in English."""

from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS, Open, fits
from tests.site import Site
from tests.world import PASSWORD, World
from voronka.domain.integrations import Integration
from voronka.services import integrations

pytestmark = pytest.mark.parametrize("templates", ["sqlite"], indirect=True, scope="session")

LOGIN = "anna@romashka.example"
ANY_WIDTH = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])

RUSSIAN = {
    "language": "ru-RU",
    "allow": "Разрешить",
    "deny": "Отказать",
    "login": "Логин (e-mail)",
    "password": "Пароль",
}
ENGLISH = {"language": "en-GB", "allow": "Allow", "deny": "Deny", "login": "Login (e-mail)", "password": "Password"}
ANY_LANGUAGE = pytest.mark.parametrize("words", [RUSSIAN, ENGLISH], ids=["ru", "en"])


@pytest.fixture
def shop(world: World, elsewhere: Site) -> Integration:
    return world.do(integrations.create, name="Магазин на сайте", redirect_uri=f"{elsewhere.address}/oauth/back")


def address(served: str, shop: Integration, **query: str) -> str:
    return f"{served}/oauth?{urlencode({'client_id': shop.client_id, **query})}"


def sign_in(page: Page, words: dict[str, str], password: str = PASSWORD) -> None:
    page.get_by_label(words["login"]).fill(LOGIN)
    page.get_by_label(words["password"]).fill(password)
    page.get_by_role("button", name=words["allow"]).click()


@ANY_LANGUAGE
@ANY_WIDTH
@WITH_AND_WITHOUT_SCRIPT
def test_who_allows_returns_with_a_code(
    served: str, shop: Integration, elsewhere: Site, new_page: Open, words: dict[str, str], width: int, script: bool
):
    page = new_page(width, words["language"], script)
    page.goto(address(served, shop, state="заказ 7 & 8"))

    sign_in(page, words)

    visit = elsewhere.visit()
    assert visit.pop("code").startswith("def502")
    here = urlsplit(served).netloc
    assert visit == {"state": "заказ 7 & 8", "referer": here, "client_id": shop.client_id, "platform": "1"}
    expect(page.get_by_role("heading", name="Магазин «Ромашка»")).to_be_visible()


@ANY_LANGUAGE
@WITH_AND_WITHOUT_SCRIPT
def test_who_denies_returns_without_a_code(
    served: str, shop: Integration, elsewhere: Site, new_page: Open, words: dict[str, str], script: bool
):
    page = new_page(language=words["language"], script=script)
    page.goto(address(served, shop, state="s"))

    page.get_by_role("button", name=words["deny"]).click()

    assert elsewhere.visit() == {"error": "access_denied", "client_id": shop.client_id, "state": "s"}


@ANY_WIDTH
@ANY_LANGUAGE
def test_a_wrong_password_is_told_and_the_form_is_still_there(
    served: str, shop: Integration, elsewhere: Site, new_page: Open, words: dict[str, str], width: int
):
    page = new_page(width, words["language"])
    page.goto(address(served, shop, state="s"))

    sign_in(page, words, "wrong")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label(words["login"])).to_have_value(LOGIN)
    expect(page.get_by_label(words["password"])).to_be_focused()
    assert fits(page)
    page.get_by_label(words["password"]).fill(PASSWORD)
    page.keyboard.press("Enter")
    assert elsewhere.visit()["state"] == "s"


@ANY_WIDTH
@ANY_LANGUAGE
def test_everything_on_the_page_is_seen_without_scrolling(
    served: str, shop: Integration, new_page: Open, words: dict[str, str], width: int
):
    page = new_page(width, words["language"])
    page.goto(address(served, shop))

    assert fits(page)
    controls = [page.get_by_label(words[name]) for name in ("login", "password")]
    controls += [page.get_by_role("button", name=words[name], exact=True) for name in ("allow", "deny")]
    for control in controls:
        expect(control).to_be_in_viewport(ratio=1)
        box = control.bounding_box()
        assert box and box["height"] >= 44, "large enough for a finger"
    expect(page.get_by_label(words["login"])).to_be_focused()
    assert page.title()
    assert page.locator("html").get_attribute("lang") == words["language"][:2]


@ANY_WIDTH
def test_names_without_a_space_do_not_widen_the_page(
    served: str, world: World, elsewhere: Site, new_page: Open, width: int
):
    long = world.do(integrations.create, name="Синхронизация" * 12, redirect_uri=f"{elsewhere.address}/{'way/' * 40}")
    page = new_page(width)
    page.goto(address(served, long))

    assert fits(page)


def test_the_keyboard_leads_from_the_login_to_the_answer(
    served: str, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    page.goto(address(served, shop))

    page.keyboard.type(LOGIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    assert "code" in elsewhere.visit()


def test_a_window_of_its_own_closes_and_its_opener_goes_on(
    served: str, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    page.goto(elsewhere.address)
    with page.expect_popup() as opened:
        page.evaluate("address => { window.open(address) }", address(served, shop, mode="popup", state="p"))

    with opened.value.expect_event("close"):
        sign_in(opened.value, RUSSIAN)

    assert elsewhere.visit()["state"] == "p"
    page.wait_for_url("**/oauth/back?**")


def test_a_window_of_its_own_tells_its_opener_of_a_refusal(
    served: str, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page()
    page.goto(elsewhere.address)
    with page.expect_popup() as opened:
        page.evaluate("address => { window.open(address) }", address(served, shop, mode="post_message"))

    opened.value.get_by_role("button", name=RUSSIAN["deny"]).click()

    expect(page.locator("#heard")).to_have_text(f'{{"client_id":"{shop.client_id}","error":"access_denied"}}')


def test_without_script_a_window_of_its_own_goes_on_itself(
    served: str, shop: Integration, elsewhere: Site, new_page: Open
):
    page = new_page(script=False)
    page.goto(address(served, shop, mode="popup"))

    sign_in(page, RUSSIAN)

    assert "code" in elsewhere.visit()


@ANY_WIDTH
@ANY_LANGUAGE
def test_an_unknown_integration_is_explained(served: str, new_page: Open, words: dict[str, str], width: int):
    page = new_page(width, words["language"])
    answer = page.goto(f"{served}/oauth?client_id=nobody")

    assert answer and answer.status == 400
    expect(page.get_by_role("heading")).to_be_visible()
    assert fits(page)


def test_nothing_on_the_page_breaks_its_own_policy(served: str, shop: Integration, elsewhere: Site, new_page: Open):
    page = new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address(served, shop))

    sign_in(page, RUSSIAN)

    elsewhere.visit()
    assert [text for text in complaints if "favicon" not in text] == []
