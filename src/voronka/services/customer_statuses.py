"""Statuses of customers: who may see customers reads them, administrators write them; there only by periodicity."""

from collections.abc import Sequence

from msgspec import structs

from voronka.domain import access, customer_statuses, next_purchase
from voronka.domain.access import ALL
from voronka.domain.accounts import PERIODICITY
from voronka.domain.customer_statuses import STATUSES_AT_MOST, CustomerStatus, CustomerStatusWrite
from voronka.domain.customers import Customer
from voronka.domain.errors import Conflict, NotFound, OtherMode, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.services import permits
from voronka.services.rewriting import AT_ONCE, rewrite, stamp
from voronka.services.work import Work
from voronka.store import customer_statuses as store
from voronka.store import records


def all_of(work: Work) -> list[CustomerStatus]:
    access.require(work.actor, Kind.CUSTOMER, "view")
    if work.account.settings.customers_mode != PERIODICITY:
        raise OtherMode("Statuses are there where customers are worked with by periodicity. Switch the mode first.")
    return list(work.facts.customer_statuses.values())


def get(work: Work, id: int) -> CustomerStatus:
    found = next((status for status in all_of(work) if status.id == id), None)
    if found is None:
        raise NotFound(f"There is no status {id} of customers. List the statuses to see those that are.")
    return found


def add(work: Work, writes: Sequence[CustomerStatusWrite]) -> list[CustomerStatus]:
    held = _begin(work)
    if len(held) + len(writes) > STATUSES_AT_MOST:
        raise Conflict(f"Customers have at most {STATUSES_AT_MOST} statuses. Delete one first.")
    problems = Problems()
    ids = work.new_ids("customer_statuses", len(writes))
    made = [
        customer_statuses.make(write, id, item, problems)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    store.add(work, made)
    work.facts_change()
    return made


def update(work: Work, id: int, write: CustomerStatusWrite) -> CustomerStatus:
    _begin(work)
    problems = Problems()
    after = customer_statuses.apply(get(work, id), write, 0, problems)
    problems.check()
    store.save(work, [after])
    work.facts_change()
    return after


def delete(work: Work, id: int) -> None:
    """The customers that stand in it go back to the first one."""
    held = _begin(work)
    gone = get(work, id)
    if gone.is_system:
        raise Conflict(f"«{gone.name}» is a status of the system: it can be renamed, not deleted.")
    _end(work, [gone.id], next_purchase.first(held).id)
    work.facts_change()


def replace(work: Work, writes: Sequence[CustomerStatusWrite]) -> list[CustomerStatus]:
    """The whole list at once: what is not named is deleted, but for the statuses of the system."""
    held = {status.id: status for status in _begin(work)}
    named = {write.id for write in writes if write.id}
    kept = [id for id, status in held.items() if status.is_system and id not in named]
    if len(kept) + len(writes) > STATUSES_AT_MOST:
        raise Conflict(f"Customers have at most {STATUSES_AT_MOST} statuses. Send fewer.")
    changed, new = _written(work, held, writes)
    store.save(work, changed)
    store.add(work, new)
    gone = [id for id, status in held.items() if not status.is_system and id not in named]
    if gone:
        _end(work, gone, next_purchase.first(held.values()).id)
    work.facts_change()
    return all_of(work)


def _written(
    work: Work, held: dict[int, CustomerStatus], writes: Sequence[CustomerStatusWrite]
) -> tuple[list[CustomerStatus], list[CustomerStatus]]:
    """Those that were there before, and the new ones."""
    problems, seen = Problems(), set[int]()
    ids = iter(work.new_ids("customer_statuses", sum(not write.id for write in writes)))
    changed, new = list[CustomerStatus](), list[CustomerStatus]()
    for item, write in enumerate(writes):
        if not write.id:
            new.append(customer_statuses.make(write, next(ids), item, problems))
        elif write.id in seen or write.id not in held:
            problems.add(item, "id", Rule.TAKEN if write.id in seen else Rule.UNKNOWN_CHOICE)
        else:
            changed.append(customer_statuses.apply(held[write.id], write, item, problems))
        seen.add(write.id or -item - 1)
    problems.check()
    return changed, new


def _begin(work: Work) -> list[CustomerStatus]:
    permits.administer(work)
    return all_of(work)


def _end(work: Work, gone: Sequence[int], to: int) -> None:
    store.lock(work, gone)
    store.move_deleted_customers(work, gone, to)
    while ids := store.customers_at(work, gone, AT_ONCE):
        held: dict[int, Customer] = records.get_many(work, Kind.CUSTOMER, ids, ALL, lock=True)
        before = {id: customer for id, customer in held.items() if customer.status_id in gone}
        after = [structs.replace(customer, status_id=to, **stamp(work)) for customer in before.values()]
        rewrite(work, Kind.CUSTOMER, before, after)
    store.remove(work, gone)
