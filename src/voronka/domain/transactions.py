"""What customers buy. Each purchase leaves its trace on the customer: sums, the next purchase, bonus points."""

from math import floor
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.base.clock import DAY
from voronka.domain import next_purchase, notes
from voronka.domain.accounts import PERIODICITY
from voronka.domain.customers import Customer
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.leads import PRICE_AT_MOST
from voronka.domain.notes import Note
from voronka.domain.records import Link
from voronka.domain.saving import Moment

COMMENT_AT_MOST = 20_000  # letters, as in notes
LTV_AT_MOST = 10**17  # minor units: a hundred of the highest prices
POINTS_AT_MOST = 10**12


class Transaction(Struct, kw_only=True, frozen=True):
    id: int
    customer_id: int
    price: int  # minor units
    comment: str | None
    completed_at: int
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    is_deleted: bool
    elements: list[dict[str, Any]]  # id, catalog_id, quantity
    metadata: dict[str, str]  # receipt_link, external_id
    bonus_points: int  # that were accrued for it


class TransactionDraft(Struct, kw_only=True):
    """`next_price` and `next_date` are for the customer."""

    customer_id: int
    price: int
    comment: str | None = None
    completed_at: int | Absent = ABSENT
    next_price: int | Absent = ABSENT
    next_date: int | Absent = ABSENT
    created_by: int | Absent = ABSENT
    elements: list[Link] = []
    metadata: dict[str, str] = {}


def make(draft: TransactionDraft, id: int, points: int, item: int, moment: Moment) -> Transaction:
    _check(draft, item, moment)
    created_by = or_else(draft.created_by, moment.actor.user_id)
    return Transaction(
        id=id,
        customer_id=draft.customer_id,
        price=draft.price,
        comment=draft.comment,
        completed_at=or_else(draft.completed_at, moment.now),
        created_by=created_by,
        updated_by=created_by,
        created_at=moment.now,
        updated_at=moment.now,
        is_deleted=False,
        elements=[
            {"id": each.to_id, "catalog_id": each.catalog_id, "quantity": each.quantity} for each in draft.elements
        ],
        metadata=draft.metadata,
        bonus_points=points,
    )


def _check(draft: TransactionDraft, item: int, moment: Moment) -> None:
    problems = moment.problems
    for name, price in (("price", draft.price), ("next_price", or_else(draft.next_price, 0))):
        if abs(price) > PRICE_AT_MOST:
            problems.add(item, name, Rule.TOO_HIGH if price > 0 else Rule.TOO_LOW, str(PRICE_AT_MOST // 100))
    check_comment(draft.comment, item, problems)
    created_by = or_else(draft.created_by, 0)
    if created_by and created_by not in moment.facts.users:
        problems.add(item, "created_by", Rule.UNKNOWN_CHOICE)


def check_comment(comment: str | None, item: int, problems: Problems) -> None:
    if len(comment or "") > COMMENT_AT_MOST:
        problems.add(item, "comment", Rule.TOO_LONG, str(COMMENT_AT_MOST))


def points_for(price: int, customer: Customer, moment: Moment) -> int:
    """By the best rate among his segments; parts of a point are not given."""
    held = [moment.facts.segments[id] for id in customer.segments if id in moment.facts.segments]
    rate = max((segment.bonus_points_conversion_rate or 0 for segment in held), default=0)
    return max(floor(price * rate / 10_000), 0)


def bought(
    customer: Customer, purchase: Transaction, draft: TransactionDraft, last: int, item: int, moment: Moment
) -> Customer:
    """The customer after the purchase. Where purchases are awaited, the next one is a period after the `last` one:
    an older one that is entered later says nothing new of that."""
    after = counted(customer, purchase.price, 1)
    if abs(after.ltv) > LTV_AT_MOST:
        moment.problems.add(item, "price", Rule.TOO_HIGH, str((LTV_AT_MOST - customer.ltv) // 100))
    points = min(customer.bonus_points + purchase.bonus_points, POINTS_AT_MOST)
    next_price = or_else(draft.next_price, customer.next_price)
    after = structs.replace(after, bonus_points=points, next_price=next_price)
    if moment.settings.customers_mode != PERIODICITY:
        return structs.replace(after, next_date=or_else(draft.next_date, customer.next_date))
    if purchase.completed_at < last and draft.next_date is ABSENT:
        return after
    usual = purchase.completed_at + customer.periodicity * DAY if customer.periodicity else customer.next_date
    next_date, statuses = or_else(draft.next_date, usual), moment.facts.customer_statuses
    status_id = next_purchase.status_at(next_purchase.first(statuses.values()), next_date, statuses, moment)
    return structs.replace(after, next_date=next_date, status_id=status_id)


def note_of(purchase: Transaction, customer: Customer, id: int) -> Note:
    """On the customer's card. It stays when the purchase is deleted, as its event does: both tell what happened."""
    params, now, author = {"transaction_id": purchase.id}, purchase.created_at, purchase.created_by
    return notes.of_system(Kind.CUSTOMER, customer, "transaction", params, id, now, author=author)


def taken_back(customer: Customer, purchase: Transaction) -> Customer:
    """When a purchase is deleted; when the next one is to be stays as it was said."""
    points = max(customer.bonus_points - purchase.bonus_points, 0)
    return structs.replace(counted(customer, -purchase.price, -1), bonus_points=points)


def counted(customer: Customer, price: int, count: int) -> Customer:
    ltv, purchases = customer.ltv + price, customer.purchases_count + count
    return structs.replace(
        customer, ltv=ltv, purchases_count=purchases, average_check=round(ltv / purchases) if purchases else 0
    )


def with_points(customer: Customer, earn: int | None, redeem: int | None, problems: Problems) -> Customer:
    """Earned or redeemed, never both; nobody redeems what he does not have."""
    if earn is not None and redeem is not None:
        problems.add(0, "redeem", Rule.UNEXPECTED)
    elif earn is None and redeem is None:
        problems.add(0, "earn", Rule.MISSING)
    elif redeem is not None and redeem > customer.bonus_points:
        problems.add(0, "redeem", Rule.TOO_HIGH, str(customer.bonus_points))
    elif earn is not None and customer.bonus_points + earn > POINTS_AT_MOST:
        problems.add(0, "earn", Rule.TOO_HIGH, str(POINTS_AT_MOST - customer.bonus_points))
    return structs.replace(customer, bonus_points=customer.bonus_points + (earn or 0) - (redeem or 0))
