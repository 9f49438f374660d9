"""Purchases: added and deleted; of those that are there only the comment changes."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, item_link, items_reply, nothing, private_reply, related
from voronka.api.amocrm_v2.faults import NothingSent, mark_of
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.amocrm_v2.records import elements_to
from voronka.api.amocrm_v2.shapes import UNFIT, Setter, listed, told
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.base.money import to_major, to_minor
from voronka.base.numbers import plain
from voronka.base.page import Page
from voronka.domain.errors import Problems, Rule
from voronka.domain.freshness import Unfit
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Link
from voronka.domain.transactions import Transaction, TransactionDraft
from voronka.services import customers, transactions
from voronka.services.work import Work
from voronka.services.writes import Updated


def find(work: Work, call: Call) -> Page[Transaction]:
    customers.require_on(work)
    query, asked = call.query, call.query.filter
    named = {"id": or_else(query.id, asked.id), "customer_id": or_else(query.customer_id, asked.customer_id)}
    if named["id"] is not ABSENT:
        named.pop("customer_id")
    equal = {column: values for column, values in named.items() if values is not ABSENT}
    return transactions.page(work, ListQuery(**rows_of(query), equal=equal))


def find_private(work: Work, call: Call) -> Reply:
    found = {str(purchase.id): private_to_wire(purchase, work) for purchase in find(work, call).items}
    return private_reply(call, work.now, found) if found else nothing()


def add(work: Work, items: Sequence[Any]) -> Sequence[Transaction]:
    customers.require_on(work)
    problems = Problems()
    for place, item in enumerate(items):
        for name in ("customer_id", "price"):
            if getattr(item, name) is ABSENT:
                problems.add(place, name, Rule.MISSING)
    problems.check()
    return transactions.add(work, [from_wire(item) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    """What a change does not speak of stays, and that is all but the comment."""
    customers.require_on(work)
    ids = [or_else(item.id, 0) for item in items]
    texts = {id: item.comment for id, item in zip(ids, items, strict=True) if item.comment is not ABSENT}
    changed = transactions.comment(work, texts)
    return Updated([changed[id] for id in ids if id in changed], [_unfit(id, changed) for id in ids])


def _unfit(id: int, known: dict[int, Transaction]) -> Unfit | None:
    return None if id in known else Unfit.UNKNOWN


def delete(work: Work, ids: Sequence[int]) -> dict[int, Unfit]:
    customers.require_on(work)
    gone = transactions.delete_many(work, list(dict.fromkeys(ids)))
    return {id: Unfit.UNKNOWN for id in ids if id not in gone}


SETTER = Setter("transactions", add, update, delete, lambda items, deleted: items + deleted, is_nested=True)


def comment(work: Work, call: Call) -> Reply:
    done, errors, _ = _commented(work, call.body)
    items = [{"id": id, "request_id": mark, "_links": item_link("transactions", id)} for id, mark in done]
    return items_reply(call, items, {"update": errors} if errors else None)


def comment_private(work: Work, call: Call) -> Reply:
    done, errors, marks = _commented(work, or_else(call.body.request, {}).get(call.operation.key))
    items = [{"request_id": mark, "transaction": {"id": id}} for id, mark in done]
    return private_reply(call, work.now, {"comment": {"transactions": items, "errors": listed(call, errors, marks)}})


def _commented(work: Work, body: Any) -> tuple[list[tuple[int, int | str]], dict[str, str], dict[int, int | str]]:
    """The ids and marks of what was changed, by id why the rest was not, and the marks of all."""
    customers.require_on(work)
    items = or_else(body.update, []) if body else []
    if not items:
        raise NothingSent("update")
    ids = [or_else(item.transaction_id, or_else(item.id, 0)) for item in items]
    texts = dict(zip(ids, (item.comment for item in items), strict=True))
    changed = told("update", items, lambda: transactions.comment(work, texts))
    marked = [(id, mark_of(item.request_id, place)) for place, (id, item) in enumerate(zip(ids, items, strict=True))]
    errors = {str(id): UNFIT[Unfit.UNKNOWN] for id in ids if id not in changed}
    return [each for each in marked if each[0] in changed], errors, dict(marked)


def from_wire(item: Any) -> TransactionDraft:
    """(unconfirmed) a purchase without a date is one of now; elements are shaped as in leads."""
    return TransactionDraft(
        customer_id=item.customer_id,
        price=to_minor(item.price),
        comment=or_else(item.comment, None),
        completed_at=item.date or ABSENT,
        next_price=item.next_price if item.next_price is ABSENT else to_minor(item.next_price),
        next_date=item.next_date or ABSENT,
        created_by=item.created_by,
        elements=[
            Link(to_type=Kind.ELEMENT, to_id=link.there.id, catalog_id=link.catalog_id, quantity=link.quantity)
            for link in elements_to(item.elements)
        ],
    )


def to_wire(purchase: Transaction, work: Work, call: Call) -> Wire:
    elements: dict[str, Wire] = {}
    for each in purchase.elements:
        elements.setdefault(str(each["catalog_id"]), {})[str(each["id"])] = plain(each["quantity"])
    return {
        "id": purchase.id,
        "customer": related("customers", purchase.customer_id),
        "price": to_major(purchase.price),
        "date": purchase.completed_at,
        "comment": purchase.comment or "",
        "created_at": purchase.created_at,
        "updated_at": purchase.updated_at,
        "created_by": purchase.created_by,
        "updated_by": purchase.updated_by,
        "account_id": work.account_id,
        "is_deleted": purchase.is_deleted,
        "elements": elements,
        "_links": item_link("transactions", purchase.id),
    }


def private_to_wire(purchase: Transaction, work: Work) -> Wire:
    return {
        "id": purchase.id,
        "customer_id": purchase.customer_id,
        "price": to_major(purchase.price),
        "date": purchase.completed_at,
        "comment": purchase.comment or "",
        "date_create": purchase.created_at,
        "date_modify": purchase.updated_at,
        "created_by": purchase.created_by,
        "modified_by": purchase.updated_by,
        "account_id": work.account_id,
        "deleted": purchase.is_deleted,
    }
