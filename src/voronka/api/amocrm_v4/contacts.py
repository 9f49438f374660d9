"""Contacts: a whole name beside first and last, the company always shown, leads and elements on request."""

from typing import Any

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
from voronka.api.amocrm_v4.writing import given, shared_from_wire
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.contacts import Contact, ContactChange
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services import contacts
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Card]:
    query = records_query(work, Kind.CONTACT, call)
    return contacts.page(work, query, [Kind.COMPANY, *around(call.query.with_)])


def find_one(work: Work, call: Call) -> Card:
    with_ = around(call.query.with_)
    return contacts.get(work, call.path["id"], [Kind.COMPANY, *with_], deleted=only_deleted(call))


def from_wire(item: Any, work: Work, call: Call) -> ContactChange:
    return ContactChange(
        **shared_from_wire(item, call),
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
        **stamps_to_wire(contact),
        "closest_task_at": contact.closest_task_at,
        "is_deleted": contact.is_deleted,
        "is_unsorted": contact.is_unsorted,
        "custom_fields_values": fields_of(work, Kind.CONTACT, contact.custom_fields),
        "account_id": work.account_id,
        "_links": self_link(call, "contacts", contact.id),
        "_embedded": _embedded(card, call),
    }


def _embedded(card: Card, call: Call) -> Wire:
    embedded: Wire = {"tags": tags_to_wire(card.tags), "companies": linked_to_wire(card, Kind.COMPANY, call)}
    embedded |= asked_to_wire(card, call, (Kind.LEAD, Kind.CUSTOMER))
    return embedded | {"social_profiles": []} if "social_profiles" in call.query.with_ else embedded


add = adds(Kind.CONTACT, from_wire, contacts.add)
update = updates(Kind.CONTACT, from_wire, contacts.update)
update_one = updates_one(Kind.CONTACT, from_wire, contacts.update_one)
