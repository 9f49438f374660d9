"""Answers of API v2 (HAL, `_embedded.items`) and of the older calls (`response.{container}`)."""

import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote_plus

from voronka.api import session_cookie
from voronka.api.http import NOTHING, Call, Reply

Wire = dict[str, Any]

# Login and key as queries name them; the older names are those of everything that deals with unsorted leads.
CREDENTIALS = (("USER_LOGIN", "USER_HASH"), ("login", "api_key"))
SECRETS = {name for names in CREDENTIALS for name in names}


def nothing() -> Reply:
    return Reply(status=NOTHING)


def link(path: str, method: str = "get") -> Wire:
    return {"self": {"href": path, "method": method}}


def asked(call: Call) -> str:
    """The query as it was asked, but for login and key: answers are kept in places where keys must not be."""
    kept = [part for part in call.query_string.split("&") if unquote_plus(part.partition("=")[0]) not in SECRETS]
    query = "&".join(kept)
    return f"?{query}" if query else ""


def item_link(noun: str, id: int) -> Wire:
    return link(f"/api/v2/{noun}?id={id}")


def items_reply(call: Call, items: Any, errors: Wire | None = None) -> Reply:
    """`errors` must be absent when there are none: clients take any for a failure."""
    query = asked(call) if call.operation.method == "GET" else ""
    embedded: Wire = {"items": items}
    if errors:
        embedded["errors"] = errors
    self_link = link(call.operation.path + query, call.operation.method.lower())
    return Reply(body={"_links": self_link, "_embedded": embedded})


def private_reply(call: Call, now: int, content: Any) -> Reply:
    body = {"response": {call.operation.key: content, "server_time": now}}
    return Reply(body=body, content_type=call.operation.media)


def related(noun: str, id: int, **more: Any) -> Wire:
    return {"id": id, **more, "_links": item_link(noun, id)}


def related_many(noun: str, ids: Sequence[int]) -> Wire:
    """An empty object when there are none: typed clients read an object."""
    return {"id": list(ids), "_links": link(f"/api/v2/{noun}?id={','.join(map(str, ids))}")} if ids else {}


def finish(call: Call, reply: Reply) -> Reply:
    return session_cookie.finish(call, timed(reply))


def timed(reply: Reply) -> Reply:
    """What every answer has, also that there is no such address."""
    reply.headers = {**reply.headers, "Runtime-Timestamp": str(int(time.time()))}
    return reply
