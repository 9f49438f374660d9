"""The script of a website button in a real browser: visitors of the shop see how they may write, others see nothing."""

import httpx2
import pytest
from playwright.sync_api import expect

from tests.browser.button_pages import BELOW, IN_BODY, NOT_TRUSTED, TRUSTED, WAYS, WHATSAPP, come, made
from tests.browser.conftest import WIDTHS, Open, fits
from tests.site import Site
from tests.world import World

pytestmark = pytest.mark.parametrize("templates", ["sqlite"], indirect=True, scope="session")

ANY_WIDTH = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)

IN_HEAD = "<!doctype html><head><title>Магазин</title>{}</head><body><h1>Магазин</h1></body>"


@pytest.fixture
def element(irina: httpx2.Client, world: World) -> str:
    return made(irina, world, trusted_websites=[TRUSTED])


@ANY_WIDTH
@pytest.mark.parametrize("host", [TRUSTED, BELOW])
def test_a_visitor_of_a_trusted_site_opens_the_button_and_sees_the_ways_to_write(
    element: str, elsewhere: Site, new_page: Open, width: int, host: str
):
    elsewhere.page = IN_BODY.format(element)
    page = new_page(width)
    complaints = come(page, elsewhere, host)
    button = page.get_by_text("Напишите нам")
    expect(button).to_be_in_viewport(ratio=1)
    assert page.get_by_role("link").all() == [], "closed until it is wanted"

    button.click()

    for name, address in WAYS.items():
        way = page.get_by_role("link", name=name, exact=True)
        expect(way).to_be_in_viewport(ratio=1)
        expect(way).to_have_attribute("href", address)
    assert page.get_by_role("link").count() == len(WAYS)
    assert fits(page)
    assert [text for text in complaints if "favicon" not in text] == []


def test_a_button_whose_script_comes_before_the_page_waits_for_it(element: str, elsewhere: Site, new_page: Open):
    elsewhere.page = IN_HEAD.format(element.replace(" async", ""))
    page = new_page()

    come(page, elsewhere, TRUSTED)

    expect(page.get_by_text("Напишите нам")).to_be_in_viewport(ratio=1)


@ANY_WIDTH
@pytest.mark.parametrize("host", [NOT_TRUSTED, "localhost"])
def test_on_any_other_site_nothing_shows(element: str, elsewhere: Site, new_page: Open, width: int, host: str):
    elsewhere.page = IN_BODY.format(element)
    page = new_page(width)

    complaints = come(page, elsewhere, host)

    expect(page.get_by_role("heading", name="Магазин")).to_be_visible()
    assert page.locator(".voronka-button").count() == 0
    assert page.locator("body > *").evaluate_all("all => all.map(one => one.tagName)") == ["H1", "SCRIPT"]
    assert [text for text in complaints if "favicon" not in text] == []


def test_a_button_for_applications_shows_on_their_pages(
    irina: httpx2.Client, world: World, elsewhere: Site, new_page: Open
):
    elsewhere.page = IN_BODY.format(made(irina, world, is_used_in_app=True))
    page = new_page(WIDTHS["narrow"])

    come(page, elsewhere, "localhost")

    expect(page.get_by_text("Напишите нам")).to_be_in_viewport(ratio=1)


@ANY_WIDTH
def test_many_ways_and_long_names_stay_within_the_window(
    irina: httpx2.Client, element: str, elsewhere: Site, new_page: Open, width: int
):
    pages = [{"id": f"p{n}", "name": "Склад" * 12 + str(n), "link": "+79990001122"} for n in range(40)]
    many = WHATSAPP | {"external_id": "wa2", "services": [{"type": "whatsapp", "pages": pages}]}
    irina.post("/sources", json=[many]).raise_for_status()
    elsewhere.page = IN_BODY.format(element)
    page = new_page(width)
    come(page, elsewhere, TRUSTED)

    page.get_by_text("Напишите нам").click()

    expect(page.locator(".voronka-button")).to_be_in_viewport(ratio=1)
    assert fits(page)
    last = page.get_by_role("link").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.99)  # its edge may lie within a pixel
