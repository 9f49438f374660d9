"""The verbs of customers: page and get to read, add and update to write. What they buy stands in transactions."""

from collections.abc import Collection, Iterable, Sequence

from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.domain import customers
from voronka.domain.accounts import DISABLED
from voronka.domain.customers import Customer, CustomerChange
from voronka.domain.errors import OtherMode, Overtaken
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import records, saving
from voronka.services.saving import Noun
from voronka.services.work import Work
from voronka.store import customer_statuses, segments

NOUN = Noun(Kind.CUSTOMER, customers.make, customers.apply)


def require_on(work: Work) -> None:
    """For APIs that know an account without customers."""
    if work.account.settings.customers_mode == DISABLED:
        raise OtherMode("Customers are switched off in this account. Switch them on, by segments or by periodicity.")


def page(work: Work, query: ListQuery, around: Iterable[Kind] = ()) -> Page[Card]:
    return records.page(work, Kind.CUSTOMER, query, around)


def get(work: Work, id: int, around: Iterable[Kind] = (), *, deleted: bool = False) -> Card:
    return records.get(work, Kind.CUSTOMER, id, around, deleted=deleted)


def get_many(work: Work, ids: Sequence[int], around: Iterable[Kind] = ()) -> list[Card]:
    """Those of `ids` that the actor may see."""
    return records.get_many(work, Kind.CUSTOMER, ids, around)


def add(work: Work, drafts: Sequence[CustomerChange], just_made: Collection[End] = ()) -> list[Customer]:
    """`just_made`: records made in the same request, which the drafts may link whoever will look after them."""
    made = saving.add(work, NOUN, drafts, just_made)
    in_lasting_statuses(work, made)
    _join_segments(work, [customer for customer in made if customer.segments], is_new=True)
    return made


def update(work: Work, changes: Sequence[CustomerChange]) -> list[Customer]:
    return _placed(work, changes, saving.update(work, NOUN, changes))


def update_one(work: Work, change: CustomerChange) -> Customer:
    return _placed(work, [change], saving.update(work, NOUN, [change], only_one=True))[0]


def delete(work: Work, ids: Sequence[int]) -> list[Customer]:
    return saving.set_deleted(work, NOUN, ids, deleted=True)


def restore(work: Work, ids: Sequence[int]) -> list[Customer]:
    return saving.set_deleted(work, NOUN, ids, deleted=False)


def in_lasting_statuses(work: Work, placed: Iterable[Customer]) -> None:
    """Whoever deletes a status moves the customers that he sees in it. One that is just being written he does not see:
    so he waits for its writer, and a writer who comes too late begins anew."""
    wanted = {customer.status_id for customer in placed}
    if wanted and wanted != customer_statuses.kept(work, wanted):
        raise Overtaken("A status was deleted just now. List the statuses and send the request again.")


def _placed(work: Work, changes: Sequence[CustomerChange], after: list[Customer]) -> list[Customer]:
    pairs = list(zip(changes, after, strict=True))
    moved = [now for change, now in pairs if (change.status_id, change.next_date) != (ABSENT, ABSENT)]
    in_lasting_statuses(work, moved)
    joined = {now.id: now for change, now in pairs if change.segments is not ABSENT}
    _join_segments(work, list(joined.values()), is_new=False)
    return after


def _join_segments(work: Work, changed: Sequence[Customer], *, is_new: bool) -> None:
    """As with statuses: a segment stays until the customers that join it are written."""
    wanted = {id for customer in changed for id in customer.segments}
    if wanted and wanted != segments.kept(work, wanted):
        raise Overtaken("A segment was deleted just now. List the segments and send the request again.")
    if changed:
        segments.join(work, {customer.id: customer.segments for customer in changed}, is_new=is_new)
