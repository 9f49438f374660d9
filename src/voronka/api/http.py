"""Request → Call, Reply → response: what a facade sees of the web. The framework itself stays in server/."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from voronka.contract.operation import Operation
from voronka.domain.access import Actor
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
    shared_host: str = ""  # one of ours that serves every account; where none is known, the one that was asked
    target: str = ""  # path as sent, without the query
    client_ip: str = ""
    is_head: bool = False  # a GET of which only the head is wanted
    session: str = ""  # to be handed out with the answer

    @property
    def url(self) -> str:
        return self.origin + self.target

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2]

    def href(self, path: str) -> dict[str, str]:
        return {"href": self.origin + path}


class Reply(Struct, kw_only=True):
    """`body`: plain dicts and lists to be encoded, text as it stands, or None for an empty answer.

    file: contents on the disk, sent instead of a body.
    posting: see there; it goes out once the transaction is committed.
    outside: slow work on the disk, done in a thread once the transaction is committed; what it returns is run in a
        transaction of its own and answers instead.
    """

    status: int = 200
    body: Any = None
    headers: dict[str, str] = {}
    content_type: str = "application/hal+json"
    file: Path | None = None
    outside: Callable[[], "Further | None"] | None = None
    posting: "Posting | None" = None

    def encoded(self) -> bytes:
        if self.body is None:
            return b""
        return self.body.encode() if isinstance(self.body, str) else msgspec.json.encode(self.body)


class Posting(Struct, frozen=True):
    """What somebody else has to take before the request goes on: JSON. `then` is told the status of his answer, or why
    there is none, in a transaction of its own."""

    url: str
    body: dict[str, Any]
    then: Callable[[int | str, Work, Call], Reply]


Handler = Callable[[Work, Call], Reply]
Further = Handler


class Before(Protocol):
    """Awaited once the caller is known and before the work begins; refuses by raising."""

    async def __call__(self, call: Call, *, allow_private: bool) -> None: ...


class Facade(Struct, frozen=True, kw_only=True):
    """One vendor's wire, as the server sees it.

    paths: how addresses begin that belong to it, also those that it does not know.
    read: the body's bytes as the operation's own type. actor: who calls; raises Unauthorized or Forbidden.
    refusal: the answer to an error, None for one that is our own fault, which `broken` answers, by the request's id.
    finish: what every answer of the vendor's has besides.
    """

    operations: Sequence[Operation]
    handlers: Mapping[str, Handler]
    before: Mapping[str, Before] = {}
    paths: tuple[str, ...]
    read: Callable[[Call, bytes], Any]
    actor: Callable[[Work, Call], Actor]
    refusal: Callable[[Exception, Call], Reply | None]
    broken: Callable[[str], Reply]
    no_such_path: Callable[[str, str], Reply]
    no_such_method: Callable[[str, str], Reply]
    finish: Callable[[Call, Reply], Reply] = lambda _, reply: reply


NOTHING = 204
NOT_MODIFIED = 304
