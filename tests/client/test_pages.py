"""From one page to the next."""

from voronka.client.pages import Page, following, page_of
from voronka.client.requests import BY_NAME, build
from voronka.contract.amocrm_v4.envelope import Href, PageOf
from voronka.types import Lead, Links

LIST = BY_NAME["leads.list"]
HERE = build(LIST, query={"page": 1, "limit": 2})


def page(next_href: str | None = None, *ids: int) -> Page[Lead]:
    links = Links(self_=Href("https://romashka.amocrm.ru/api/v4/leads?page=1"))
    if next_href:
        links.next = Href(next_href)
    return page_of(PageOf(page=1, links=links, embedded={"leads": [Lead(id=id) for id in ids]}), LIST)


def test_a_page_holds_its_items_and_the_query_of_the_next_one():
    found = page("https://romashka.amocrm.ru/api/v4/leads?page=2&limit=2", 5, 6)

    assert ([lead.id for lead in found.items], found.number, found.total) == ([5, 6], 1, None)
    assert found.next == "page=2&limit=2"


def test_no_content_is_an_empty_last_page():
    found = page_of(None, LIST)

    assert (found.items, found.next) == ([], "")
    assert following(HERE, found) is None


def test_the_next_request_stays_on_the_account_whatever_the_link_says():
    request = following(HERE, page("http://evil.example/steal?page=2&limit=2"))

    assert request is not None
    assert request.target == "/api/v4/leads?page=2&limit=2"


def test_without_a_next_link_it_is_over():
    assert following(HERE, page(None, 5)) is None


def test_a_link_that_leads_to_itself_is_not_followed_for_ever():
    assert following(HERE, page(f"https://romashka.amocrm.ru/api/v4/leads?{HERE.query}", 5)) is None


def test_totals_are_told_where_the_vendor_counts():
    assert page_of(PageOf(total_items=3, embedded={"leads": []}), LIST).total == 3
