"""Customers come by themselves to the status that the time has brought: the worker looks now and then.

Whoever stands farther from his purchase than its date is moved; only those who are closed stay.
"""

from msgspec import structs

from voronka.domain import next_purchase
from voronka.domain.access import ALL
from voronka.domain.accounts import PERIODICITY
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
    statuses, zone = work.facts.customer_statuses, work.account.settings.timezone
    ids = store.awaited(work, next_purchase.outgrown(statuses.values(), work.now, zone), AT_ONCE)
    before: dict[int, Customer] = records.get_many(work, Kind.CUSTOMER, ids, ALL, lock=True) if ids else {}
    moment, moved = moment_of(work), []
    for customer in before.values():
        status_id = next_purchase.status_by_time(statuses[customer.status_id], customer.next_date, statuses, moment)
        if status_id != customer.status_id:
            moved.append(structs.replace(customer, status_id=status_id, **stamp(work)))
    if moved:
        rewrite(work, Kind.CUSTOMER, before, moved)
    return bool(moved) and len(ids) == AT_ONCE
