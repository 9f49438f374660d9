"""Purchases, under both of their addresses. Each one's own link leads through its customer."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.reading import element_metadata, self_link
from voronka.api.amocrm_v4.writing import given, money, none, seconds
from voronka.api.http import Call, Reply
from voronka.base.money import to_major, to_minor
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Link
from voronka.domain.transactions import Transaction, TransactionDraft
from voronka.services import transactions
from voronka.services.work import Work

METADATA = ("receipt_link", "external_id")


def find(work: Work, call: Call) -> Page[Transaction]:
    asked = {"id": none(call.query.filter.id), "customer_id": None if (whose := _whose(call)) is None else [whose]}
    equal = {name: values for name, values in asked.items() if values is not None}
    return transactions.page(work, ListQuery(**paged(call), equal=equal))


def find_one(work: Work, call: Call) -> Transaction:
    return transactions.get(work, call.path["id"], _whose(call))


def add(work: Work, call: Call, drafts: Any) -> list[Transaction]:
    return transactions.add(work, drafts, accrue_bonus=call.query.accrue_bonus is True, of_one=_whose(call))


def delete(work: Work, call: Call) -> None:
    transactions.delete(work, call.path["id"], _whose(call))


def bonus_points(work: Work, call: Call) -> Reply:
    points = transactions.change_points(work, call.path["id"], none(call.body.earn), none(call.body.redeem))
    return Reply(body={"bonus_points": points})


def _whose(call: Call) -> int | None:
    return call.path.get("customer_id")


def from_wire(item: Any, work: Work, call: Call) -> TransactionDraft:
    metadata = None if isinstance(item.metadata, list) else none(item.metadata)
    embedded = none(item.embedded)
    return TransactionDraft(
        customer_id=call.path["customer_id"],
        price=to_minor(item.price),
        comment=none(item.comment),
        completed_at=seconds(item.completed_at),
        next_price=money(item.next_price),
        next_date=seconds(item.next_date),
        created_by=given(item.created_by),
        elements=[_element(each) for each in (none(embedded.catalog_elements) if embedded else None) or ()],
        metadata={name: value for name in METADATA if metadata and (value := none(getattr(metadata, name)))},
    )


def _element(item: Any) -> Link:
    quantity = none(item.metadata.quantity)
    return Link(
        to_type=Kind.ELEMENT,
        to_id=item.id,
        catalog_id=item.metadata.catalog_id,
        quantity=1 if quantity is None else quantity,
    )


def to_wire(purchase: Transaction, work: Work, call: Call) -> Wire:
    return {
        "id": purchase.id,
        "price": to_major(purchase.price),
        "comment": purchase.comment,
        "completed_at": purchase.completed_at,
        "customer_id": purchase.customer_id,
        "created_by": purchase.created_by,
        "updated_by": purchase.updated_by,
        "created_at": purchase.created_at,
        "updated_at": purchase.updated_at,
        "is_deleted": purchase.is_deleted,
        "account_id": work.account_id,
        **({"metadata": purchase.metadata} if purchase.metadata else {}),
        "_links": _links(purchase, call),
        "_embedded": _embedded(purchase, call),
    }


def _embedded(purchase: Transaction, call: Call) -> Wire:
    customer = {"id": purchase.customer_id, "_links": self_link(call, "customers", purchase.customer_id)}
    elements = [{"id": each["id"], "metadata": _metadata(each)} for each in purchase.elements]
    return {"customer": customer} | ({"catalog_elements": elements} if elements else {})


def _metadata(element: dict[str, Any]) -> Wire:
    held = {"catalog_id": element["catalog_id"], "quantity": element["quantity"]}
    return element_metadata(Link(to_type=Kind.ELEMENT, to_id=element["id"], **held))


def added(purchase: Transaction, work: Work, call: Call) -> Wire:
    """Under `transactions`, where the official client looks; the documents' sample says `customers` (unconfirmed)."""
    return {
        "id": purchase.id,
        "customer_id": purchase.customer_id,
        "price": to_major(purchase.price),
        "comment": purchase.comment,
        "_links": _links(purchase, call),
    }


def _links(purchase: Transaction, call: Call) -> Wire:
    return self_link(call, f"customers/{purchase.customer_id}/transactions", purchase.id)
