"""Transports that remember what went over them, and may stop a request on its way."""

from collections.abc import Awaitable, Callable

import httpx2

TOKEN = "/oauth2/access_token"


class Watched(httpx2.BaseTransport):
    """`before` is called with each request before it goes on."""

    def __init__(self, inner: httpx2.BaseTransport, before: Callable[[httpx2.Request], None] | None = None) -> None:
        self._inner = inner
        self.before = before
        self.seen: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        if self.before:
            self.before(request)
        return self._inner.handle_request(request)

    @property
    def renewals(self) -> int:
        return sum(request.url.path == TOKEN for request in self.seen)


class AsyncWatched(httpx2.AsyncBaseTransport):
    def __init__(
        self, inner: httpx2.AsyncBaseTransport, before: Callable[[httpx2.Request], Awaitable[None]] | None = None
    ) -> None:
        self._inner = inner
        self.before = before
        self.seen: list[httpx2.Request] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        if self.before:
            await self.before(request)
        return await self._inner.handle_async_request(request)

    @property
    def renewals(self) -> int:
        return sum(request.url.path == TOKEN for request in self.seen)
