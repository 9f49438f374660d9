"""Requests that wait: a text as their id, metadata by their category, and what came with them, by id."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4 import companies, contacts, leads
from voronka.api.amocrm_v4.envelope import Wire, paged, request_ids
from voronka.api.amocrm_v4.leads_complex import existing_or_new, incoming_from_wire
from voronka.api.amocrm_v4.listing import order_of, range_of
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, none, seconds
from voronka.api.http import Call, Handler, Reply
from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.contract.amocrm_v4.envelope import Range as WireRange
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End
from voronka.domain.listing import Range
from voronka.domain.unsorted import CATEGORIES, KEYS, Unsorted, UnsortedQuery
from voronka.services import unsorted, unsorted_links
from voronka.services.leads_complex import Draft
from voronka.services.unsorted_links import Attached
from voronka.services.work import Work

ORDERS = ("created_at", "updated_at")
PATH = "leads/unsorted"


def find(work: Work, call: Call) -> Page[Unsorted]:
    query, asked = call.query, call.query.filter
    return unsorted.page(
        work,
        UnsortedQuery(
            **paged(call),
            order=order_of(query.order, ORDERS),
            uids=none(asked.uid),
            categories=none(asked.category),
            equal=_pipelines(asked),
        ),
    )


def find_one(work: Work, call: Call) -> Unsorted:
    return unsorted.get(work, call.path["uid"])


def adds(category: str) -> Handler:
    """The answer has no links of its own, unlike other batches."""

    def handle(work: Work, call: Call) -> Reply:
        made = unsorted.add(work, [_draft(category, item, work, call) for item in call.body])
        items = [_added(item, mark, work, call) for item, mark in zip(made, request_ids(call), strict=True)]
        return Reply(body={"_total_items": len(items), "_embedded": {"unsorted": items}})

    return handle


def accept(work: Work, call: Call) -> Reply:
    body = call.body
    return _sorted(unsorted.accept(work, call.path["uid"], none(body.user_id) or 0, none(body.status_id)), call)


def decline(work: Work, call: Call) -> Reply:
    return _sorted(unsorted.decline(work, call.path["uid"], none(call.body.user_id) or 0), call)


def link(work: Work, call: Call) -> Reply:
    to = call.body.link
    target = End(BY_PLURAL[to.entity_type], to.entity_id)
    contact_id = none(getattr(to.metadata, "contact_id", UNSET))  # PHP writes an empty object as an empty array
    attached = unsorted_links.link(work, call.path["uid"], target, contact_id, none(call.body.user_id) or 0)
    return Reply(body={"uid": attached.uid, "_embedded": _attached(attached, call)})


def summary(work: Work, call: Call) -> Reply:
    asked = call.query.filter
    created_at = none(asked.created_at)
    ranges = {} if created_at is None else {"created_at": _since(created_at)}
    found = unsorted.summary(work, UnsortedQuery(uids=none(asked.uid), equal=_pipelines(asked), ranges=ranges))
    return Reply(
        body={
            "total": found.total,
            "accepted": found.accepted,
            "declined": found.declined,
            "average_sort_time": found.average_sort_time,
            "categories": {name: {"total": found.categories.get(name, 0)} for name in CATEGORIES},
        }
    )


def _pipelines(asked: Any) -> dict[str, list[int]]:
    pipelines = none(asked.pipeline_id)
    return {} if pipelines is None else {"pipeline_id": pipelines}


def _since(asked: Any) -> Range:
    """One moment alone is where they begin: exactly that second is of no use to anybody (unconfirmed)."""
    return range_of(asked) if isinstance(asked, WireRange) else Range(from_=asked)


def _draft(category: str, item: Any, work: Work, call: Call) -> Draft:
    told = incoming_from_wire(category, item.metadata)
    told.source_uid, told.source_name, told.created_at = item.source_uid, item.source_name, seconds(item.created_at)
    return Draft(
        lead=_lead(item, work, call),
        contact=existing_or_new(item, "contacts", contacts.from_wire, work, call),
        company=existing_or_new(item, "companies", companies.from_wire, work, call),
        incoming=told,
    )


def _lead(item: Any, work: Work, call: Call) -> LeadChange:
    """It begins when the request came in."""
    held = none(getattr(none(item.embedded), "leads", UNSET)) or []
    lead = leads.from_wire(held[0], work, call) if held else LeadChange()
    pipeline_id, created_at = given(item.pipeline_id), seconds(item.created_at)
    lead.pipeline_id = pipeline_id if pipeline_id is not ABSENT else lead.pipeline_id
    lead.created_at = lead.created_at if lead.created_at is not ABSENT else created_at
    return lead


def to_wire(item: Unsorted, work: Work, call: Call) -> Wire:
    return {
        "uid": item.uid,
        "source_uid": item.source_uid,
        "source_name": item.source_name,
        "category": item.category,
        "pipeline_id": item.pipeline_id,
        "created_at": item.created_at,
        "metadata": _metadata(item),
        "account_id": work.account_id,
        "_links": self_link(call, PATH, item.uid),
        "_embedded": _embedded(item, call),
    }


def _metadata(item: Unsorted) -> Wire:
    """The vendor sends the time of a form as a text."""
    told = {key: item.metadata.get(key) for key in KEYS[item.category]}
    if told.get("form_sent_at") is not None:
        told["form_sent_at"] = str(told["form_sent_at"])
    return told


def _embedded(item: Unsorted, call: Call) -> Wire:
    return {
        "contacts": _ref(Kind.CONTACT, item.contact_id, call),
        "leads": _ref(Kind.LEAD, item.lead_id, call),
        "companies": _ref(Kind.COMPANY, item.company_id, call),
    }


def _ref(kind: Kind, id: int | None, call: Call) -> list[Wire]:
    return [{"id": id, "_links": self_link(call, kind.plural, id)}] if id else []


def _added(item: Unsorted, mark: str, work: Work, call: Call) -> Wire:
    return {
        "uid": item.uid,
        "account_id": work.account_id,
        "request_id": mark,
        "_links": self_link(call, PATH, item.uid),
        "_embedded": _embedded(item, call),
    }


def _sorted(item: Unsorted, call: Call) -> Reply:
    return Reply(
        body={
            "uid": item.uid,
            "pipeline_id": item.pipeline_id,
            "category": item.category,
            "created_at": item.created_at,
            "_embedded": _embedded(item, call),
        }
    )


def _attached(attached: Attached, call: Call) -> Wire:
    target = attached.target
    refs = {
        target.kind.plural: _ref(target.kind, target.id, call),
        "contacts": _ref(Kind.CONTACT, attached.contact_id, call),
        "companies": _ref(Kind.COMPANY, attached.company_id, call),
    }
    return {name: held for name, held in refs.items() if held}
