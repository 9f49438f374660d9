"""Ways to reach the application: in memory, or over a socket as in production."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import uvicorn
from anyio.from_thread import BlockingPortal

ASGIApp = Any


class InMemory(httpx2.BaseTransport):
    """The application answers on the portal's loop; the caller may be plain synchronous code."""

    def __init__(self, app: ASGIApp, portal: BlockingPortal) -> None:
        self._asgi = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        self._portal = portal

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self._portal.call(self._handle, request)

    async def _handle(self, request: httpx2.Request) -> httpx2.Response:
        whole = httpx2.Request(request.method, request.url, headers=request.headers, content=request.read())
        answer = await self._asgi.handle_async_request(whole)
        content = await answer.aread()
        return httpx2.Response(answer.status_code, headers=answer.headers, content=content, request=request)


@contextmanager
def serving(app: ASGIApp, portal: BlockingPortal, **options: Any) -> Iterator[int]:
    """The application over a socket, its lifespan running (so the webhook worker too). Yields the port.

    `options` go to uvicorn: `ssl_certfile`, `ssl_keyfile`. Connections queue at the socket until the server is up.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1, **options))
        done = portal.start_task_soon(server.serve, [listener])
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            done.result(timeout=15)
