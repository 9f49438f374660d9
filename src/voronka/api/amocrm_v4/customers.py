"""Customers: amounts in whole units, segments and tags always shown, contacts, companies and elements on request."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.listing import only_deleted, records_query
from voronka.api.amocrm_v4.reading import around, asked_to_wire, fields_of, self_link, stamps_to_wire, tags_to_wire
from voronka.api.amocrm_v4.records import adds, updates, updates_one
from voronka.api.amocrm_v4.writing import given, money, none, seconds, shared_from_wire
from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent
from voronka.base.money import to_major
from voronka.base.page import Page
from voronka.domain.customers import Customer, CustomerChange
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services import customers
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Card]:
    return customers.page(work, records_query(work, Kind.CUSTOMER, call), around(call.query.with_))


def find_one(work: Work, call: Call) -> Card:
    return customers.get(work, call.path["id"], around(call.query.with_), deleted=only_deleted(call))


def from_wire(item: Any, work: Work, call: Call) -> CustomerChange:
    return CustomerChange(
        **shared_from_wire(item, call),
        next_price=money(item.next_price),
        next_date=seconds(item.next_date),
        status_id=given(item.status_id),
        periodicity=given(item.periodicity),
        segments=_segments(none(item.embedded)),
    )


def _segments(embedded: Any) -> list[int] | Absent:
    """Null takes the customer out of all of them, as it does with tags."""
    if embedded is None or embedded.segments is UNSET:
        return ABSENT
    return [segment.id for segment in embedded.segments or ()]


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    customer: Customer = card.record
    return {
        "id": customer.id,
        "name": customer.name,
        "next_price": to_major(customer.next_price),
        "next_date": customer.next_date,
        "responsible_user_id": customer.responsible_user_id,
        **({"group_id": customer.group_id} if "group_id" in call.query.with_ else {}),
        "status_id": customer.status_id,
        "periodicity": customer.periodicity,
        **stamps_to_wire(customer),
        "closest_task_at": customer.closest_task_at,
        "is_deleted": customer.is_deleted,
        "custom_fields_values": fields_of(work, Kind.CUSTOMER, customer.custom_fields),
        "ltv": to_major(customer.ltv),
        "purchases_count": customer.purchases_count,
        "average_check": to_major(customer.average_check),
        "account_id": work.account_id,
        "_links": self_link(call, "customers", customer.id),
        "_embedded": _embedded(card, call),
    }


def _embedded(card: Card, call: Call) -> Wire:
    segments = [{"id": id, "_links": self_link(call, "customers/segments", id)} for id in card.record.segments]
    asked = asked_to_wire(card, call, (Kind.CONTACT, Kind.COMPANY), main=True)
    return {"segments": segments, "tags": tags_to_wire(card.tags), **asked}


add = adds(Kind.CUSTOMER, from_wire, customers.add)
update = updates(Kind.CUSTOMER, from_wire, customers.update)
update_one = updates_one(Kind.CUSTOMER, from_wire, customers.update_one)
