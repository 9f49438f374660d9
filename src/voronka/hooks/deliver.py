"""One attempt: a post that must be answered within two seconds. Nothing of the answer counts but its code."""

import asyncio
import base64
import logging
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

import httpcore2
import httpx2

from voronka.domain.deliveries import NO_ANSWER, Delivery, Outcome
from voronka.hooks.guard import Guard
from voronka.hooks.settings import HookSettings

log = logging.getLogger("voronka.hooks")

USER_AGENT = b"amoCRM-Webhooks/3.0"  # some receivers let nobody else in
ANSWER_AT_MOST = 64 * 1024  # bytes read so that the connection can be used again; a longer answer closes it
IDLE_FOR = 4.0  # most servers keep an unused connection for five seconds

UNREACHABLE = (
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
)


class Sender:
    """The connections of one worker. httpx2's inner layer is used, because it asks us for every connection it makes."""

    def __init__(self, settings: HookSettings) -> None:
        self._clock = settings.clock
        self._answer_within = settings.answer_within
        self._slots = asyncio.Semaphore(settings.sending)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=settings.sending + settings.at_once,
            keepalive_expiry=IDLE_FOR,
            network_backend=Guard(allow_private=settings.allow_private),
        )

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, type_: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(type_, error, trace)

    async def send(self, delivery: Delivery) -> Outcome | None:
        """None: the lease is about to run out, so that somebody else may be sending it already."""
        async with self._slots:
            if self._clock() + self._answer_within + 1 > delivery.leased_until:
                return None
            started = time.monotonic()
            code, error = await self._attempt(delivery)
            milliseconds = round((time.monotonic() - started) * 1000)
            at = int(self._clock())
            return Outcome(delivery=delivery, at=at, code=code, milliseconds=milliseconds, error=error)

    async def _attempt(self, delivery: Delivery) -> tuple[int, str | None]:
        try:
            request, connected = _request(delivery)
            async with asyncio.timeout(self._answer_within):
                response = await self._post(request, connected)
            await self._finish(response)
            return response.status, None
        except TimeoutError:
            return NO_ANSWER, f"no answer within {self._answer_within:g} seconds"
        except UNREACHABLE as error:
            return NO_ANSWER, _told(error)
        except Exception as error:
            # A fault of ours counts as an attempt too: otherwise this delivery would be taken up again for ever.
            log.exception("delivery %s could not be sent", delivery.id)
            return NO_ANSWER, _told(error)

    async def _post(self, request: httpcore2.Request, connected: list[str]) -> httpcore2.Response:
        try:
            return await self._pool.handle_async_request(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            if connected:
                raise
            # The receiver closed a connection that it had kept, just as we used it again: no fault of the receiver.
            return await self._pool.handle_async_request(request)

    async def _finish(self, response: httpcore2.Response) -> None:
        """The code is known, so nothing that the rest of the answer does can spoil it."""
        read = 0
        try:
            async with asyncio.timeout(self._answer_within / 4):
                async for chunk in response.aiter_stream():
                    read += len(chunk)
                    if read > ANSWER_AT_MOST:
                        break
        except (TimeoutError, *UNREACHABLE):
            pass
        finally:
            await response.aclose()


def _request(delivery: Delivery) -> tuple[httpcore2.Request, list[str]]:
    """The request, and a list that is empty as long as it has not needed a new connection."""
    url = httpx2.URL(delivery.destination)
    body = delivery.body.encode()
    headers = [
        (b"Host", url.netloc),
        (b"User-Agent", USER_AGENT),
        (b"Accept", b"*/*"),
        (b"Content-Type", b"application/x-www-form-urlencoded"),
        (b"Content-Length", str(len(body)).encode()),
        (b"X-Delivery-Id", delivery.id.encode()),  # the same at every attempt, for receivers that want each notice once
        *_authorization(url),
    ]
    connected: list[str] = []

    async def trace(event: str, _info: Any) -> None:
        if event == "connection.connect_tcp.started":
            connected.append(event)

    request = httpcore2.Request("POST", raw_url(url), headers=headers, content=body, extensions={"trace": trace})
    return request, connected


def raw_url(url: httpx2.URL) -> httpcore2.URL:
    """As it stands on the line: names in other letters as xn--…, without user and password."""
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _authorization(url: httpx2.URL) -> list[tuple[bytes, bytes]]:
    """`https://user:password@host/`: the way to protect a receiver that cannot check a signature."""
    if not url.userinfo:
        return []
    pair = unquote(url.userinfo.decode()).encode()
    return [(b"Authorization", b"Basic " + base64.b64encode(pair))]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
