"""Customers, their segments, statuses and purchases through the client."""

import pytest

from voronka import AmoSync, ValidationFailed
from voronka.types import (
    BonusPointsChange,
    CustomerAdd,
    CustomerFilter,
    CustomerPatch,
    CustomerPatchOne,
    CustomersMode,
    CustomerStatusAdd,
    CustomerStatusPatchOne,
    CustomerWriteEmbedded,
    SegmentAdd,
    SegmentPatchOne,
    SegmentRef,
    TransactionAdd,
)

MARCH = 1_930_683_600


def test_customers_are_added_found_and_changed(amo: AmoSync):
    cafe, _ = amo.customers.add([CustomerAdd(name="Кафе", next_price=4500, next_date=MARCH), CustomerAdd(name="Бар")])

    amo.customers.update([CustomerPatch(id=cafe.id, periodicity=30)])
    amo.customers.update_one(cafe.id, CustomerPatchOne(next_price=5000))

    [found] = amo.customers.list(query="кафе", filter=CustomerFilter(id=[cafe.id]), order={"id": "desc"})
    assert (found.next_price, found.next_date, found.periodicity) == (5000, MARCH, 30)
    assert amo.customers.get(7) is None


def test_segments_hold_customers(amo: AmoSync):
    cafes = amo.customers.segments.add(SegmentAdd(name="Кафе", color="2176ff"))
    within = CustomerWriteEmbedded(segments=[SegmentRef(id=cafes.id)])
    [ref] = amo.customers.add([CustomerAdd(name="Кафе «Ветер»", embedded=within)])

    amo.customers.segments.update_one(cafes.id, SegmentPatchOne(name="Кафе и бары"))

    [listed] = amo.customers.segments.list()
    assert (listed.name, listed.customers_count) == ("Кафе и бары", 1)
    customer = amo.customers.get(ref.id)
    assert customer
    assert [segment.id for segment in customer.embedded.segments] == [cafes.id]
    amo.customers.segments.delete(cafes.id)
    assert amo.customers.segments.get(cafes.id) is None


def test_statuses_are_there_by_periodicity(amo: AmoSync):
    assert amo.customers.set_mode(CustomersMode(mode="periodicity", is_enabled=True)).is_enabled

    [ref] = amo.customers.statuses.add([CustomerStatusAdd(name="Готовим", sort=20)])
    amo.customers.statuses.update_one(ref.id, CustomerStatusPatchOne(name="Готово"))

    status = amo.customers.statuses.get(ref.id)
    assert status
    assert (status.name, len(amo.customers.statuses.list().all())) == ("Готово", 5)
    amo.customers.statuses.delete(ref.id)
    assert amo.customers.statuses.get(ref.id) is None


def test_purchases_and_points(amo: AmoSync):
    cafe = amo.customers.add([CustomerAdd(name="Кафе")])[0].id
    of = amo.customers.transactions_of

    first, second = of.add(cafe, [TransactionAdd(price=4500), TransactionAdd(price=500)], accrue_bonus=True)

    assert [purchase.id for purchase in amo.customers.transactions.list()] == [first.id, second.id]
    of.delete(cafe, second.id)
    amo.customers.transactions.delete(first.id)
    assert of.list(cafe).all() == []
    assert of.get(cafe, first.id) is amo.customers.transactions.get(first.id) is None
    assert amo.customers.bonus_points(cafe, BonusPointsChange(earn=20)).bonus_points == 20
    with pytest.raises(ValidationFailed):
        amo.customers.bonus_points(cafe, BonusPointsChange(redeem=21))
