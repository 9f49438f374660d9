"""Companies: with their leads, contacts and customers; the older calls keep them under `contacts`."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2 import nested_notes
from voronka.api.amocrm_v2.envelope import Wire
from voronka.api.amocrm_v2.listing import records_query
from voronka.api.amocrm_v2.records import (
    Seen,
    head_to_wire,
    ids_of,
    linked_to_wire,
    links_to,
    private_head,
    record_from_wire,
    require_names,
    tail_to_wire,
    unlinked,
)
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.companies import Company, CompanyChange
from voronka.domain.kinds import Kind
from voronka.services import companies, writes
from voronka.services.work import Work
from voronka.services.writes import Updated, Write

AROUND = (Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER)


def find(work: Work, call: Call) -> Page[Seen]:
    return companies.page(work, records_query(call), AROUND).map(Seen)


def add(work: Work, items: Sequence[Any]) -> Sequence[Company]:
    require_names(items)
    made = writes.add(work, Kind.COMPANY, companies.add, [from_wire(work, item) for item in items])
    return nested_notes.put(work, Kind.COMPANY, items, made)


def update(work: Work, items: Sequence[Any]) -> Updated:
    done = writes.update(work, Kind.COMPANY, companies.update, [from_wire(work, item) for item in items])
    return nested_notes.put_changed(work, Kind.COMPANY, items, done)


SETTER = Setter("companies", add, update)


def from_wire(work: Work, item: Any) -> Write:
    link = [
        *links_to(Kind.LEAD, item.leads_id),
        *links_to(Kind.CUSTOMER, item.customers_id),
        *links_to(Kind.CONTACT, item.contacts_id),
    ]
    change = CompanyChange(**record_from_wire(work, Kind.COMPANY, item))
    return Write(change=change, link=link, unlink=unlinked(item))


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
