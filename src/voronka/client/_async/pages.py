"""A list that is read page by page."""

from collections.abc import AsyncIterator
from typing import Generic, TypeVar

from voronka.client._async.caller import AsyncCaller
from voronka.client.pages import Page, following, page_of
from voronka.client.requests import Request

T = TypeVar("T")


class AsyncPages(Generic[T]):
    """All that a list finds. Nothing is asked until you iterate, and no further page until you come to it.

        async for lead in amo.leads.list():  # every lead of every page
            ...
        async for page in amo.leads.list().pages():  # page by page
            ...
        page = await amo.leads.list(limit=10).first_page()
        leads = await amo.leads.list().all()

    Voronka's pages follow each other whatever is added or deleted while you read: each record comes once. Elsewhere
    order by `id`, and still what is deleted may take others out of sight.
    """

    def __init__(self, caller: AsyncCaller, request: Request) -> None:
        self._caller = caller
        self._request = request

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def pages(self) -> AsyncIterator[Page[T]]:
        """The pages, at least one; where nothing is found, that one is empty."""
        request: Request | None = self._request
        while request is not None:
            page = await self._page(request)
            yield page
            request = following(request, page)

    async def first_page(self) -> Page[T]:
        """The page that `page` and `limit` name, by one request."""
        return await self._page(self._request)

    async def all(self) -> list[T]:
        """Everything at once; a request for each page."""
        return [item async for item in self]

    async def _page(self, request: Request) -> Page[T]:
        return page_of(await self._caller.call(request), request.operation)
