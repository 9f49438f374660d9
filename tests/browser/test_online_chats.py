"""The window of an online chat in a real browser: Мария writes from the shop's page, Анна answers from the CRM."""

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.button_pages import IN_BODY, TRUSTED, come, made
from tests.browser.conftest import WIDTHS, Open, fits
from tests.site import Site
from tests.world import World
from voronka.base.page import Place
from voronka.services import talks, website_buttons

pytestmark = pytest.mark.parametrize("templates", ["sqlite"], indirect=True, scope="session")

ANY_WIDTH = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
BUTTON = "Напишите нам"


@pytest.fixture
def shop(irina: httpx2.Client, world: World, elsewhere: Site) -> Site:
    """Its pages have the button, and the button has a chat."""
    elsewhere.page = IN_BODY.format(made(irina, world, trusted_websites=[TRUSTED]))
    [button] = world.do(website_buttons.page, Place(limit=10), deleted=False).items
    world.do(website_buttons.add_chat, button.button.id)
    return elsewhere


def opened(page: Page, shop: Site) -> list[str]:
    complaints = come(page, shop, TRUSTED)
    page.get_by_text(BUTTON).click()
    return complaints


def say(page: Page, text: str) -> None:
    page.get_by_label("Сообщение").fill(text)
    page.get_by_role("button", name="Отправить").click()


def answer(world: World, irina: httpx2.Client, text: str) -> None:
    [talk] = irina.get("/talks").json()["_embedded"]["talks"]
    world.do_as(world.anna, talks.send, talk["talk_id"], text)


@ANY_WIDTH
def test_a_visitor_writes_and_is_answered(shop: Site, irina: httpx2.Client, world: World, new_page: Open, width: int):
    page = new_page(width)
    complaints = opened(page, shop)
    page.get_by_label("Как вас зовут").fill("Мария")

    say(page, "Есть <b>пионы</b>?")

    lines = page.get_by_role("log").get_by_role("listitem")
    expect(lines).to_have_text(["ВыЕсть <b>пионы</b>?"])
    expect(page.get_by_label("Сообщение")).to_have_value("")
    expect(page.get_by_label("Как вас зовут")).to_be_hidden()
    answer(world, irina, "Есть белые.")
    expect(lines).to_have_text(["ВыЕсть <b>пионы</b>?", "Анна СоколоваЕсть белые."])
    expect(page.locator(".voronka-button")).to_be_in_viewport(ratio=1)
    assert fits(page)
    assert [text for text in complaints if "favicon" not in text] == []


def test_who_comes_back_finds_his_chat_and_what_is_new(shop: Site, irina: httpx2.Client, world: World, new_page: Open):
    page = new_page()
    opened(page, shop)
    say(page, "Есть пионы?")
    expect(page.get_by_role("listitem")).to_have_count(1)
    page.goto("about:blank")
    answer(world, irina, "Есть белые.")

    come(page, shop, TRUSTED)

    expect(page.get_by_text(f"{BUTTON} (1)")).to_be_visible()
    page.get_by_text(f"{BUTTON} (1)").click()
    expect(page.get_by_role("listitem")).to_have_text(["ВыЕсть пионы?", "Анна СоколоваЕсть белые."])
    expect(page.get_by_text(BUTTON, exact=True)).to_be_visible()


def test_what_could_not_be_sent_stays_in_its_field(shop: Site, new_page: Open):
    page = new_page()
    opened(page, shop)
    page.route("**/chats", lambda route: route.abort())

    say(page, "Есть пионы?")

    expect(page.get_by_role("alert")).to_have_text("Не отправлено. Попробуйте ещё раз.")
    expect(page.get_by_label("Сообщение")).to_have_value("Есть пионы?")
    page.unroute("**/chats")
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_role("listitem")).to_have_text(["ВыЕсть пионы?"])
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_site_with_a_strict_policy_needs_nothing_but_our_address(
    shop: Site, served: str, irina: httpx2.Client, new_page: Open
):
    host = served.rpartition("/")[2]
    policy = f"default-src 'none'; script-src {host}; connect-src {host}"
    shop.page = f'<meta http-equiv=Content-Security-Policy content="{policy}">{shop.page}'
    page = new_page()

    complaints = opened(page, shop)
    say(page, "Есть пионы?")

    expect(page.get_by_role("listitem")).to_have_count(1)
    assert [text for text in complaints if "favicon" not in text] == []


def test_in_the_dark_it_is_dark(shop: Site, new_page: Open):
    dark, light = new_page(dark=True), new_page()
    for page in (dark, light):
        opened(page, shop)
    colours = [
        page.locator("details").evaluate("each => getComputedStyle(each).backgroundColor") for page in (dark, light)
    ]
    assert colours == ["rgb(18, 18, 18)", "rgb(255, 255, 255)"]


def test_each_thing_to_press_is_as_large_as_a_finger(shop: Site, new_page: Open):
    page = new_page(WIDTHS["narrow"])
    opened(page, shop)
    pressed = page.locator(".voronka-button").locator("summary, a, button, input, textarea")
    sizes = [each.bounding_box() for each in pressed.all()]
    assert len(sizes) >= 6
    assert all(size and size["height"] >= 44 for size in sizes)
