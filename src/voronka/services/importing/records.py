"""Leads, contacts, companies and elements, written with what hangs on them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from voronka.domain.access import ALL
from voronka.domain.importing.rows import Draft
from voronka.domain.kinds import RANK, Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Link, TagWrite
from voronka.services import linking
from voronka.services.importing.faults import Faulty, told_by_row
from voronka.services.importing.jobs import Job
from voronka.services.importing.nouns import NOUNS, change_of
from voronka.services.work import Work
from voronka.store import external_keys
from voronka.store import records as store
from voronka.store.external_keys import Known

Links = Mapping[int, Sequence[Link]]  # by line
Attached = tuple[int, int, int | None]  # kind, id, catalog


def write(work: Work, job: Job, drafts: Sequence[Draft], links: Links, known: Mapping[str, Known]) -> None:
    _add(work, job, [draft for draft in drafts if draft.is_new], links)
    _update(work, job, [draft for draft in drafts if not draft.is_new], links, known)


def _add(work: Work, job: Job, drafts: Sequence[Draft], links: Links) -> None:
    if not drafts:
        return
    kind = _kind(job)
    changes = [_change(kind, draft) for draft in drafts]
    for change, draft in zip(changes, drafts, strict=True):
        change.links = [link for link in links.get(draft.row.line, ()) if _is_forward(kind, link)]
    with told_by_row(drafts, work.facts):
        made = NOUNS[kind].add(work, changes)
    ids = {draft.row.key: record.id for draft, record in zip(drafts, made, strict=True)}
    _link(work, kind, [draft for draft in drafts if _has_backward(kind, links, draft)], ids, links)
    external_keys.add(work, job.keys, job.entity_type, _known(drafts, ids, links))


def _update(work: Work, job: Job, drafts: Sequence[Draft], links: Links, known: Mapping[str, Known]) -> None:
    if not drafts:
        return
    kind = _kind(job)
    ids = {draft.row.key: known[draft.row.key].entity_id for draft in drafts}
    _require_there(work, kind, drafts, ids)
    with told_by_row(drafts, work.facts):
        NOUNS[kind].update(work, [_update_of(kind, draft, known[draft.row.key]) for draft in drafts])
    _unlink(work, kind, drafts, links, known)
    _link(work, kind, drafts, ids, links)
    external_keys.save(work, job.keys, job.entity_type, _known(drafts, ids, links))


def _kind(job: Job) -> Kind:
    assert job.kind is not None, "users are written by people.py"
    return job.kind


def _change(kind: Kind, draft: Draft) -> Any:
    change = change_of(kind, draft.names.catalog_id, draft.values)
    if draft.fields:
        change.custom_fields = draft.writes
    if draft.tags:
        change.tags_to_add = [TagWrite(name=name) for name in draft.tags]
    return change


def _update_of(kind: Kind, draft: Draft, known: Known) -> Any:
    change = _change(kind, draft)
    change.id = known.entity_id
    gone = [name for name in (known.attached or {}).get("tags", ()) if name not in (draft.tags or ())]
    if gone:
        change.tags_to_delete = [TagWrite(name=name) for name in gone]
    return change


def _require_there(work: Work, kind: Kind, drafts: Sequence[Draft], ids: Mapping[str, int]) -> None:
    there = store.existing(work, kind, list(ids.values()), ALL)
    gone = {draft.row.line: ids[draft.row.key] for draft in drafts if ids[draft.row.key] not in there}
    if gone:
        told = "its record {} was deleted here: restore it, or take the row out of the file"
        raise Faulty({line: told.format(id) for line, id in gone.items()})


def _is_forward(kind: Kind, link: Link) -> bool:
    """Kept at this end, so it can be made together with the record."""
    return RANK[link.to_type] > RANK[kind]


def _has_backward(kind: Kind, links: Links, draft: Draft) -> bool:
    return any(not _is_forward(kind, link) for link in links.get(draft.row.line, ()))


def _link(work: Work, kind: Kind, drafts: Iterable[Draft], ids: Mapping[str, int], links: Links) -> None:
    pairs = [(draft, link) for draft in drafts for link in links.get(draft.row.line, ())]
    if pairs:
        with told_by_row([draft for draft, _ in pairs], work.facts):
            linking.link(work, [_link_write(kind, ids[draft.row.key], link) for draft, link in pairs])


def _link_write(kind: Kind, id: int, link: Link) -> LinkWrite:
    return LinkWrite(
        here=End(kind, id),
        there=End(link.to_type, link.to_id),
        is_main=link.is_main or None,
        catalog_id=link.catalog_id,
        quantity=link.quantity,
        price_id=link.price_id,
    )


def _unlink(work: Work, kind: Kind, drafts: Sequence[Draft], links: Links, known: Mapping[str, Known]) -> None:
    """Only what the row itself brought along and no longer names; what people have linked stays."""
    gone = [
        (draft, attached)
        for draft in drafts
        for attached in _attached_before(known[draft.row.key])
        if attached not in _attached(links, draft)
    ]
    there = _there(work, {attached for _, attached in gone})
    pairs = [(draft, attached) for draft, attached in gone if attached in there]
    if pairs:
        with told_by_row([draft for draft, _ in pairs], work.facts):
            writes = [_unlink_write(kind, known[draft.row.key].entity_id, attached) for draft, attached in pairs]
            linking.unlink(work, writes)


def _unlink_write(kind: Kind, id: int, attached: Attached) -> LinkWrite:
    to, to_id, catalog_id = attached
    return LinkWrite(here=End(kind, id), there=End(Kind(to), to_id), catalog_id=catalog_id)


def _there(work: Work, attached: set[Attached]) -> set[Attached]:
    found: set[Attached] = set()
    for kind in sorted({to for to, _, _ in attached}):
        ours = [each for each in attached if each[0] == kind]
        ids = store.existing(work, Kind(kind), sorted(id for _, id, _ in ours), ALL)
        found |= {each for each in ours if each[1] in ids}
    return found


def _attached_before(known: Known) -> list[Attached]:
    return [(to, id, catalog_id) for to, id, catalog_id in (known.attached or {}).get("links", ())]


def _attached(links: Links, draft: Draft) -> list[Attached]:
    return [(int(link.to_type), link.to_id, link.catalog_id) for link in links.get(draft.row.line, ())]


def _known(drafts: Iterable[Draft], ids: Mapping[str, int], links: Links) -> dict[str, Known]:
    return {draft.row.key: Known(ids[draft.row.key], draft.row.fingerprint, _kept(draft, links)) for draft in drafts}


def _kept(draft: Draft, links: Links) -> dict[str, Any] | None:
    kept = {"links": _attached(links, draft), "tags": draft.tags or []}
    return {name: values for name, values in kept.items() if values} or None
