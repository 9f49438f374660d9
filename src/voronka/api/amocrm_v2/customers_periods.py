"""Periods of customers: the whole list is read and written at once."""

from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, items_reply, private_reply
from voronka.api.amocrm_v2.faults import NothingSent
from voronka.api.amocrm_v2.shapes import told
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.domain.customer_statuses import CustomerStatus, CustomerStatusWrite
from voronka.services import customer_statuses
from voronka.services.work import Work


def find(work: Work, call: Call) -> Reply:
    return items_reply(call, [to_wire(status) for status in customer_statuses.all_of(work)])


def find_private(work: Work, call: Call) -> Reply:
    return private_reply(call, work.now, {"list": [to_wire(status) for status in customer_statuses.all_of(work)]})


def replace(work: Work, call: Call) -> Reply:
    return items_reply(call, _replaced(work, call.body))


def replace_private(work: Work, call: Call) -> Reply:
    body = or_else(call.body.request, {}).get(call.operation.key)
    return private_reply(call, work.now, {"set": _replaced(work, body)})


def _replaced(work: Work, body: Any) -> list[Wire]:
    items = or_else(body.update, []) if body else []
    if not items:
        raise NothingSent("update")
    writes = [from_wire(item) for item in items]
    return [to_wire(status) for status in told("update", items, lambda: customer_statuses.replace(work, writes))]


def from_wire(item: Any) -> CustomerStatusWrite:
    id = or_else(item.id, 0)
    unnamed = f"{or_else(item.period, 0)} дней"  # (unconfirmed) periods have no names on this wire
    return CustomerStatusWrite(
        id=id,
        name=item.name if item.name is not ABSENT or id else unnamed,
        sort=item.sort,
        color=item.color,
        period=item.period,
    )


def to_wire(status: CustomerStatus) -> Wire:
    return {
        "id": status.id,
        "name": status.name,
        "period": status.period,
        "sort": status.sort,
        "color": status.color,
        "type": status.type,
    }
