"""Requests that wait: listed with all that came with them, counted, added, accepted and declined by uid."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from msgspec import structs

from voronka.api.amocrm_v2.envelope import Wire, items_reply, link, nothing
from voronka.api.amocrm_v2.faults import ItemFaults, NothingSent
from voronka.api.amocrm_v2.incoming import add, entities_to_wire
from voronka.api.amocrm_v2.listing import between, rows_of
from voronka.api.http import Call, Handler, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.contract.amocrm_v2.envelope import MOST
from voronka.domain.errors import Invalid
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.domain.unsorted import CATEGORIES, Unsorted, UnsortedQuery
from voronka.services import unsorted
from voronka.services.work import Work

PATH = "/api/v2/incoming_leads"
# How each category's own things are called here, and how they are kept.
INFO = {
    "sip": {
        "to": "phone",
        "from": "from",
        "date_call": "called_at",
        "duration": "duration",
        "link": "link",
        "service_code": "service_code",
        "uniq": "uniq",
    },
    "forms": {
        "form_id": "form_id",
        "form_page": "form_page",
        "form_name": "form_name",
        "form_send_at": "form_sent_at",
        "ip": "ip",
        "referer": "referer",
        "service_code": "service_code",
    },
}


def find(work: Work, call: Call) -> Reply:
    items, cards = found(work, call)
    return items_reply(call, [to_wire(item, cards, work) for item in items]) if items else nothing()


def found(work: Work, call: Call) -> tuple[Sequence[Unsorted], dict[Kind, dict[int, Card]]]:
    """The requests of the page, and the records that came with them."""
    items = unsorted.page(work, query_from_wire(call)).items
    return items, unsorted.cards_of(work, items)


def query_from_wire(call: Call) -> UnsortedQuery:
    """By pages, or by rows as all other lists."""
    query = call.query
    size = min(max(or_else(query.page_size, MOST), 1), MOST)
    page = max(or_else(query.page, or_else(query.PAGEN_1, 1)), 1)
    by_rows = query.limit_rows is not ABSENT
    asked = or_else(query.categories, None)
    return UnsortedQuery(
        **(rows_of(query) if by_rows else {"page": page, "limit": size}),
        order=_order(query.order_by),
        uids=or_else(query.uid, None),
        categories=None if asked is None else ["forms" if each == "form" else each for each in asked],
        equal=_pipelines(query),
    )


def _order(sent: Any) -> Any:
    """(unconfirmed) shape: a direction alone, a column with its direction, or `by` and `order`."""
    if sent is ABSENT or isinstance(sent, str):
        return ("created_at", "desc" if sent == "desc" else "asc")
    column = "updated_at" if sent.by == "updated_at" or sent.updated_at is not ABSENT else "created_at"
    direction = or_else(sent.order, or_else(sent.updated_at, or_else(sent.created_at, "asc")))
    return (column, "desc" if direction.lower() == "desc" else "asc")


def _pipelines(query: Any) -> dict[str, list[int]]:
    pipelines = [id for id in or_else(query.pipeline_id, []) if id]
    return {"pipeline_id": pipelines} if pipelines else {}


def summary(work: Work, call: Call) -> Reply:
    told = totals(work, call)
    return Reply(body={**told, "_links": link(call.operation.path)})


# (unconfirmed) names: those of the older form, where `category` stands for `categories`
def totals(work: Work, call: Call, categories: str = "categories") -> Wire:
    query = call.query
    asked = [each.filter.date for each in (query.data, query) if each.filter.date is not ABSENT]
    ranges = {"created_at": between(work, asked, "filter.date")} if asked else {}
    counted = unsorted.summary(work, UnsortedQuery(equal=_pipelines(query), ranges=ranges))
    return {
        "total": counted.total,
        "accepted": counted.accepted,
        "declined": counted.declined,
        "average_sort_time": counted.average_sort_time,
        categories: {name: {"total": counted.categories.get(name, 0)} for name in CATEGORIES},
    }


def adds(category: str) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        items = or_else(call.body.add, [])
        if not items:
            raise NothingSent("add")
        made = add(work, category, items, lambda item: metadata_of(category, item.incoming_lead_info))
        return _done(call, [item.uid for item in made])

    return handle


def accept(work: Work, call: Call) -> Reply:
    return _done(call, accepted(work, call.body))


def decline(work: Work, call: Call) -> Reply:
    return _done(call, declined(work, call.body))


def _done(call: Call, data: Any) -> Reply:
    return Reply(body={"status": "success", "data": data, "_links": link(call.operation.path, "post")})


def accepted(work: Work, body: Any) -> dict[str, Wire]:
    uids = or_else(body.accept, []) if body else []
    if not uids:
        raise NothingSent("accept")
    with _sorted("accept", uids):
        items = unsorted.accept_many(work, uids, or_else(body.user_id, 0), body.status_id or None)
    return {item.uid: _ids(item) for item in items}


def declined(work: Work, body: Any) -> dict[str, Wire]:
    """(unconfirmed) shape: by uid, as of what is accepted and as the older form has it."""
    uids = or_else(body.decline, []) if body else []
    if not uids:
        raise NothingSent("decline")
    with _sorted("decline", uids):
        items = unsorted.decline_many(work, uids, or_else(body.user_id, 0))
    return {item.uid: _ids(item) for item in items}


@contextmanager
def _sorted(verb: str, uids: Sequence[str]) -> Iterator[None]:
    try:
        yield
    except Invalid as error:
        faults = [
            structs.replace(each, path=f"{verb}.{each.item}" if each.path == "uid" else each.path)
            for each in error.problems
        ]
        raise ItemFaults(faults, [str(place) for place in range(len(uids))], verb) from error


def _ids(item: Unsorted) -> Wire:
    held = {"leads": item.lead_id, "contacts": item.contact_id, "companies": item.company_id}
    return {**{name: [id] if id else [] for name, id in held.items()}, "_links": _self(item)}


def _self(item: Unsorted) -> Wire:
    return link(f"{PATH}?uid={item.uid}")


def metadata_of(category: str, info: Any) -> Wire:
    """What is kept of it. Whoever is called by his id is who answered."""
    sent = msgspec.to_builtins(info)
    kept = {key: sent[name] for name, key in INFO[category].items() if name in sent}
    if category == "sip":
        kept["is_call_event_needed"] = bool(sent.get("add_note"))
        kept["call_responsible"] = sent.get("to")
    return kept


def to_wire(item: Unsorted, cards: dict[Kind, dict[int, Card]], work: Work) -> Wire:
    names = INFO.get(item.category)
    told = item.metadata if names is None else {name: item.metadata.get(key) for name, key in names.items()}
    return {
        "uid": item.uid,
        "category": item.category,
        "source_name": item.source_name or "",
        "source_uid": item.source_uid or "",
        "created_at": item.created_at,
        "pipeline_id": item.pipeline_id,
        "incoming_lead_info": told,
        "incoming_entities": entities_to_wire(item, cards, work),
        "_links": _self(item),
    }
