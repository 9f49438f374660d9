"""The line to one server: takes turns, sends, and tries again until there is an answer."""

import random
import time
from collections.abc import AsyncIterator, Mapping

import httpx2

from voronka.client.answers import Answer, refusal
from voronka.client.errors import ConnectionFailed
from voronka.client.limiter import Limiter
from voronka.client.requests import Request
from voronka.client.retry import TOO_MANY, Retry
from voronka.client.waiting import async_sleep

NEVER_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)


class AsyncLine:
    def __init__(self, http: httpx2.AsyncClient, retry: Retry, limiter: Limiter) -> None:
        self._http = http
        self._retry = retry
        self._limiter = limiter

    async def send(self, request: Request, headers: Mapping[str, str]) -> Answer:
        """The server's answer, good or bad. Raises ConnectionFailed when there is none."""
        tried, outcome = 1, await self._try(request, headers)
        while (pause := self._pause(outcome, tried, request)) is not None:
            await async_sleep(pause)
            tried, outcome = tried + 1, await self._try(request, headers)
        if isinstance(outcome, ConnectionFailed):
            raise outcome
        return outcome

    async def stream(self, request: Request, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        """A good answer's body, piece by piece. Tried once: who has read half of it knows what to do himself."""
        await self._turn()
        try:
            async with self._http.stream(
                request.operation.method, request.target, headers={**request.headers, **headers}
            ) as response:
                if response.status_code >= 300:
                    content = await response.aread()
                    answer = Answer(status=response.status_code, headers=response.headers, content=content)
                    raise refusal(answer, request.operation.name)
                async for piece in response.aiter_bytes():
                    yield piece
        except httpx2.RequestError as error:
            raise _failed(error, request) from error

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _try(self, request: Request, headers: Mapping[str, str]) -> Answer | ConnectionFailed:
        await self._turn()
        try:
            response = await self._http.request(
                request.operation.method,
                request.target,
                content=request.content,
                headers={**request.headers, **headers, **_content_type(request)},
            )
        except httpx2.RequestError as error:
            return _failed(error, request)
        return Answer(status=response.status_code, headers=response.headers, content=response.content)

    def _pause(self, outcome: Answer | ConnectionFailed, tried: int, request: Request) -> float | None:
        chance = random.random()  # noqa: S311
        pause = self._retry.pause(outcome, tried=tried, repeatable=request.is_repeatable, chance=chance)
        if pause and isinstance(outcome, Answer) and outcome.status == TOO_MANY:
            self._limiter.hold(time.monotonic() + pause)  # the others would only be refused, too
        return pause

    async def _turn(self) -> None:
        if wait := self._limiter.turn(time.monotonic()):
            await async_sleep(wait)


def _content_type(request: Request) -> dict[str, str]:
    return {} if request.content is None or "Content-Type" in request.headers else {"Content-Type": "application/json"}


def _failed(error: httpx2.RequestError, request: Request) -> ConnectionFailed:
    what = str(error) or type(error).__name__
    failed = ConnectionFailed(
        request.operation.name, f"no answer: {what}", maybe_done=not isinstance(error, NEVER_LEFT)
    )
    failed.__cause__ = error
    return failed
