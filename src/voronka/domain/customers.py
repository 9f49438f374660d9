"""Customers: those who buy again. When next and for how much, what they have bought so far, in which segments."""

from typing import Any

from msgspec import structs

from voronka.base.absent import ABSENT, Absent
from voronka.domain import next_purchase
from voronka.domain.accounts import PERIODICITY
from voronka.domain.errors import Rule
from voronka.domain.kinds import Kind
from voronka.domain.leads import PRICE_AT_MOST
from voronka.domain.records import Record, RecordChange
from voronka.domain.saving import Moment, changed_values, new_values

PERIODICITY_AT_MOST = 36_500  # days


class Customer(Record, frozen=True):
    next_price: int  # minor units
    next_date: int | None
    status_id: int
    periodicity: int  # days; 0: none
    ltv: int  # minor units: the sum of all purchases
    purchases_count: int
    average_check: int  # minor units
    bonus_points: int
    segments: list[int]


class CustomerChange(RecordChange, kw_only=True):
    next_price: int | Absent = ABSENT  # minor units
    next_date: int | Absent = ABSENT
    status_id: int | Absent = ABSENT
    periodicity: int | Absent = ABSENT
    segments: list[int] | Absent = ABSENT  # replaces the whole set


def make(change: CustomerChange, id: int, item: int, moment: Moment) -> Customer:
    values = new_values(Kind.CUSTOMER, change, id, item, moment)
    values["name"] = values["name"] if change.name is not ABSENT else f"Покупатель #{id}"
    if change.next_date is ABSENT and moment.settings.customers_mode == PERIODICITY:
        moment.problems.add(item, "next_date", Rule.MISSING)
    customer = Customer(
        **values,
        next_price=0,
        next_date=None,
        status_id=next_purchase.first(moment.facts.customer_statuses.values()).id,
        periodicity=0,
        ltv=0,
        purchases_count=0,
        average_check=0,
        bonus_points=0,
        segments=[],
    )
    return _written(customer, change, item, moment)


def apply(before: Customer, change: CustomerChange, item: int, moment: Moment) -> Customer:
    values = changed_values(Kind.CUSTOMER, before, change, item, moment)
    return _written(structs.replace(before, **values), change, item, moment)


def _written(before: Customer, change: CustomerChange, item: int, moment: Moment) -> Customer:
    """What a new customer and a changed one are written with alike."""
    if not before.name.strip():
        moment.problems.add(item, "name", Rule.BLANK)
    values: dict[str, Any] = {
        name: value
        for name in ("next_price", "next_date", "periodicity")
        if (value := getattr(change, name)) is not ABSENT
    }
    _check(values, item, moment)
    if change.segments is not ABSENT:
        values["segments"] = _segments(change.segments, item, moment)
    after = structs.replace(before, **values)
    return structs.replace(after, status_id=_status(before, after, change, item, moment))


def _check(values: dict[str, Any], item: int, moment: Moment) -> None:
    price = values.get("next_price", 0)
    if abs(price) > PRICE_AT_MOST:
        rule, sign = (Rule.TOO_HIGH, "") if price > 0 else (Rule.TOO_LOW, "-")
        moment.problems.add(item, "next_price", rule, f"{sign}{PRICE_AT_MOST // 100}")
    periodicity = values.get("periodicity", 0)
    if periodicity < 0:
        moment.problems.add(item, "periodicity", Rule.TOO_LOW, "0")
    elif periodicity > PERIODICITY_AT_MOST:
        moment.problems.add(item, "periodicity", Rule.TOO_HIGH, str(PERIODICITY_AT_MOST))


def _segments(asked: list[int], item: int, moment: Moment) -> list[int]:
    for place, id in enumerate(asked):
        if id not in moment.facts.segments:
            moment.problems.add(item, f"_embedded.segments.{place}.id", Rule.UNKNOWN_CHOICE)
    return sorted(set(asked))


def _status(before: Customer, after: Customer, change: CustomerChange, item: int, moment: Moment) -> int:
    """The one asked for; else, with another date of the next purchase, the one that it leads to."""
    statuses = moment.facts.customer_statuses
    if change.status_id is not ABSENT:
        if change.status_id not in statuses:
            moment.problems.add(item, "status_id", Rule.UNKNOWN_CHOICE)
        return change.status_id
    current = statuses.get(before.status_id) or next_purchase.first(statuses.values())
    if moment.settings.customers_mode != PERIODICITY or after.next_date == before.next_date:
        return current.id
    return next_purchase.status_at(current, after.next_date, statuses, moment)
