"""Contacts: a whole name beside first and last, the company always shown, leads and elements on request."""

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
from voronka.api.amocrm_v4.writing import given, shared_from_wire
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.contacts import Contact, ContactChange
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services import contacts
from voronka.services.work import Work

ORDERS = ("created_at", "updated_at", "id")


def find(work: Work, call: Call) -> Page[Card]:
    query = records_query(work, Kind.CONTACT, call, ORDERS)
    return contacts.page(work, query, [Kind.COMPANY, *around(call.query.with_)])


def find_one(work: Work, call: Call) -> Card:
    with_ = around(call.query.with_)
    return contacts.get(work, call.path["id"], [Kind.COMPANY, *with_], deleted=only_deleted(call))


def add(work: Work, call: Call, drafts: Any) -> Any:
    return contacts.add(work, drafts)


def update(work: Work, call: Call, changes: Any) -> Any:
    return contacts.update(work, changes)


def update_one(work: Work, call: Call, change: ContactChange) -> Contact:
    return contacts.update_one(work, structs.replace(change, id=call.path["id"]))


def from_wire(item: Any, work: Work, call: Call) -> ContactChange:
    return ContactChange(
        id=getattr(item, "id", 0),
        **shared_from_wire(item),
        first_name=given(item.first_name),
        last_name=given(item.last_name),
    )


def to_wire(card: Card, work: Work, call: Call) -> Wire:
    contact: Contact = card.record
    return {
        "id": contact.id,
        "name": contact.name,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "responsible_user_id": contact.responsible_user_id,
        "group_id": contact.group_id,
        "created_by": contact.created_by,
        "updated_by": contact.updated_by,
        "created_at": contact.created_at,
        "updated_at": contact.updated_at,
        "closest_task_at": contact.closest_task_at,
        "is_deleted": contact.is_deleted,
        "is_unsorted": contact.is_unsorted,
        "custom_fields_values": fields_of(work, Kind.CONTACT, contact.custom_fields),
        "account_id": work.account_id,
        "_links": self_link(call, "contacts", contact.id),
        "_embedded": _embedded(card, call),
    }


def _embedded(card: Card, call: Call) -> Wire:
    with_ = call.query.with_
    embedded: Wire = {"tags": tags_to_wire(card.tags), "companies": linked_to_wire(card, Kind.COMPANY, call)}
    for kind in (Kind.LEAD, Kind.CUSTOMER):
        if kind.plural in with_:
            embedded[kind.plural] = linked_to_wire(card, kind, call)
    if "catalog_elements" in with_:
        embedded["catalog_elements"] = elements_to_wire(card)
    if "social_profiles" in with_:
        embedded["social_profiles"] = []
    return embedded


def added(contact: Contact, work: Work, call: Call) -> Wire:
    return added_to_wire(Kind.CONTACT, contact, call)


def updated(contact: Contact, work: Work, call: Call) -> Wire:
    return updated_to_wire(Kind.CONTACT, contact, call, named=True)
