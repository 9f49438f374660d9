"""Contacts: a company by its name is a new one; the list of the older calls shows companies too."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2 import companies as organisations
from voronka.api.amocrm_v2.envelope import Wire
from voronka.api.amocrm_v2.listing import dated, records_query
from voronka.api.amocrm_v2.record_setters import setter
from voronka.api.amocrm_v2.records import (
    Seen,
    company_to_wire,
    head_to_wire,
    ids_of,
    linked_to_wire,
    links_to,
    private_head,
    record_from_wire,
    tail_to_wire,
    unlinked,
    with_companies,
)
from voronka.api.http import Call
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import Contact, ContactChange
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.services import companies, contacts, records
from voronka.services.work import Work
from voronka.services.writes import Write

AROUND = (Kind.COMPANY, Kind.LEAD, Kind.CUSTOMER)
CONTACT, COMPANY, ALL = "contact", "company", "all"


def find(work: Work, call: Call) -> Page[Seen]:
    """`type` says of which kind."""
    asked, query = or_else(call.query.type, CONTACT), records_query(call)
    if call.query.id is ABSENT:
        dated(work, query, call.query.filter)
    if asked == COMPANY:
        return _organisations(work, query)
    if asked == ALL:
        together = {Kind.CONTACT: AROUND, Kind.COMPANY: organisations.AROUND}
        return with_companies(work, records.page_together(work, together, query))
    return with_companies(work, contacts.page(work, query, AROUND))


def _organisations(work: Work, query: ListQuery) -> Page[Seen]:
    return companies.page(work, query, organisations.AROUND).map(Seen)


def from_wire(work: Work, item: Any) -> Write:
    change = ContactChange(
        **record_from_wire(work, Kind.CONTACT, item), first_name=item.first_name, last_name=item.last_name
    )
    link = [
        *links_to(Kind.COMPANY, item.company_id),
        *links_to(Kind.LEAD, item.leads_id),
        *links_to(Kind.CUSTOMER, item.customers_id),
    ]
    return Write(change=change, link=link, unlink=unlinked(item))


def _with_new_companies(work: Work, items: Sequence[Any]) -> list[Write]:
    """A name makes a new company, unless an existing one is named beside it."""
    found = [from_wire(work, item) for item in items]
    named = [
        (write, or_else(item.company_name, "").strip())
        for write, item in zip(found, items, strict=True)
        if not or_else(item.company_id, 0)
    ]
    named = [(write, name) for write, name in named if name]
    if named:
        made = companies.add(work, [CompanyChange(name=name) for _, name in named])
        for (write, _), company in zip(named, made, strict=True):
            write.link += links_to(Kind.COMPANY, company.id)
    return found


SETTER = setter(Kind.CONTACT, contacts.add, contacts.update, _with_new_companies, ("name", "first_name", "last_name"))


def to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    contact: Any = seen.card.record
    if not isinstance(contact, Contact):
        return organisations.to_wire(seen, work, call)
    return {
        **head_to_wire(seen.card, work),
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "company": company_to_wire(seen),
        "leads": linked_to_wire(seen.card, Kind.LEAD),
        "customers": linked_to_wire(seen.card, Kind.CUSTOMER),
        **tail_to_wire(seen.card, work, Kind.CONTACT),
    }


def private_to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    if not isinstance(seen.card.record, Contact):
        return organisations.private_to_wire(seen, work, call)
    company_id = next(iter(ids_of(seen.card, Kind.COMPANY)), 0)
    return {
        **private_head(seen.card, work, Kind.CONTACT),
        "type": CONTACT,
        "linked_company_id": str(company_id),
        "company_name": seen.names.get(company_id, ""),
        "linked_leads_id": [str(id) for id in ids_of(seen.card, Kind.LEAD)],
        "server_time": work.now,
    }
