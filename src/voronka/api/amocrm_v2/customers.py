"""Customers: `period_id` is v4's status; what was deleted stands apart among the items of the answer."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2 import field_values
from voronka.api.amocrm_v2.envelope import Wire, item_link, related
from voronka.api.amocrm_v2.listing import between, records_query, rows_of, with_tasks
from voronka.api.amocrm_v2.records import (
    Seen,
    company_to_wire,
    elements_to,
    elements_to_wire,
    head_to_wire,
    linked_to_wire,
    links_to,
    links_to_contacts,
    main_of,
    record_from_wire,
    tags_to_wire,
    tail_to_wire,
    unlinked,
    with_companies,
)
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.field_filters import field_filters
from voronka.api.http import Call
from voronka.base.absent import ABSENT, or_else
from voronka.base.money import to_major, to_minor
from voronka.base.page import Page, Place
from voronka.contract.amocrm_v2.envelope import Between
from voronka.domain.customers import Customer, CustomerChange
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.filtering import Range
from voronka.domain.freshness import Unfit
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.segments import SEGMENTS_AT_MOST, Counted
from voronka.services import customers, segments, writes
from voronka.services.work import Work
from voronka.services.writes import Updated, Write

AROUND = (Kind.COMPANY, Kind.CONTACT)
DATES = {"create": "created_at", "modify": "updated_at"}


def find(work: Work, call: Call) -> Page[Seen]:
    customers.require_on(work)
    around = (*AROUND, Kind.ELEMENT) if "catalog_elements_links" in call.query.with_ else AROUND
    return with_companies(work, customers.page(work, query_from_wire(work, call), around))


# (unconfirmed) whether this API had segments: they are there for clients that ask, with the names of v4
def find_segments(work: Work, call: Call) -> Page[Counted]:
    rows = rows_of(call.query)
    return Page.cut(segments.page(work, Place(limit=SEGMENTS_AT_MOST)).items[rows["offset"] :], rows["limit"])


def add(work: Work, items: Sequence[Any]) -> Sequence[Customer]:
    customers.require_on(work)
    return writes.add(work, Kind.CUSTOMER, customers.add, [from_wire(work, item) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    customers.require_on(work)
    return writes.update(work, Kind.CUSTOMER, customers.update, [from_wire(work, item) for item in items])


def delete(work: Work, ids: Sequence[int]) -> dict[int, Unfit]:
    customers.require_on(work)
    gone = {customer.id for customer in customers.delete(work, list(dict.fromkeys(ids)))}
    return {id: Unfit.UNKNOWN for id in ids if id not in gone}


def with_deleted(items: list[Wire], deleted: list[Wire]) -> Any:
    """Clients take `deleted` out and read what is left by its numbers: from 0 (unconfirmed), as PHP's lists are."""
    return {**{str(place): item for place, item in enumerate(items)}, "deleted": deleted} if deleted else items


SETTER = Setter("customers", add, update, delete, with_deleted, is_nested=True)


def query_from_wire(work: Work, call: Call) -> ListQuery:
    query, asked = call.query, call.query.filter
    found = records_query(call)
    if query.id is not ABSENT:
        return found
    if asked.id is not ABSENT:
        found.equal |= {"id": asked.id}
    if asked.main_user is not ABSENT:
        found.equal |= {"responsible_user_id": asked.main_user}
    if asked.next_date is not ABSENT:
        found.ranges["next_date"] = between(work, [asked.next_date], "filter.next_date")
    if (asked.date.from_, asked.date.to) != (ABSENT, ABSENT):
        found.ranges[_date(asked.date)] = between(work, [asked.date], "filter.date")
    with_tasks(found, or_else(asked.tasks, []))
    sought = {
        id: Range(or_else(raw.from_, None), or_else(raw.to, None)) if isinstance(raw, Between) else raw
        for id, raw in asked.cf.items()
    }
    found.fields = field_filters(work, Kind.CUSTOMER, sought, path="filter.cf")
    return found


def _date(asked: Any) -> str:
    column = DATES.get(or_else(asked.type, ""), "")
    if not column:
        problems = Problems()
        problems.add(0, "filter.date.type", Rule.MISSING)
        problems.check()
    return column


def from_wire(work: Work, item: Any) -> Write:
    change = CustomerChange(
        **record_from_wire(work, Kind.CUSTOMER, item),
        next_price=item.next_price if item.next_price is ABSENT else to_minor(item.next_price),
        next_date=item.next_date,
        status_id=item.status_id or ABSENT,
        periodicity=item.periodicity,
    )
    if change.updated_at is ABSENT:
        change.updated_at = item.date_modify or ABSENT
    link = [*links_to_contacts(item), *links_to(Kind.COMPANY, item.company_id), *elements_to(item.catalog_elements_id)]
    return Write(change=change, link=link, unlink=unlinked(item))


def to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    customer: Customer = seen.card.record
    main = main_of(seen.card)
    with_elements = "catalog_elements_links" in call.query.with_
    return {
        **head_to_wire(seen.card, work),
        "next_date": customer.next_date or 0,
        "next_price": to_major(customer.next_price),
        "periodicity": customer.periodicity,
        "period_id": customer.status_id,
        "is_deleted": customer.is_deleted,
        "main_contact": related("contacts", main) if main else {},
        "contacts": linked_to_wire(seen.card, Kind.CONTACT),
        "company": company_to_wire(seen),
        "ltv": to_major(customer.ltv),
        "purchases_count": customer.purchases_count,
        "average_check": to_major(customer.average_check),
        **({"catalog_elements": elements_to_wire(seen.card)} if with_elements else {}),
        **tail_to_wire(seen.card, work, Kind.CUSTOMER),
    }


def private_to_wire(seen: Seen, work: Work, call: Call) -> Wire:
    customer: Customer = seen.card.record
    return {
        "id": customer.id,
        "name": customer.name,
        "date_create": customer.created_at,
        "date_modify": customer.updated_at,
        "created_by": customer.created_by,
        "modified_by": customer.updated_by,
        "account_id": work.account_id,
        "main_user_id": customer.responsible_user_id,
        "deleted": customer.is_deleted,
        "next_price": to_major(customer.next_price),
        "periodicity": customer.periodicity,
        "next_date": customer.next_date or 0,
        "task_last_date": customer.closest_task_at or 0,
        "status_id": customer.status_id,
        "period_id": customer.status_id,
        "tags": tags_to_wire(seen.card.tags),
        "custom_fields": field_values.to_wire(work, Kind.CUSTOMER, customer.custom_fields),
    }


def segment_to_wire(counted: Counted, work: Work, call: Call) -> Wire:
    segment = counted.segment
    return {
        "id": segment.id,
        "name": segment.name,
        "color": segment.color,
        "created_at": segment.created_at,
        "updated_at": segment.updated_at,
        "account_id": work.account_id,
        "customers_count": counted.customers,
        "_links": item_link("customers/segments", segment.id),
    }
