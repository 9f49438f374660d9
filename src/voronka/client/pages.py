"""One page of a list, and the request for the one after it. Pure."""

from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from msgspec import UNSET, Struct, structs

from voronka.client.answers import items_of
from voronka.client.requests import Request
from voronka.contract.operation import Operation

T = TypeVar("T")


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """One page as it came.

    items: in the server's order, at most `limit`. number: from 1. total: of all pages, only where the vendor counts
    (users, custom fields, pipelines, webhooks). next: the query of the following page, empty on the last one.
    """

    items: list[T]
    number: int = 1
    total: int | None = None
    next: str = ""


def page_of(decoded: Any, operation: Operation) -> Page[Any]:
    """No body (204) is an empty page."""
    if decoded is None:
        return Page(items=[])
    return Page(
        items=items_of(decoded, operation),
        number=decoded.page if isinstance(decoded.page, int) else 1,
        total=None if decoded.total_items is UNSET else decoded.total_items,
        next=_next_query(decoded),
    )


def following(request: Request, page: Page[Any]) -> Request | None:
    """The same address with the query of `next`: its scheme and host are not followed, so the token never leaves the
    account's host, whatever a proxy in between makes of links.
    """
    if not page.next or page.next == request.query:
        return None
    return structs.replace(request, query=page.next)


def _next_query(decoded: Any) -> str:
    following = decoded.links.next if decoded.links else UNSET
    return urlsplit(following.href).query if following and following.href else ""
