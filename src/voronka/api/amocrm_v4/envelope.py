"""HAL answers: pages with their links, short answers of batches, nothing as 204."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from msgspec import UNSET
from msgspec.structs import asdict

from voronka.api.http import NOTHING, Call, Reply
from voronka.base.page import Key, Page, Place

Wire = dict[str, Any]

PLACE = ("page", "limit", "after")
AFTER = re.compile(r"(?:^|&)after=([0-9]{1,9})\.([\w.-]{1,200})(?:&|$)", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,18}")


def nothing() -> Reply:
    return Reply(status=NOTHING)


def empty(call: Call) -> Reply:
    """Nothing, in the type that the vendor gives it where the call only does something."""
    return Reply(status=call.operation.status, headers={"Content-Type": "text/html"})


def page_reply(call: Call, found: Page[Wire], *, total: bool = False, paged: bool = True) -> Reply:
    """A list of the operation's key; `total` adds the counts, without `paged` everything is one page."""
    if not found.items:
        return nothing()
    body: Wire = {}
    if total:
        body["_total_items"] = found.total if found.total is not None else len(found.items)
    if paged:
        body["_page"] = call.query.page
        if total:
            body["_page_count"] = -(-body["_total_items"] // call.query.limit)
    body["_links"] = _page_links(call, found) if paged else {"self": {"href": call.url + _query(call)}}
    if "_page_count" in body:
        body["_links"]["last"] = page_href(call, body["_page_count"], call.query.limit)
    body["_embedded"] = {call.operation.key: found.items}
    return Reply(body=body)


def saved_reply(call: Call, items: Sequence[Wire], *, total: bool = False) -> Reply:
    """What a batch wrote, each item with the mark its sender gave it."""
    body: Wire = {"_total_items": len(items)} if total else {}
    body |= {"_links": {"self": {"href": call.url}}, "_embedded": {call.operation.key: items}}
    return Reply(status=call.operation.status, body=body)


def request_ids(call: Call) -> list[str]:
    """The mark of each item as text; its index where none was sent."""
    items = call.body if isinstance(call.body, list) else [call.body]
    return [_request_id(item, place) for place, item in enumerate(items)]


def _request_id(item: Any, place: int) -> str:
    mark = getattr(item, "request_id", UNSET)
    return str(place) if mark is UNSET or mark is None else str(mark)


def _query(call: Call) -> str:
    return f"?{call.query_string}" if call.query_string else ""


def _page_links(call: Call, found: Page[Wire]) -> Wire:
    links, here, limit = page_links(call, found), call.query.page, call.query.limit
    if here > 1:
        links["first"] = page_href(call, 1, limit)
        links["prev"] = page_href(call, here - 1, limit)
    return links


def page_links(call: Call, found: Page[Any]) -> Wire:
    """Where it stands, and what follows."""
    here = place(call)
    links = {"self": page_href(call, here.page, here.limit, here.after)}
    if found.has_more:
        links["next"] = page_href(call, here.page + 1, here.limit, found.last)
    return links


def page_href(call: Call, page: int, limit: int, after: Key = ()) -> dict[str, str]:
    kept = [pair for pair in parse_qsl(call.query_string, keep_blank_values=True) if pair[0] not in PLACE]
    asked: list[tuple[str, Any]] = [*kept, ("page", page), ("limit", limit)]
    if after:
        asked.append(("after", ".".join(map(str, (page, *after)))))
    return {"href": f"{call.url}?{urlencode(asked)}"}


def place(call: Call) -> Place:
    """`page`, `limit`, and where our own link says with which row the page before it ended: for that page alone, as
    there are clients that keep the rest of a link and count its page on."""
    page, after = call.query.page, ()
    sent = AFTER.search(call.query_string)
    if sent and int(sent[1]) == page:
        after = tuple(int(part) if NUMBER.fullmatch(part) else part for part in sent[2].split("."))
    return Place(page=page, limit=call.query.limit, after=after)


def paged(call: Call) -> Wire:
    """The same, as a part of a query that asks for more."""
    return asdict(place(call))
