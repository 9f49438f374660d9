"""The page of documents: all operations, well-formed, nothing from elsewhere."""

import re
from html.parser import HTMLParser

import pytest

from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.docs_page import page
from voronka.contract.examples import examples

ALONE = {"meta", "link", "br", "hr", "img", "wbr"}


class Elements(HTMLParser):
    """Which elements are open, and whether each is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open = []
        self.seen = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html():
    return page(OPERATIONS, examples("amocrm_v4"))


def test_every_operation_has_its_place(html: str) -> None:
    assert all(f'id="{operation.name}"' in html for operation in OPERATIONS)


def test_bodies_and_answers_are_shown(html: str) -> None:
    assert "&quot;name&quot;: &quot;Букеты к 8 марта&quot;" in html


def test_every_link_leads_to_a_place_on_the_page(html: str) -> None:
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(html: str) -> None:
    assert not re.search(r'(<[^>]*src=|<link|<script|url\(|href="https?:)', html)


def test_elements_are_closed_in_their_turn(html: str) -> None:
    elements = Elements()
    elements.feed(html)
    assert elements.open == []
    assert {"main", "nav", "h1", "details"} <= elements.seen
