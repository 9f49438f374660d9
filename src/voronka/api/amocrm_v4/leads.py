"""Leads: `price` in whole units, `_embedded` of tags, companies, contacts, elements and the reason of loss."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET, structs

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.listing import only_deleted, records_query
from voronka.api.amocrm_v4.reading import (
    around,
    asked_to_wire,
    fields_of,
    linked_to_wire,
    self_link,
    stamps_to_wire,
    tags_to_wire,
)
from voronka.api.amocrm_v4.records import adds, updates, updates_one
from voronka.api.amocrm_v4.sources import external_id_of
from voronka.api.amocrm_v4.writing import given, money, none, seconds, shared_from_wire
from voronka.api.http import Call
from voronka.base.money import to_major
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card, Link
from voronka.services import leads
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Card]:
    found = leads.page(work, query_from_wire(work, call), [Kind.COMPANY, *around(call.query.with_)])
    return found.with_items(_sourced(work, call, found.items))


def find_one(work: Work, call: Call) -> Card:
    with_ = around(call.query.with_)
    found = leads.get(work, call.path["id"], [Kind.COMPANY, *with_], deleted=only_deleted(call))
    return _sourced(work, call, [found])[0]


def _sourced(work: Work, call: Call, cards: Sequence[Card]) -> Sequence[Card]:
    return leads.with_sources(work, cards) if "source" in call.query.with_ else cards


def query_from_wire(work: Work, call: Call) -> ListQuery:
    """(unconfirmed) Conditions hold together, as each narrows the list in the vendor's interface; pairs of stages are
    alternatives, for a lead stands in one stage at a time."""
    asked = records_query(work, Kind.LEAD, call)
    stages = none(call.query.filter.statuses)
    if stages is not None:
        asked.stages = [(none(stage.pipeline_id), stage.status_id) for stage in stages]
    return asked


def from_wire(item: Any, work: Work, call: Call) -> LeadChange:
    return LeadChange(
        **shared_from_wire(item, call),
        price=money(_price(item)),
        status_id=given(item.status_id),
        pipeline_id=given(item.pipeline_id),
        loss_reason_id=item.loss_reason_id,
        closed_at=seconds(item.closed_at),
        visitor_uid=item.visitor_uid,
        source=external_id_of(none(item.embedded)),
    )


def _price(item: Any) -> Any:
    """Who sends a lead back as he read it cuts no fraction off: it stands beside the price that was shown without."""
    exact = getattr(item, "price_with_minor_units", UNSET)
    return exact if isinstance(exact, float) and int(exact) == item.price else item.price


def new_from_wire(item: Any, work: Work, call: Call) -> LeadChange:
    """Only new leads bring links along; in a PATCH they are ignored."""
    draft = from_wire(item, work, call)
    draft.links = _links(none(item.embedded))
    return draft


def _links(embedded: Any) -> list[Link]:
    contacts = none(getattr(embedded, "contacts", None)) or []
    companies = none(getattr(embedded, "companies", None)) or []
    people = [
        Link(to_type=Kind.CONTACT, to_id=contact.id, is_main=none(contact.is_main) is True) for contact in contacts
    ]
    return people + [Link(to_type=Kind.COMPANY, to_id=company.id) for company in companies]


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    lead: Lead = card.record
    with_ = call.query.with_
    wire: Wire = {
        "id": lead.id,
        "name": lead.name,
        "price": to_major(lead.price),
        "responsible_user_id": lead.responsible_user_id,
        "group_id": lead.group_id,
        "status_id": lead.status_id,
        "pipeline_id": lead.pipeline_id,
        "loss_reason_id": lead.loss_reason_id,
        **stamps_to_wire(lead),
        "closed_at": lead.closed_at,
        "closest_task_at": lead.closest_task_at,
        "is_deleted": lead.is_deleted,
        "custom_fields_values": fields_of(work, Kind.LEAD, lead.custom_fields),
        "score": lead.score,
        "account_id": work.account_id,
        "labor_cost": lead.labor_cost,
    }
    if "source_id" in with_:
        wire["source_id"] = lead.source_id
    if "is_price_modified_by_robot" in with_:
        wire["is_price_modified_by_robot"] = lead.is_price_modified_by_robot
    wire["price_with_minor_units"] = lead.price / 100
    wire["_links"] = self_link(call, "leads", lead.id)
    wire["_embedded"] = _embedded(card, work, call)
    return wire


def _embedded(card: Card, work: Work, call: Call) -> Wire:
    with_ = call.query.with_
    embedded: Wire = {"tags": tags_to_wire(card.tags), "companies": linked_to_wire(card, Kind.COMPANY, call)}
    embedded |= asked_to_wire(card, call, (Kind.CONTACT,), main=True)
    if "loss_reason" in with_:
        embedded["loss_reason"] = _loss_reason(card.record, work, call)
    if "source" in with_:
        embedded["source"] = {"id": card.source.id, "name": card.source.name} if card.source else None
    return embedded


def _loss_reason(lead: Lead, work: Work, call: Call) -> list[Wire]:
    """An array of none or one, although documented as an object: clients read the first."""
    reason = work.facts.loss_reasons.get(lead.loss_reason_id or 0)
    return [structs.asdict(reason) | {"_links": self_link(call, "leads/loss_reasons", reason.id)}] if reason else []


add = adds(Kind.LEAD, new_from_wire, leads.add)
update = updates(Kind.LEAD, from_wire, leads.update)
update_one = updates_one(Kind.LEAD, from_wire, leads.update_one)
