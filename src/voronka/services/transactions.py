"""Purchases of customers, and their bonus points: who sees a customer reads them, who may change him writes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access, transactions
from voronka.domain.access import DENIED
from voronka.domain.changes import Change
from voronka.domain.customers import Customer
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.saving import Moment
from voronka.domain.transactions import Transaction, TransactionDraft
from voronka.services.records import editable
from voronka.services.rewriting import rewrite, stamp
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import notes as note_store
from voronka.store import records
from voronka.store import transactions as store


def page(work: Work, query: ListQuery) -> Page[Transaction]:
    return store.page(work, query, access.require(work.actor, Kind.CUSTOMER, "view"))


def get(work: Work, id: int, customer_id: int | None = None) -> Transaction:
    """`customer_id`: whose it must be."""
    found = store.get(work, id, access.require(work.actor, Kind.CUSTOMER, "view"))
    if found is None or customer_id not in (None, found.customer_id):
        raise NotFound(f"There is no purchase {id} that you may see.")
    return found


def add(
    work: Work, drafts: Sequence[TransactionDraft], *, accrue_bonus: bool = False, of_one: int | None = None
) -> list[Transaction]:
    """In the order of the drafts. `of_one`: the customer whose they all are, who must be there."""
    before = _customers(work, sorted({draft.customer_id for draft in drafts}))
    if of_one is not None and of_one not in before:
        raise NotFound(f"There is no customer {of_one} that you may see.")
    moment = moment_of(work)
    _check_elements(work, drafts, moment.problems)
    ids = work.new_ids("transactions", len(drafts))
    current, last, made = dict(before), store.last_of(work, list(before)), list[Transaction]()
    for item, (draft, id) in enumerate(zip(drafts, ids, strict=True)):
        if draft.customer_id in current:
            made.append(_bought(current, last, draft, id, item, moment, accrue_bonus))
        else:
            moment.problems.add(item, "customer_id", Rule.UNKNOWN_CHOICE)
    moment.problems.check()
    store.insert(work, made)
    _note(work, made, current)
    changed = [structs.replace(customer, **stamp(work)) for customer in current.values()]
    rewrite(work, Kind.CUSTOMER, before, changed, [_told(work, purchase) for purchase in made])
    return made


def delete(work: Work, id: int, customer_id: int | None = None) -> None:
    get(work, id, customer_id)
    if id not in delete_many(work, [id]):  # somebody else has deleted it in this very moment
        get(work, id, customer_id)


def delete_many(work: Work, ids: Sequence[int]) -> set[int]:
    """Those that were there. (unconfirmed) which right it needs: a purchase is a part of its customer's card, so to
    change that is enough."""
    found = _found(work, ids)
    before = _customers(work, sorted({purchase.customer_id for purchase in found.values()}))
    gone = _found(work, ids)  # once more under the customers' locks: two who delete one take it back once
    current = dict(before)
    for purchase in gone.values():
        current[purchase.customer_id] = transactions.taken_back(current[purchase.customer_id], purchase)
    store.save(work, [structs.replace(purchase, is_deleted=True, **stamp(work)) for purchase in gone.values()])
    after = [structs.replace(customer, **stamp(work)) for customer in current.values()]
    rewrite(work, Kind.CUSTOMER, before, after)
    return set(gone)


def comment(work: Work, comments: Mapping[int, str]) -> dict[int, Transaction]:
    """Other comments for these purchases; those that were there, by their ids."""
    problems = Problems()
    for item, text in enumerate(comments.values()):
        transactions.check_comment(text, item, problems)
    problems.check()
    found = _found(work, list(comments))
    _customers(work, sorted({purchase.customer_id for purchase in found.values()}))
    after = {
        id: structs.replace(purchase, comment=comments[id], **stamp(work))
        for id, purchase in _found(work, list(found)).items()
    }
    store.save(work, list(after.values()))
    return after


def _found(work: Work, ids: Sequence[int]) -> dict[int, Transaction]:
    level = access.require(work.actor, Kind.CUSTOMER, "view")
    return store.get_many(work, ids, level) if ids else {}


def change_points(work: Work, customer_id: int, earn: int | None, redeem: int | None) -> int:
    """The new balance."""
    before = _customers(work, [customer_id])
    if not before:
        raise NotFound(f"There is no customer {customer_id} that you may see.")
    problems = Problems()
    after = transactions.with_points(before[customer_id], earn, redeem, problems)
    problems.check()
    rewrite(work, Kind.CUSTOMER, before, [structs.replace(after, **stamp(work))])
    return after.bonus_points


def _customers(work: Work, ids: Sequence[int]) -> dict[int, Customer]:
    """Locked: their sums are counted on."""
    return editable(work, Kind.CUSTOMER, ids, lock=True)


def _bought(
    current: dict[int, Customer],
    last: dict[int, int],
    draft: TransactionDraft,
    id: int,
    item: int,
    moment: Moment,
    accrue_bonus: bool,
) -> Transaction:
    customer = current[draft.customer_id]
    points = transactions.points_for(draft.price, customer, moment) if accrue_bonus else 0
    purchase = transactions.make(draft, id, points, item, moment)
    last[customer.id] = max(purchase.completed_at, last.get(customer.id, purchase.completed_at))
    current[customer.id] = transactions.bought(customer, purchase, draft, last[customer.id], item, moment)
    return purchase


def _check_elements(work: Work, drafts: Sequence[TransactionDraft], problems: Problems) -> None:
    """They are there, in the catalogs that are named, and may be seen."""
    ids = sorted({link.to_id for draft in drafts for link in draft.elements})
    level = work.actor.level(Kind.ELEMENT, "view")
    found: dict[int, Any] = records.get_many(work, Kind.ELEMENT, ids, level) if ids and level != DENIED else {}
    for item, draft in enumerate(drafts):
        for place, link in enumerate(draft.elements):
            path = f"_embedded.catalog_elements.{place}"
            if link.to_id not in found:
                problems.add(item, f"{path}.id", Rule.UNKNOWN_CHOICE)
            elif found[link.to_id].catalog_id != link.catalog_id:
                problems.add(item, f"{path}.metadata.catalog_id", Rule.UNKNOWN_CHOICE)


def _note(work: Work, made: Sequence[Transaction], customers: dict[int, Customer]) -> None:
    """On the cards. They are no news of their own: the purchase is told."""
    ids = work.new_ids("notes", len(made))
    written = [
        transactions.note_of(purchase, customers[purchase.customer_id], id)
        for purchase, id in zip(made, ids, strict=True)
    ]
    note_store.insert(work, written)


def _told(work: Work, purchase: Transaction) -> Change:
    """It happens to the customer."""
    return Change(
        kind=Kind.CUSTOMER,
        id=purchase.customer_id,
        action="purchase",
        actor_id=work.actor.user_id,
        record=purchase,
    )
