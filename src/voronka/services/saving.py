"""The one pipeline of writing records: load → allow → apply → save → record. One record is a list of one."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT
from voronka.domain import access
from voronka.domain.changes import Change, difference
from voronka.domain.errors import NotFound, Rule
from voronka.domain.kinds import TAGGED, Kind
from voronka.domain.links import End
from voronka.domain.records import Tag
from voronka.domain.saving import Moment, stamped
from voronka.services import file_values, journal, linking, permits, referring, tagging
from voronka.services.work import Work
from voronka.store import records, tags


class Noun(Struct, frozen=True):
    """What differs between the records: how one is made and how a change is applied to it."""

    kind: Kind
    make: Callable[..., Any]  # (change, id, item, moment) -> record
    apply: Callable[..., Any]  # (before, change, item, moment) -> record


def moment_of(work: Work) -> Moment:
    return Moment(work.facts, work.account.settings, work.actor, work.now)


def add(work: Work, noun: Noun, drafts: Sequence[Any], just_made: Collection[End] = ()) -> list[Any]:
    """The new records, in the order of the drafts; `just_made` as in linking.of_new."""
    access.require(work.actor, noun.kind, "add")
    moment = moment_of(work)
    referring.complete(work, noun.kind, drafts, {}, moment.problems)
    file_values.complete(work, noun.kind, drafts, {}, moment.problems)
    ids = work.new_ids(noun.kind.plural, len(drafts))
    made = [noun.make(draft, id, item, moment) for item, (draft, id) in enumerate(zip(drafts, ids, strict=True))]
    links = linking.of_new(work, noun.kind, made, drafts, just_made, moment.problems)
    moment.problems.check()
    access.require(work.actor, noun.kind, "add", made)
    held = tagging.directory(work, noun.kind, drafts, moment.problems)
    carried = {record.id: tagging.applied([], draft, held) for record, draft in zip(made, drafts, strict=True)}
    records.insert(work, noun.kind, made)
    tags.attach(work, noun.kind, ((id, tag.id) for id, tagged in carried.items() for tag in tagged))
    added = [_added(work, noun.kind, record, carried[record.id]) for record in made]
    journal.record(work, added + linking.store(work, links, {End(noun.kind, record.id): record for record in made}))
    return made


def update(work: Work, noun: Noun, changes: Sequence[Any], *, only_one: bool = False) -> list[Any]:
    """The records after their changes, in the order of the changes; a record may be changed twice in one batch."""
    level = access.require(work.actor, noun.kind, "view")
    ids = list(dict.fromkeys(change.id for change in changes))
    before = records.get_many(work, noun.kind, ids, level, lock=True)
    if only_one and not before:
        raise NotFound(f"There is no {noun.kind.singular.replace('_', ' ')} {changes[0].id} that you may see.")
    permits.require(work, noun.kind, "edit", before.values())
    moment = moment_of(work)
    for item, change in enumerate(changes):
        if change.id not in before:
            moment.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
    moment.problems.check()
    referring.complete(work, noun.kind, changes, before, moment.problems)
    file_values.complete(work, noun.kind, changes, before, moment.problems)
    held = tagging.directory(work, noun.kind, changes, moment.problems)
    carried = tags.of_records(work, noun.kind, ids) if noun.kind in TAGGED else {}
    batch = _apply_all(work, noun, changes, before, carried, held, moment)
    moment.problems.check()
    _save(work, noun.kind, before, batch, carried)
    return batch.answers


class _Batch(Struct):
    current: dict[int, Any]
    tags: dict[int, list[Tag]]
    changes: list[Change]
    answers: list[Any]


def _apply_all(
    work: Work,
    noun: Noun,
    changes: Sequence[Any],
    before: dict[int, Any],
    carried: dict[int, list[Tag]],
    held: Any,
    moment: Moment,
) -> _Batch:
    batch = _Batch(dict(before), {id: list(carried.get(id, [])) for id in before}, [], [])
    for item, change in enumerate(changes):
        was, tagged = batch.current[change.id], batch.tags[change.id]
        now, retagged = noun.apply(was, change, item, moment), tagging.applied(tagged, change, held)
        told = _changed(work, noun.kind, was, now, tagged, retagged)
        if told.after or change.updated_at is not ABSENT:
            now = structs.replace(now, **stamped(change, moment))
            told.record = now
            batch.current[change.id], batch.tags[change.id] = now, retagged
            batch.changes.append(told)
        batch.answers.append(now)
    return batch


def _save(work: Work, kind: Kind, before: dict[int, Any], batch: _Batch, carried: dict[int, list[Tag]]) -> None:
    changed = [record for id, record in batch.current.items() if record is not before[id]]
    records.save(work, kind, before, changed)
    retagged = {id: tagged for id, tagged in batch.tags.items() if tagged != carried.get(id, [])}
    if retagged:
        tags.detach_all(work, kind, list(retagged))
        tags.attach(work, kind, ((id, tag.id) for id, tagged in retagged.items() for tag in tagged))
    journal.record(work, batch.changes)


def _added(work: Work, kind: Kind, record: Any, tagged: list[Tag]) -> Change:
    after = {"tags": [tag.name for tag in tagged]} if tagged else {}
    return _change(work, kind, record, "add", tags=tagged, after=after)


def _changed(work: Work, kind: Kind, was: Any, now: Any, tagged: list[Tag], retagged: list[Tag]) -> Change:
    old, new = difference(was, now)
    if tagged != retagged:
        old["tags"], new["tags"] = [tag.name for tag in tagged], [tag.name for tag in retagged]
    return _change(work, kind, now, "update", tags=retagged, before=old, after=new)


def _change(work: Work, kind: Kind, record: Any, action: Any, **rest: Any) -> Change:
    catalog_id = getattr(record, "catalog_id", 0)
    return Change(
        kind=kind,
        id=record.id,
        action=action,
        actor_id=work.actor.user_id,
        record=record,
        catalog_id=catalog_id,
        **rest,
    )


def set_deleted(work: Work, noun: Noun, ids: Sequence[int], *, deleted: bool) -> list[Any]:
    """Into the recycle bin and back: what is deleted stays restorable, with its fields, tags and links."""
    level = access.require(work.actor, noun.kind, "view")
    before = records.get_many(work, noun.kind, ids, level, lock=True, deleted=not deleted)
    permits.require(work, noun.kind, "delete", before.values())
    stamp = {"is_deleted": deleted, "updated_at": work.now, "updated_by": work.actor.user_id}
    after = [structs.replace(record, **stamp, **_known(record)) for record in before.values()]
    records.save(work, noun.kind, before, after)
    action = "delete" if deleted else "restore"
    journal.record(work, [_change(work, noun.kind, record, action) for record in after])
    return after


def _known(record: Any) -> dict[str, bool]:
    """What came with a request waits no longer: it is listed in the recycle bin, and restored as others are."""
    return {"is_unsorted": False} if getattr(record, "is_unsorted", False) else {}
