"""Statuses of customers, and the mode that shows or hides them."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given
from voronka.api.http import Call, Reply
from voronka.base.page import Page
from voronka.domain.customer_statuses import CustomerStatus, CustomerStatusWrite
from voronka.services import accounts, customer_statuses
from voronka.services.work import Work

PATH = "customers/statuses"


def set_mode(work: Work, call: Call) -> Reply:
    accounts.set_customers_mode(work, call.body.mode, is_enabled=call.body.is_enabled)
    return Reply(body={"mode": call.body.mode, "is_enabled": call.body.is_enabled})


def find(work: Work, call: Call) -> Page[CustomerStatus]:
    return Page(customer_statuses.all_of(work))


def find_one(work: Work, call: Call) -> CustomerStatus:
    return customer_statuses.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[CustomerStatus]:
    return customer_statuses.add(work, writes)


def update_one(work: Work, call: Call, write: CustomerStatusWrite) -> CustomerStatus:
    return customer_statuses.update(work, call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    customer_statuses.delete(work, call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> CustomerStatusWrite:
    return CustomerStatusWrite(name=given(item.name), sort=given(item.sort), color=given(item.color))


def to_wire(status: CustomerStatus, work: Work, call: Call) -> Wire:
    return {
        "id": status.id,
        "name": status.name,
        "sort": status.sort,
        "is_default": status.is_default,
        "conditions": [],  # they cannot be written, and what the vendor's own look like no source says
        "color": status.color,
        "type": status.type,
        "account_id": work.account_id,
        "_links": self_link(call, PATH, status.id),
    }


def added(status: CustomerStatus, work: Work, call: Call) -> Wire:
    return {"id": status.id, "_links": self_link(call, PATH, status.id)}
