"""Segments: who may see customers reads them, administrators write them; they are there only in their own mode."""

from collections.abc import Sequence

from msgspec import structs

from voronka.base.page import Page, Place
from voronka.domain import access, segments
from voronka.domain.accounts import SEGMENTS
from voronka.domain.changes import Change
from voronka.domain.customers import Customer
from voronka.domain.errors import Conflict, NotFound, OtherMode
from voronka.domain.kinds import Kind
from voronka.domain.listing import slice_of
from voronka.domain.segments import SEGMENTS_AT_MOST, Counted, Segment, SegmentWrite
from voronka.services import journal, permits
from voronka.services.rewriting import AT_ONCE, rewrite_even_binned, stamp
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import segments as store


def page(work: Work, place: Place) -> Page[Counted]:
    found = slice_of(_all_of(work), place, lambda segment: (segment.id,))
    return found.with_items(_counted(work, found.items))


def get(work: Work, id: int) -> Counted:
    return _counted(work, [_found(work, id)])[0]


def add(work: Work, write: SegmentWrite) -> Counted:
    if len(_begin(work)) >= SEGMENTS_AT_MOST:
        raise Conflict(f"An account has at most {SEGMENTS_AT_MOST} segments. Delete one first.")
    moment = moment_of(work)
    made = segments.make(write, work.new_id("segments"), moment)
    moment.problems.check()
    store.add(work, made)
    work.facts_change()
    actor_id = work.actor.user_id
    journal.record(work, [Change(kind=Kind.SEGMENT, id=made.id, action="add", actor_id=actor_id, record=made)])
    return Counted(made, 0)


def update(work: Work, id: int, write: SegmentWrite) -> Counted:
    _begin(work)
    moment = moment_of(work)
    after = segments.apply(_found(work, id), write, moment)
    moment.problems.check()
    store.save(work, after)
    work.facts_change()
    return _counted(work, [after])[0]


def delete(work: Work, id: int) -> None:
    """Its customers stay, outside of it."""
    _begin(work)
    _found(work, id)
    store.lock(work, id)
    while ids := store.members(work, id, AT_ONCE):
        _leave(work, id, ids)
    store.remove(work, id)
    work.facts_change()


def _leave(work: Work, id: int, ids: list[int]) -> None:
    def without(customer: Customer) -> Customer:
        left = [each for each in customer.segments if each != id]
        return structs.replace(customer, segments=left, **stamp(work))

    rewrite_even_binned(work, Kind.CUSTOMER, ids, without)
    store.leave(work, id, ids)


def _all_of(work: Work) -> list[Segment]:
    access.require(work.actor, Kind.CUSTOMER, "view")
    if work.account.settings.customers_mode != SEGMENTS:
        raise OtherMode("Segments are there where customers are worked with by segments. Switch the mode first.")
    return list(work.facts.segments.values())


def _found(work: Work, id: int) -> Segment:
    found = next((segment for segment in _all_of(work) if segment.id == id), None)
    if found is None:
        raise NotFound(f"There is no segment {id}. List the segments to see those that are.")
    return found


def _begin(work: Work) -> list[Segment]:
    permits.administer(work)
    return _all_of(work)


def _counted(work: Work, found: Sequence[Segment]) -> list[Counted]:
    level = access.require(work.actor, Kind.CUSTOMER, "view")
    counts = store.counts(work, [segment.id for segment in found], level)
    return [Counted(segment, counts.get(segment.id, 0)) for segment in found]
