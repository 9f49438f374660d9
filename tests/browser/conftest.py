"""A real browser: Debian's chromium, driven from the tests, on the application over a socket."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.world import World

# nothing but the pages under test: no updates, no background calls
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "These tests need a browser: install Debian's package chromium (apt-get install chromium)."
PATIENCE = 15_000  # milliseconds; only a broken page needs them

WIDTHS = {"narrow": 380, "wide": 1280}

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Open]:
    """A page of a browser that knows nothing yet: `new_page(width=380, language="en-GB", script=False, dark=True)`."""
    contexts: list[Any] = []

    def new_page(width: int = 1280, language: str = "ru-RU", script: bool = True, dark: bool = False) -> Page:
        size: Any = {"width": width, "height": 800}
        scheme: Any = "dark" if dark else "light"
        contexts.append(
            browser.new_context(viewport=size, locale=language, java_script_enabled=script, color_scheme=scheme)
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def irina(served: str, world: World) -> Iterator[httpx2.Client]:
    headers = {"Authorization": f"Bearer {world.token()}"}
    with httpx2.Client(base_url=f"{served}/api/v4", headers=headers) as irina:
        yield irina


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways, and nothing is cut off at the side."""
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            const all = (root) => [...root.querySelectorAll("*")].flatMap(
                (element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
            const beside = all(document.body).filter((element) => {
                const box = element.getBoundingClientRect();
                return box.width > 0 && (box.left < -1 || box.right > wide + 1);
            });
            return document.documentElement.scrollWidth <= wide && beside.length === 0;
        }"""
    )
