"""Paths as clients write them: extra slashes mean nothing, an id is a number that a database can hold."""

import re
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.types import ASGIApp, Receive, Scope, Send

_SLASHES = re.compile("/{2,}")
_OLD_ENDING = re.compile(r"^(/api/unsorted/\w+)\.php$")
_WAITING = "/api/v2/incoming_leads/"
# (unconfirmed) Only older documents have it; who asks there means the same, and 404 would stop him.
_MOVED = {"/api/v4/products/settings": "/api/v4/catalogs/products/settings"}


class TidyPaths:
    """`/oauth2/access_token/` and `//oauth2/exchange_api_key` are the paths without the extra slash.

    The oldest clients write `/api/unsorted/list.php`, which is the path without `.php`. One signs incoming leads with
    `&login=…&api_key=…` right behind the path, where `?` belongs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = _SLASHES.sub("/", scope["path"])
            if path.startswith(_WAITING) and "&" in path:
                path, _, asked = path.partition("&")
                scope["query_string"] = quote(asked, safe="=&").encode()
            path = _OLD_ENDING.sub(r"\1", path.rstrip("/")) or "/"
            scope["path"] = _MOVED.get(path, path)
        await self._app(scope, receive, send)


class Id(Convertor[int]):
    """A longer number is no id of anything, so the path is not found."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("id", Id())
