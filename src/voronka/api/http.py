"""Request → Call, Reply → response: what a facade sees of the web. The framework itself stays in server/."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from voronka.contract.operation import Operation
from voronka.services.work import Work


class Call(Struct, kw_only=True):
    """One request to one operation, decoded: `path`, `query` and `body` are of the operation's own types."""

    operation: Operation
    path: dict[str, Any]
    query: Any = None
    body: Any = None
    query_string: str = ""
    headers: Mapping[str, str] = {}
    origin: str = ""  # scheme://host[:port] as the client sees us
    target: str = ""  # path as sent, without the query

    @property
    def url(self) -> str:
        return self.origin + self.target

    def href(self, path: str) -> dict[str, str]:
        return {"href": self.origin + path}


class Reply(Struct, kw_only=True):
    """`body`: plain dicts and lists to be encoded, text as it stands, or None for an empty answer."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = {}
    content_type: str = "application/hal+json"
    afterwards: str | None = None  # an address that the server calls (GET) once the work is committed

    def encoded(self) -> bytes:
        if self.body is None:
            return b""
        return self.body.encode() if isinstance(self.body, str) else msgspec.json.encode(self.body)


Handler = Callable[[Work, Call], Reply]


class Before(Protocol):
    """Awaited once the caller is known and before the work begins; refuses by raising."""

    async def __call__(self, call: Call, *, allow_private: bool) -> None: ...


NOTHING = 204
NOT_MODIFIED = 304
