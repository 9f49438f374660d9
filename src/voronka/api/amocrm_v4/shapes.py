"""Six shapes of handler serve most operations; what has another shape is a plain function of (work, call)."""

from collections.abc import Callable, Sequence
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, nothing, page_reply, request_ids, saved_reply
from voronka.api.http import NOT_MODIFIED, Call, Handler, Reply
from voronka.api.modified import modified_since
from voronka.base.page import Page
from voronka.domain.errors import NotFound
from voronka.services.work import Work

ToWire = Callable[[Any, Work, Call], Wire]


def lists(
    find: Callable[[Work, Call], Page[Any]],
    to_wire: ToWire,
    *,
    total: bool = False,
    paged: bool = True,
) -> Handler:
    """A page of things; nothing found is 204, or 304 where the list is `dated` and only newer ones were asked for."""

    def handle(work: Work, call: Call) -> Reply:
        found = find(work, call)
        if call.operation.dated and not found.items and modified_since(call.headers) is not None:
            return Reply(status=NOT_MODIFIED)
        return page_reply(call, found.map(lambda item: to_wire(item, work, call)), total=total, paged=paged)

    return handle


def gets(find: Callable[[Work, Call], Any], to_wire: ToWire) -> Handler:
    """One thing; none is 204, as the vendor answers for its entities."""

    def handle(work: Work, call: Call) -> Reply:
        try:
            found = find(work, call)
        except NotFound:
            return nothing()
        return Reply(body=to_wire(found, work, call))

    return handle


def shows(find: Callable[[Work, Call], Any], to_wire: ToWire) -> Handler:
    """One thing of those that answer 404 when there is none."""
    return lambda work, call: Reply(body=to_wire(find(work, call), work, call))


def saves_many(
    from_wire: Callable[[Any, Work, Call], Any],
    save: Callable[[Work, Call, Sequence[Any]], Sequence[Any]],
    to_wire: ToWire,
    *,
    total: bool = False,
) -> Handler:
    """An array in, one answer per item out, paired by request_id; adds and batch updates alike."""

    def handle(work: Work, call: Call) -> Reply:
        saved = save(work, call, [from_wire(item, work, call) for item in call.body])
        items = [_marked(to_wire(item, work, call), mark) for item, mark in zip(saved, request_ids(call), strict=True)]
        return saved_reply(call, items, total=total)

    return handle


def _marked(item: Wire, mark: str) -> Wire:
    """The vendor writes the mark after the item's own keys, before the links."""
    hal = {key: item.pop(key) for key in ("_links", "_embedded") if key in item}
    return item | {"request_id": mark} | hal


def saves_one(
    from_wire: Callable[[Any, Work, Call], Any],
    save: Callable[[Work, Call, Any], Any],
    to_wire: ToWire,
    *,
    marked: bool = False,
) -> Handler:
    """An object in, the bare object out; `marked` where the documents show the mark beside a single change."""

    def handle(work: Work, call: Call) -> Reply:
        saved = save(work, call, from_wire(call.body, work, call))
        body = to_wire(saved, work, call)
        return Reply(status=call.operation.status, body=_marked(body, *request_ids(call)) if marked else body)

    return handle


def deletes(delete: Callable[[Work, Call], object]) -> Handler:
    """Gone: 204 without a body."""

    def handle(work: Work, call: Call) -> Reply:
        delete(work, call)
        return nothing()

    return handle
