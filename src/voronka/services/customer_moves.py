"""Customers come by themselves to the status that the time has brought: the worker looks now and then.

Whoever stands in another status when his day has come or gone is moved; only those who are closed stay.
"""

from msgspec import structs

from voronka.domain import next_purchase
from voronka.domain.access import ALL
from voronka.domain.accounts import PERIODICITY
from voronka.domain.customer_statuses import CLOSED, EXPECTED, MISSED
from voronka.domain.customers import Customer
from voronka.domain.kinds import Kind
from voronka.services.rewriting import AT_ONCE, rewrite, stamp
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import customer_statuses as store
from voronka.store import records


def follow_dates(work: Work) -> bool:
    """True: there may be more who are to be moved. Each part wants a transaction of its own."""
    if work.account.settings.customers_mode != PERIODICITY:
        return False
    ids = _due(work)
    before: dict[int, Customer] = records.get_many(work, Kind.CUSTOMER, ids, ALL, lock=True) if ids else {}
    moment, statuses = moment_of(work), work.facts.customer_statuses
    moved = []
    for customer in before.values():
        status_id = next_purchase.status_at(statuses[customer.status_id], customer.next_date, statuses, moment)
        if status_id != customer.status_id:
            moved.append(structs.replace(customer, status_id=status_id, **stamp(work)))
    if moved:
        rewrite(work, Kind.CUSTOMER, before, moved)
    return bool(moved) and len(ids) == AT_ONCE


def _due(work: Work) -> list[int]:
    """Of whom the day is over and who is still expected; of whom it has come and who is not expected yet."""
    today, tomorrow = next_purchase.today(work.now, work.account.settings.timezone)
    by_type: dict[int, list[int]] = {}
    for status in work.facts.customer_statuses.values():
        by_type.setdefault(status.type, []).append(status.id)
    early = [id for type, ids in by_type.items() if type not in (EXPECTED, MISSED, CLOSED) for id in ids]
    late = store.awaited(work, by_type[EXPECTED], today, AT_ONCE)
    return late + store.awaited(work, early, tomorrow, AT_ONCE - len(late))
