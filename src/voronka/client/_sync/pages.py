# Made from _async by scripts/make_sync.py. Change it there.
"""A list that is read page by page."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from voronka.client._sync.caller import Caller
from voronka.client.pages import Page, following, page_of
from voronka.client.requests import Request

T = TypeVar("T")


class Pages(Generic[T]):
    """All that a list finds. Nothing is asked until you iterate, and no further page until you come to it.

        for lead in amo.leads.list():  # every lead of every page
            ...
        for page in amo.leads.list().pages():  # page by page
            ...
        page = amo.leads.list(limit=10).first_page()
        leads = amo.leads.list().all()

    Voronka's pages follow each other whatever is added or deleted while you read: each record comes once. Elsewhere
    order by `id`, and still what is deleted may take others out of sight.
    """

    def __init__(self, caller: Caller, request: Request) -> None:
        self._caller = caller
        self._request = request

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            for item in page.items:
                yield item

    def pages(self) -> Iterator[Page[T]]:
        """The pages, at least one; where nothing is found, that one is empty."""
        request: Request | None = self._request
        while request is not None:
            page = self._page(request)
            yield page
            request = following(request, page)

    def first_page(self) -> Page[T]:
        """The page that `page` and `limit` name, by one request."""
        return self._page(self._request)

    def all(self) -> list[T]:
        """Everything at once; a request for each page."""
        return [item for item in self]

    def _page(self, request: Request) -> Page[T]:
        return page_of(self._caller.call(request), request.operation)
