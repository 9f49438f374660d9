"""The drive: files are read, renamed, thrown away and taken back. How they come in stands in uploads.py."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.domain import files
from voronka.domain.changes import Action
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.files import DELETING_SCOPE, INTERNAL, SCOPE, Author, File, FileChange, FileQuery, Version
from voronka.services import file_values, journal, note_files
from voronka.services.work import Work
from voronka.store import file_uses
from voronka.store import files as store


def page(work: Work, query: FileQuery) -> Page[File]:
    work.actor.require_scope(SCOPE)
    return store.page(work, query)


def get(work: Work, uuid: str, *, lock: bool = False) -> File:
    work.actor.require_scope(SCOPE)
    found = store.get_many(work, [uuid], lock=lock).get(uuid) or _shown(work, uuid, lock=lock)
    if found is None:
        raise NotFound(f"There is no file {uuid} that you may see.")
    return found


def _shown(work: Work, uuid: str, *, lock: bool) -> File | None:
    """On the card of a record that he sees nobody asks in vain for what a note or a field there shows him."""
    is_shown = file_uses.shown(work, [uuid], file_values.file_fields(work), note_files.TYPE)
    return store.get_many(work.as_system(), [uuid], lock=lock).get(uuid) if is_shown else None


def versions(work: Work, uuid: str) -> tuple[File, list[Version]]:
    """The file and its versions, the newest first."""
    file = get(work, uuid)
    return file, store.versions(work, [file.id])


def update(work: Work, uuid: str, change: FileChange) -> File:
    before = get(work, uuid, lock=True)
    files.require(work.actor, "edit", [before])
    problems = Problems()
    users = work.facts.users
    files.check_author(change.created_by, users, "created_by", problems)
    files.check_author(change.updated_by, users, "updated_by", problems)
    after = before if change.name is ABSENT else files.renamed(before, change.name, problems)
    if change.version_uuid is not ABSENT and change.version_uuid != before.version_uuid:
        if after.name != before.name:  # one or the other; clients repeat what they do not mean to change
            problems.add(0, "version_uuid", Rule.UNEXPECTED)
        after = _with_version(work, after, change.version_uuid, problems)
    problems.check()
    after = _signed(work, after, change)
    _save(work, "update", {uuid: before}, [after])
    return after


def delete(work: Work, uuids: Sequence[str]) -> None:
    """Into the recycle bin, where they stay for 30 days. What is there already stays as it is."""
    work.actor.require_scope(DELETING_SCOPE)
    by, moment = work.actor.user_id, work.now
    binned = {"deleted_at": moment, "deleted_by": by, "deleted_by_type": INTERNAL}
    _move(work, uuids, "delete", lambda file: {} if file.deleted_at else binned)
    file_values.mark(work, uuids, is_deleted=True)


def drop_unused(work: Work, uuids: Sequence[str]) -> None:
    """Into the recycle bin with those that nothing needs any more; who calls may have no scope for files."""
    needed = file_uses.used(work, uuids, file_values.file_fields(work), note_files.TYPE) if uuids else set[str]()
    found = store.get_many(work, sorted({*uuids} - needed))
    delete(work.as_actor(structs.replace(work.actor, scopes=None)), list(found))


def restore(work: Work, uuids: Sequence[str]) -> list[File]:
    taken_out = {"deleted_at": None, "deleted_by": None, "deleted_by_type": None}
    restored = _move(work, uuids, "restore", lambda _file: taken_out)
    file_values.mark(work, uuids, is_deleted=False)
    return restored


def _move(work: Work, uuids: Sequence[str], told: Action, change: Any) -> list[File]:
    """The files as they are now, in the order asked for."""
    work.actor.require_scope(SCOPE)
    found = required(work, uuids, "uuid", lock=True)
    files.require(work.actor, "delete", list(found.values()))
    after = {uuid: structs.replace(file, **change(file)) for uuid, file in found.items()}
    _save(work, told, found, list(after.values()))
    return [after[uuid] for uuid in uuids]


def required(work: Work, uuids: Sequence[str], key: str, *, lock: bool = False) -> dict[str, File]:
    """All of them; those that are not there, or not for the actor, are told by their place."""
    found = store.get_many(work, sorted(set(uuids)), lock=lock)
    problems = Problems()
    for item, uuid in enumerate(uuids):
        if uuid not in found:
            problems.add(item, key, Rule.UNKNOWN_CHOICE)
    problems.check()
    return found


def _with_version(work: Work, file: File, version_uuid: str, problems: Problems) -> File:
    wanted = [version for version in store.versions(work, [file.id]) if version.uuid == version_uuid]
    if not wanted:
        problems.add(0, "version_uuid", Rule.UNKNOWN_CHOICE)
        return file
    values: Any = files.of_version(wanted[0])
    return structs.replace(file, **values)


def _signed(work: Work, file: File, change: FileChange) -> File:
    if isinstance(change.created_by, Author):
        author = change.created_by
        file = structs.replace(file, created_by=author.id, created_by_type=author.type)
    by = change.updated_by if isinstance(change.updated_by, Author) else Author(work.actor.user_id, INTERNAL)
    return structs.replace(file, updated_at=work.now, updated_by=by.id, updated_by_type=by.type)


def _save(work: Work, action: Action, before: dict[str, File], after: Sequence[File]) -> None:
    changed = [file for file in after if file != before[file.uuid]]
    store.save(work, changed)
    told = [files.told(action, before[file.uuid], file, work.actor.user_id) for file in changed]
    journal.record(work, [change for change in told if change.after])  # a signature alone is nothing that happened
