"""Clients write `/oauth2/access_token/` and `//oauth2/exchange_api_key`: both mean the path without the extra slash."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

_SLASHES = re.compile("/{2,}")


class TidyPaths:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = _SLASHES.sub("/", scope["path"])
            scope["path"] = path.rstrip("/") or "/"
        await self._app(scope, receive, send)
