"""Leads: `sale` in whole units, related records by their ids; `price` and texts for numbers in the older calls."""

from typing import Any
from uuid import UUID

from voronka.api.amocrm_v2.envelope import Wire, related
from voronka.api.amocrm_v2.listing import dated, records_query, with_tasks
from voronka.api.amocrm_v2.record_setters import each, setter
from voronka.api.amocrm_v2.records import (
    Seen,
    company_to_wire,
    elements_to,
    elements_to_wire,
    head_to_wire,
    ids_of,
    linked_to_wire,
    links_to,
    links_to_contacts,
    main_of,
    private_head,
    record_from_wire,
    tail_to_wire,
    unlinked,
    with_companies,
)
from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent, or_else
from voronka.base.money import to_major, to_minor
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.links import LinkWrite
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import leads
from voronka.services.work import Work
from voronka.services.writes import Write

AROUND = (Kind.COMPANY, Kind.CONTACT)


def find(work: Work, call: Call) -> Page[Seen]:
    around = (*AROUND, Kind.ELEMENT) if "catalog_elements_links" in call.query.with_ else AROUND
    return with_companies(work, leads.page(work, query_from_wire(work, call), around))


# (unconfirmed) what is shown of leads in the recycle bin: they are shown whole, as typed clients read whole leads
def query_from_wire(work: Work, call: Call) -> ListQuery:
    query, asked = call.query, call.query.filter
    found = records_query(call)
    found.only_deleted = "only_deleted" in query.with_
    if query.id is not ABSENT:
        return found
    if query.status is not ABSENT:
        found.stages = [(None, status_id) for status_id in query.status]
    dated(work, found, asked)
    with_tasks(found, or_else(asked.tasks, []))
    if asked.active == 1:
        found.empty += ("closed_at",)
    return found


def from_wire(work: Work, item: Any) -> Write:
    """(unconfirmed) without a pipeline 142 and 143 are those of the lead's own, without a stage a new lead stands in
    the first one: clients send a stage alone, or nothing."""
    change = LeadChange(
        **record_from_wire(work, Kind.LEAD, item),
        price=item.sale if item.sale is ABSENT else to_minor(item.sale),
        status_id=item.status_id or ABSENT,
        pipeline_id=item.pipeline_id or ABSENT,
        loss_reason_id=item.loss_reason_id,
        visitor_uid=_visitor(item.visitor_uid),
    )
    return Write(change=change, link=_links(item), unlink=unlinked(item))


def _visitor(sent: Any) -> str | Absent:
    """A UUID; anything else is ignored."""
    try:
        return str(UUID(sent))
    except (ValueError, TypeError, AttributeError):
        return ABSENT


def _links(item: Any) -> list[LinkWrite]:
    company = links_to(Kind.COMPANY, item.company_id)
    return [*links_to_contacts(item), *company, *elements_to(item.catalog_elements_id)]


SETTER = setter(Kind.LEAD, leads.add, leads.update, each(from_wire))


def to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    lead: Lead = seen.card.record
    main = main_of(seen.card)
    return {
        **head_to_wire(seen.card, work),
        "pipeline_id": lead.pipeline_id,
        "status_id": lead.status_id,
        "is_deleted": lead.is_deleted,
        "main_contact": related("contacts", main) if main else {},
        "company": company_to_wire(seen),
        "closed_at": lead.closed_at or 0,
        "contacts": linked_to_wire(seen.card, Kind.CONTACT),
        "sale": to_major(lead.price),
        "loss_reason_id": lead.loss_reason_id or 0,
        "pipeline": related("pipelines", lead.pipeline_id),
        **_asked(seen.card, work, call.query.with_),
        **tail_to_wire(seen.card, work, Kind.LEAD),
    }


def _asked(card: Card, work: Work, with_: list[str]) -> Wire:
    lead: Lead = card.record
    shown: Wire = {}
    if "is_price_modified_by_robot" in with_:
        shown["is_price_modified_by_robot"] = lead.is_price_modified_by_robot
    if "loss_reason_name" in with_:
        reason = work.facts.loss_reasons.get(lead.loss_reason_id or 0)
        shown["loss_reason_name"] = reason.name if reason else ""
    if "catalog_elements_links" in with_:  # (unconfirmed) shape: as it is written
        shown["catalog_elements"] = elements_to_wire(card)
    return shown


def private_to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    lead: Lead = seen.card.record
    return {
        **private_head(seen.card, work, Kind.LEAD),
        "id": str(lead.id),
        "price": str(to_major(lead.price)),
        "linked_company_id": str(next(iter(ids_of(seen.card, Kind.COMPANY)), 0)),
        "pipeline_id": lead.pipeline_id,
        "date_close": lead.closed_at,
        "loss_reason_id": lead.loss_reason_id or 0,
        "deleted": int(lead.is_deleted),
        "status_id": str(lead.status_id),
        "main_contact_id": main_of(seen.card) or False,
    }
