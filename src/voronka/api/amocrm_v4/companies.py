"""Companies: only tags are always shown, contacts, leads and elements on request."""

from typing import Any

from msgspec import structs

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.listing import only_deleted, records_query
from voronka.api.amocrm_v4.reading import (
    added_to_wire,
    around,
    elements_to_wire,
    fields_of,
    linked_to_wire,
    self_link,
    tags_to_wire,
    updated_to_wire,
)
from voronka.api.amocrm_v4.writing import shared_from_wire
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.companies import Company, CompanyChange
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services import companies
from voronka.services.work import Work

ORDERS = ("created_at", "updated_at", "id")


def find(work: Work, call: Call) -> Page[Card]:
    return companies.page(work, records_query(work, Kind.COMPANY, call, ORDERS), around(call.query.with_))


def find_one(work: Work, call: Call) -> Card:
    return companies.get(work, call.path["id"], around(call.query.with_), deleted=only_deleted(call))


def add(work: Work, call: Call, drafts: Any) -> Any:
    return companies.add(work, drafts)


def update(work: Work, call: Call, changes: Any) -> Any:
    return companies.update(work, changes)


def update_one(work: Work, call: Call, change: CompanyChange) -> Company:
    return companies.update_one(work, structs.replace(change, id=call.path["id"]))


def from_wire(item: Any, work: Work, call: Call) -> CompanyChange:
    return CompanyChange(id=getattr(item, "id", 0), **shared_from_wire(item))


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    company: Company = card.record
    return {
        "id": company.id,
        "name": company.name,
        "responsible_user_id": company.responsible_user_id,
        "group_id": company.group_id,
        "created_by": company.created_by,
        "updated_by": company.updated_by,
        "created_at": company.created_at,
        "updated_at": company.updated_at,
        "closest_task_at": company.closest_task_at,
        "is_deleted": company.is_deleted,
        "custom_fields_values": fields_of(work, Kind.COMPANY, company.custom_fields),
        "account_id": work.account_id,
        "_links": self_link(call, "companies", company.id),
        "_embedded": _embedded(card, call),
    }


def _embedded(card: Card, call: Call) -> Wire:
    with_ = call.query.with_
    embedded: Wire = {"tags": tags_to_wire(card.tags)}
    for kind in (Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER):
        if kind.plural in with_:
            embedded[kind.plural] = linked_to_wire(card, kind, call)
    if "catalog_elements" in with_:
        embedded["catalog_elements"] = elements_to_wire(card)
    return embedded


def added(company: Company, work: Work, call: Call) -> Wire:
    return added_to_wire(Kind.COMPANY, company, call)


def updated(company: Company, work: Work, call: Call) -> Wire:
    return updated_to_wire(Kind.COMPANY, company, call, named=True)
