"""Companies: only tags are always shown, contacts, leads and elements on request."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.listing import only_deleted, records_query
from voronka.api.amocrm_v4.reading import around, asked_to_wire, fields_of, self_link, stamps_to_wire, tags_to_wire
from voronka.api.amocrm_v4.records import adds, updates, updates_one
from voronka.api.amocrm_v4.writing import shared_from_wire
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.companies import Company, CompanyChange
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services import companies
from voronka.services.work import Work

AROUND = (Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER)


def find(work: Work, call: Call) -> Page[Card]:
    return companies.page(work, records_query(work, Kind.COMPANY, call), around(call.query.with_))


def find_one(work: Work, call: Call) -> Card:
    return companies.get(work, call.path["id"], around(call.query.with_), deleted=only_deleted(call))


def from_wire(item: Any, work: Work, call: Call) -> CompanyChange:
    return CompanyChange(**shared_from_wire(item, call))


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    company: Company = card.record
    return {
        "id": company.id,
        "name": company.name,
        "responsible_user_id": company.responsible_user_id,
        "group_id": company.group_id,
        **stamps_to_wire(company),
        "closest_task_at": company.closest_task_at,
        "is_deleted": company.is_deleted,
        "custom_fields_values": fields_of(work, Kind.COMPANY, company.custom_fields),
        "account_id": work.account_id,
        "_links": self_link(call, "companies", company.id),
        "_embedded": {"tags": tags_to_wire(card.tags), **asked_to_wire(card, call, AROUND)},
    }


add = adds(Kind.COMPANY, from_wire, companies.add)
update = updates(Kind.COMPANY, from_wire, companies.update)
update_one = updates_one(Kind.COMPANY, from_wire, companies.update_one)
