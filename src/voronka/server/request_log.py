"""One line of log and one tick of the metrics for every request. The query is left out: it may hold keys."""

import re
import secrets
import time
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voronka.contract.operation import Operation
from voronka.server import observability

log = structlog.get_logger("voronka.request")

KEY = "voronka"  # in the scope: what the request turned out to be
SAFE = re.compile(r"[\w.:-]{1,128}", re.ASCII)
QUIET = frozenset({"/health", "/metrics"})


def called(scope: Scope, operation: Operation) -> None:
    """Says which operation the request is; log and metrics name it."""
    seen = scope.get(KEY, {})
    seen["operation"] = operation.name
    if operation.is_key:
        seen["path"] = operation.path


def request_id() -> str:
    """Of the request that is being answered, as its answer and its lines of the log have it."""
    return structlog.contextvars.get_contextvars()["request_id"]


class RequestLog:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id, begun = _id(scope), time.perf_counter()
        seen: dict[str, Any] = {"operation": "other", "status": 500}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = id
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=id)
        try:
            await self._app({**scope, KEY: seen}, receive, sending)
        finally:
            _tell(scope, seen, time.perf_counter() - begun)
            structlog.contextvars.unbind_contextvars("request_id")


def _id(scope: Scope) -> str:
    """The sender's own mark, so that both logs tell of the same request; ours where it sent none that is safe."""
    sent = Headers(scope=scope).get("x-request-id", "")
    return sent if SAFE.fullmatch(sent) else secrets.token_hex(16)


def _tell(scope: Scope, seen: dict[str, Any], seconds: float) -> None:
    observability.count(seen["operation"], seen["status"], seconds)
    if scope["path"] not in QUIET:
        log.info("request", **{"method": scope["method"], "path": scope["path"], **seen}, ms=round(seconds * 1000, 1))
