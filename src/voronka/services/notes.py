"""Notes: who sees a record reads its notes, who may change the record writes them."""

from collections.abc import Sequence

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access, leads, notes
from voronka.domain.errors import NotFound, Rule
from voronka.domain.kinds import Kind
from voronka.domain.notes import Note, NoteChange, NoteQuery
from voronka.services import journal, note_files
from voronka.services.records import editable
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import notes as store


def page(work: Work, kind: Kind, query: NoteQuery) -> Page[Note]:
    return store.page(work, {kind: access.require(work.actor, kind, "view")}, query)


def page_together(work: Work, kinds: Sequence[Kind], query: NoteQuery) -> Page[Note]:
    """Of records of several kinds as one list; what stands on kinds that the actor may not see is left out."""
    return store.page(work, access.require_some(work.actor, kinds, "view"), query)


def get(work: Work, kind: Kind, id: int, entity_id: int | None = None) -> Note:
    """`entity_id`: the record that the note must stand on."""
    found = store.get_many(work, kind, [id], access.require(work.actor, kind, "view")).get(id)
    if found is None or entity_id not in (None, found.entity_id):
        raise NotFound(f"There is no note {id} that you may see.")
    return found


def add(work: Work, kind: Kind, drafts: Sequence[NoteChange], entity_id: int | None = None) -> list[Note]:
    """Notes on the record that each draft names, or all on one."""
    owners = editable(work, kind, [draft.entity_id for draft in drafts], keep=True)
    if entity_id is not None and entity_id not in owners:
        raise NotFound(f"There is no {kind.singular} {entity_id} that you may see.")
    moment = moment_of(work)
    note_files.complete(work, drafts)
    ids = work.new_ids("notes", len(drafts))
    made: list[Note] = []
    for item, (draft, id) in enumerate(zip(drafts, ids, strict=True)):
        owner = owners.get(draft.entity_id)
        if owner is None:
            moment.problems.add(item, "entity_id", Rule.UNKNOWN_CHOICE)
        responsible = owner.responsible_user_id if owner else work.actor.user_id
        made.append(notes.make(kind, draft, id, responsible, item, moment))
    moment.problems.check()
    store.insert(work, made)
    fires = {note.id for note, draft in zip(made, drafts, strict=True) if draft.is_need_to_trigger_digital_pipeline}
    standing = {note.id: leads.standing(owners[note.entity_id]) for note in made if note.id in fires}
    journal.record(work, [notes.added(note, work.actor.user_id, standing.get(note.id)) for note in made])
    return made


def update(
    work: Work, kind: Kind, changes: Sequence[NoteChange], entity_id: int | None = None, *, only_one: bool = False
) -> list[Note]:
    """The notes after their changes, in the order of the changes; a note may be changed twice in one batch."""
    before = _locked(work, kind, [change.id for change in changes], entity_id)
    if only_one and not before:
        raise NotFound(f"There is no note {changes[0].id} that you may see.")
    moment = moment_of(work)
    current, answers = dict(before), list[Note]()
    for item, change in enumerate(changes):
        if change.id in current:
            current[change.id] = notes.apply(current[change.id], change, item, moment)
            answers.append(current[change.id])
        else:
            moment.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
    moment.problems.check()
    _save(work, before, current)
    return answers


def pin(work: Work, kind: Kind, id: int, *, pinned: bool) -> None:
    before = _locked(work, kind, [id])
    if not before:
        raise NotFound(f"There is no note {id} that you may see.")
    _save(work, before, {id: structs.replace(before[id], is_pinned=pinned)})


def _locked(work: Work, kind: Kind, ids: Sequence[int], entity_id: int | None = None) -> dict[int, Note]:
    level = access.require(work.actor, kind, "view")
    found = store.get_many(work, kind, sorted(set(ids)), level, lock=True)
    found = {id: note for id, note in found.items() if entity_id in (None, note.entity_id)}
    editable(work, kind, [note.entity_id for note in found.values()])
    return found


def _save(work: Work, before: dict[int, Note], after: dict[int, Note]) -> None:
    """Pinning is no change of the note's own: its time stays."""
    changed = [note for id, note in after.items() if note != before[id]]
    store.save(work, changed)
    journal.record(work, [notes.changed(before[note.id], note, work.actor.user_id) for note in changed])
