"""Links between records: made, undone, listed. What the link does to its neighbours is decided in domain/links."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.domain import access
from voronka.domain.access import DENIED
from voronka.domain.changes import Change, link_value
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import LINKS, RANK, Kind
from voronka.domain.links import End, LinkWrite, linked, unlinked
from voronka.domain.records import Link
from voronka.services import journal, permits
from voronka.services.rewriting import AT_ONCE
from voronka.services.work import Work
from voronka.store import links, records

Records = dict[End, Any]

PRICES = ("price", "numeric", "monetary")  # in the vendor's own examples the price of a product is a plain number


class Links(Struct):
    """What a batch of link writes comes down to: rows to add, to rewrite, to remove."""

    new: list[tuple[End, Link]] = []
    changed: list[tuple[End, Link]] = []
    gone: list[tuple[End, Link]] = []


def seen(work: Work, kind: Kind, ids: Sequence[int]) -> dict[int, list[Link]]:
    """The links of those records that exist and that the actor may see."""
    level = access.require(work.actor, kind, "view")
    known = sorted(records.existing(work, kind, ids, level))
    held = as_seen(work, links.of_records(work, kind, known, LINKS[kind], shown=True))
    return {id: held.get(id, []) for id in known}


def as_seen(work: Work, held: dict[int, list[Link]]) -> dict[int, list[Link]]:
    """Only those whose other end the actor may see as well; who sees all of a kind is spared the look."""
    limited = {kind for kind in RANK if work.actor.level(kind, "view") != access.ALL}
    if not limited:
        return held
    ends: dict[Kind, set[int]] = defaultdict(set)
    for link in (link for found in held.values() for link in found if link.to_type in limited):
        ends[link.to_type].add(link.to_id)
    there = {kind: permits.seen(work, kind, ends[kind]) for kind in sorted(ends)}
    return {
        id: [link for link in found if link.to_type not in there or link.to_id in there[link.to_type]]
        for id, found in held.items()
    }


def link(work: Work, writes: Sequence[LinkWrite], undated: Collection[End] = ()) -> list[tuple[LinkWrite, Link]]:
    """Each write with the link as it now stands; one whose place a later write of the batch took is left out.

    `undated`: records whose time of change is set by who writes them.
    """
    ends = _ends(work, writes)
    _check_prices(work, writes)
    state = _state(work, writes, ends)
    before = {holder: list(held) for holder, held in state.items()}
    for write in writes:
        state[write.holder] = linked(state[write.holder], write.held, write.holder.kind)
    changed = _compared(before, state)
    _require_free_elements(work, writes, changed)
    _apply(work, changed, ends, _authors(writes), undated)
    return [(write, now) for write in writes if (now := _now(state[write.holder], write))]


def unlink(work: Work, writes: Sequence[LinkWrite], undated: Collection[End] = ()) -> None:
    ends = _ends(work, writes)
    state = _state(work, writes, ends)
    before = {holder: list(held) for holder, held in state.items()}
    for write in writes:
        state[write.holder] = unlinked(state[write.holder], write.held)
    _apply(work, _compared(before, state), ends, _authors(writes), undated)


def cut_all(work: Work, kind: Kind, ids: Sequence[int]) -> None:
    """What is deleted for good hangs on nothing; the records that it hung on tell of it."""
    held = links.of_records(work, kind, sorted(ids), LINKS[kind])
    writes = (LinkWrite.between(End(kind, id), link) for id, seen in held.items() for link in seen)
    gone = [(write.holder, write.held) for write in writes]
    for at in range(0, len(gone), AT_ONCE):
        journal.record(work, store(work, Links(gone=gone[at : at + AT_ONCE]), {}))


def of_new(
    work: Work, kind: Kind, made: Sequence[Any], drafts: Sequence[Any], just_made: Collection[End], problems: Problems
) -> Links:
    """The links that drafts bring along. Nothing hangs on a new record yet, so all of them are new.

    `just_made`: what was made a moment ago in the same request; who made it may link it, whoever will look after it.
    """
    asked: dict[Kind, set[int]] = defaultdict(set)
    for draft in drafts:
        for link in draft.links:
            asked[link.to_type].add(link.to_id)
    found = {
        kind: permits.seen(work, kind, ids) | {end.id for end in just_made if end.kind == kind}
        for kind, ids in asked.items()
    }
    result = Links()
    for item, (record, draft) in enumerate(zip(made, drafts, strict=True)):
        held: list[Link] = []
        for place, link in enumerate(draft.links):
            if link.to_id not in found[link.to_type]:
                nth = sum(earlier.to_type == link.to_type for earlier in draft.links[:place])
                problems.add(item, f"_embedded.{link.to_type.plural}.{nth}.id", Rule.UNKNOWN_CHOICE)
            held = linked(held, link, kind)
        result.new += [(End(kind, record.id), link) for link in held]
    return result


def _authors(writes: Sequence[LinkWrite]) -> dict[End, int]:
    """Who is said to have done it, where that is not the caller himself."""
    return {end: by for write in writes if (by := write.updated_by) is not None for end in (write.here, write.there)}


def _apply(work: Work, changed: Links, ends: Records, authors: dict[End, int], undated: Collection[End]) -> None:
    """A record counts as updated when its links change: who reads by updated_at must not miss it."""
    touched = {End(link.to_type, link.to_id) for _, link in [*changed.new, *changed.gone]}
    touched |= {holder for holder, _ in [*changed.new, *changed.gone]}
    dated = {
        end: structs.replace(ends[end], updated_at=work.now, updated_by=authors.get(end, work.actor.user_id))
        for end in touched
        if end in ends and end not in undated and end.kind != Kind.ELEMENT
    }
    for kind in {end.kind for end in dated}:
        before = {end.id: ends[end] for end in dated if end.kind == kind}
        records.save(work, kind, before, [record for end, record in dated.items() if end.kind == kind])
    journal.record(work, store(work, changed, ends | dated))


def store(work: Work, changed: Links, ends: Records) -> list[Change]:
    """Writes the rows and tells what happened at both ends of each."""
    links.delete(work, changed.gone)
    links.save(work, changed.changed)
    links.insert(work, changed.new)
    known = ends | _missing_ends(work, [*changed.new, *changed.gone], ends)
    return _told(work, "link", changed.new, known) + _told(work, "unlink", changed.gone, known)


def _missing_ends(work: Work, rows: Sequence[tuple[End, Link]], ends: Records) -> Records:
    """The ends that the caller has not loaded, as far as they are records of their own."""
    wanted: dict[Kind, set[int]] = defaultdict(set)
    for holder, link in rows:
        for end in (holder, End(link.to_type, link.to_id)):
            if end.kind != Kind.ELEMENT and end not in ends:
                wanted[end.kind].add(end.id)
    return {
        End(kind, id): record
        for kind, ids in sorted(wanted.items())
        for id, record in records.get_many(work, kind, sorted(ids), access.ALL).items()
    }


def _told(work: Work, action: Any, rows: Sequence[tuple[End, Link]], ends: Records) -> list[Change]:
    around: dict[End, list[dict[str, Any]]] = defaultdict(list)
    for holder, link in rows:
        around[holder].append(link_value(link))
        around[End(link.to_type, link.to_id)].append({"type": int(holder.kind), "id": holder.id})
    return [
        Change(
            kind=end.kind,
            id=end.id,
            action=action,
            actor_id=work.actor.user_id,
            after={"links": told},
            record=ends[end],
            catalog_id=getattr(ends[end], "catalog_id", 0),
        )
        for end, told in around.items()
        if end in ends
    ]


def _ends(work: Work, writes: Sequence[LinkWrite]) -> Records:
    """All records the writes speak of, locked; faults are collected over the whole batch."""
    problems = Problems()
    ids: dict[Kind, set[int]] = defaultdict(set)
    for item, write in enumerate(writes):
        if write.there.kind not in LINKS.get(write.here.kind, ()):
            problems.add(item, "to_entity_type", Rule.UNKNOWN_CHOICE)
        ids[write.here.kind].add(write.here.id)
        ids[write.there.kind].add(write.there.id)
    problems.check()
    ends = _loaded(work, ids, is_exclusive=any(_is_exclusive(work, write.held) for write in writes))
    for item, write in enumerate(writes):
        _check_ends(work, write, ends, item, problems)
    problems.check()
    for kind in {write.holder.kind for write in writes}:
        access.require(work.actor, kind, "edit", [ends[write.holder] for write in writes if write.holder.kind == kind])
    return ends


def _loaded(work: Work, ids: dict[Kind, set[int]], *, is_exclusive: bool) -> Records:
    """Elements are locked only where of two who link one at the same time the second must be refused."""
    found: Records = {}
    for kind in sorted(ids, key=lambda kind: RANK[kind]):
        level = work.actor.level(kind, "view")
        if level != DENIED and kind in records.TABLES:  # of a kind that nobody has records of, none exists
            loaded = records.get_many(work, kind, sorted(ids[kind]), level, lock=kind != Kind.ELEMENT or is_exclusive)
            found |= {End(kind, id): record for id, record in loaded.items()}
    return found


def _check_ends(work: Work, write: LinkWrite, ends: Records, item: int, problems: Problems) -> None:
    if write.here not in ends:
        problems.add(item, "entity_id", Rule.UNKNOWN_CHOICE)
    if write.updated_by and write.updated_by not in work.facts.users:
        problems.add(item, "metadata.updated_by", Rule.UNKNOWN_CHOICE)
    if write.there not in ends:
        problems.add(item, "to_entity_id", Rule.UNKNOWN_CHOICE)
    elif (held := write.held).to_type == Kind.ELEMENT:
        element = ends.get(End(held.to_type, held.to_id))
        if held.catalog_id is None:
            problems.add(item, "metadata.catalog_id", Rule.MISSING)
        elif element and (element.catalog_id != held.catalog_id or held.catalog_id not in work.facts.catalogs):
            problems.add(item, "metadata.catalog_id", Rule.UNKNOWN_CHOICE)


def _check_prices(work: Work, writes: Sequence[LinkWrite]) -> None:
    """A product is counted with a price of its own catalog."""
    problems = Problems()
    for item, write in enumerate(writes):
        if write.price_id is not None and write.held.to_type == Kind.ELEMENT:
            field = work.facts.fields_of(Kind.ELEMENT, write.catalog_id or 0).by_id.get(write.price_id)
            if field is None or field.type not in PRICES:
                problems.add(item, "metadata.price_id", Rule.UNKNOWN_CHOICE)
    problems.check()


def _require_free_elements(work: Work, writes: Sequence[LinkWrite], changed: Links) -> None:
    """An element of a catalog without `can_link_multiple` hangs on one record only."""
    holders: dict[int, set[End]] = defaultdict(set)
    for holder, link in changed.new:
        if _is_exclusive(work, link):
            holders[link.to_id].add(holder)
    if not holders:
        return
    everywhere = [kind for kind, targets in LINKS.items() if Kind.ELEMENT in targets]
    for id, held in links.of_records(work, Kind.ELEMENT, sorted(holders), everywhere).items():
        holders[id] |= {End(link.to_type, link.to_id) for link in held}
    problems = Problems()
    for item, write in enumerate(writes):
        held = write.held
        if held.to_type == Kind.ELEMENT and len(holders.get(held.to_id, ())) > 1:
            problems.add(item, "to_entity_id", Rule.TAKEN)
    problems.check()


def _is_exclusive(work: Work, link: Link) -> bool:
    catalog = work.facts.catalogs.get(link.catalog_id or 0) if link.to_type == Kind.ELEMENT else None
    return catalog is not None and not catalog.can_link_multiple


def _state(work: Work, writes: Sequence[LinkWrite], ends: Records) -> dict[End, list[Link]]:
    """What every holder holds now."""
    by_kind: dict[Kind, set[int]] = defaultdict(set)
    for write in writes:
        by_kind[write.holder.kind].add(write.holder.id)
    state: dict[End, list[Link]] = {write.holder: [] for write in writes}
    for kind, ids in by_kind.items():
        ahead = [target for target in RANK if RANK[target] > RANK[kind]]
        for id, held in links.of_records(work, kind, sorted(ids), ahead).items():
            state[End(kind, id)] = held
    return state


def _compared(before: dict[End, list[Link]], after: dict[End, list[Link]]) -> Links:
    result = Links()
    for holder, held in after.items():
        was = {(link.to_type, link.to_id): link for link in before[holder]}
        for link in held:
            old = was.pop((link.to_type, link.to_id), None)
            if old is None:
                result.new.append((holder, link))
            elif old != link:
                result.changed.append((holder, link))
        result.gone += [(holder, link) for link in was.values()]
    return result


def _now(held: list[Link], write: LinkWrite) -> Link | None:
    """The link as the one who asked sees it: from here to there."""
    wanted = write.held
    stands = next((link for link in held if (link.to_type, link.to_id) == (wanted.to_type, wanted.to_id)), None)
    return stands and structs.replace(stands, to_type=write.there.kind, to_id=write.there.id)
