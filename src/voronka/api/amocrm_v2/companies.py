"""Companies: with their leads, contacts and customers; the older calls keep them under `contacts`."""

from typing import Any

from voronka.api.amocrm_v2.envelope import Wire
from voronka.api.amocrm_v2.listing import records_query
from voronka.api.amocrm_v2.record_setters import each, setter
from voronka.api.amocrm_v2.records import (
    Seen,
    head_to_wire,
    ids_of,
    linked_to_wire,
    links_to,
    private_head,
    record_from_wire,
    tail_to_wire,
    unlinked,
)
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.companies import CompanyChange
from voronka.domain.kinds import Kind
from voronka.services import companies
from voronka.services.work import Work
from voronka.services.writes import Write

AROUND = (Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER)


def find(work: Work, call: Call) -> Page[Seen]:
    return companies.page(work, records_query(call), AROUND).map(Seen)


def from_wire(work: Work, item: Any) -> Write:
    link = [
        *links_to(Kind.LEAD, item.leads_id),
        *links_to(Kind.CUSTOMER, item.customers_id),
        *links_to(Kind.CONTACT, item.contacts_id),
    ]
    change = CompanyChange(**record_from_wire(work, Kind.COMPANY, item))
    return Write(change=change, link=link, unlink=unlinked(item))


SETTER = setter(Kind.COMPANY, companies.add, companies.update, each(from_wire))


def to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    """Documented with an empty list of customers, and with the ids of options as texts."""
    return {
        **head_to_wire(seen.card, work),
        "leads": linked_to_wire(seen.card, Kind.LEAD),
        "contacts": linked_to_wire(seen.card, Kind.CONTACT),
        "customers": linked_to_wire(seen.card, Kind.CUSTOMER) or [],
        **tail_to_wire(seen.card, work, Kind.COMPANY, text_enums=True),
    }


def private_to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    return {
        **private_head(seen.card, work, Kind.COMPANY),
        "type": "company",
        "linked_leads_id": [str(id) for id in ids_of(seen.card, Kind.LEAD)],
        "server_time": work.now,
    }
