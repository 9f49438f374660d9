"""/docs in a real browser: every operation is there to be read, on a telephone too."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDTHS, Open, fits
from voronka.contract.amocrm_v4 import OPERATIONS

pytestmark = pytest.mark.parametrize("templates", ["sqlite"], indirect=True, scope="session")

ANY_WIDTH = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)


@ANY_WIDTH
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_all_operations_are_listed(served: str, new_page: Open, width: int, script: bool):
    page = new_page(width, script=script)
    page.goto(f"{served}/docs")

    shown = page.locator("main section details summary").all_inner_texts()

    assert len(shown) == len(OPERATIONS)
    assert {tuple(text.split()[:2]) for text in shown} == {(each.method, each.path) for each in OPERATIONS}
    assert all(len(text.split()) > 2 for text in shown), "each says what it does"


@ANY_WIDTH
def test_nothing_is_wider_than_the_page_even_when_all_is_open(served: str, new_page: Open, width: int):
    page = new_page(width)
    page.goto(f"{served}/docs")
    assert fits(page)

    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")

    assert fits(page)


def test_an_operation_opens_and_leads_to_its_types(served: str, new_page: Open):
    page = new_page()
    page.goto(f"{served}/docs")
    page.get_by_role("navigation").get_by_role("link", name="leads", exact=True).click()
    expect(page.locator("#leads")).to_be_in_viewport()

    added = page.locator("[id='leads.add']")
    added.locator("summary").click()
    added.get_by_role("link", name="LeadAdd", exact=True).click()

    expect(page.locator("#type-LeadAdd")).to_be_visible()
    expect(page.locator("#type-LeadAdd")).to_be_in_viewport()
    assert page.url.endswith("#type-LeadAdd")


def test_the_page_for_machines_is_one_click_away(served: str, new_page: Open):
    page = new_page()
    page.goto(f"{served}/docs")

    with page.expect_response("**/openapi.json") as answer:
        page.get_by_role("link", name="openapi.json").click()

    assert answer.value.status == 200


@ANY_WIDTH
def test_its_address_can_be_sent_to_somebody(served: str, new_page: Open, width: int):
    page = new_page(width)

    page.goto(f"{served}/docs#leads.complex")

    expect(page.locator("[id='leads.complex']")).to_be_in_viewport()
