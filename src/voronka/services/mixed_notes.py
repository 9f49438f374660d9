"""Notes of all kinds of records in one batch, and the results of tasks among them, as the API before v4 has them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.access import DENIED
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import TASKED, Kind
from voronka.domain.notes import Note, NoteChange, NoteQuery
from voronka.domain.tasks import Task, TaskChange, TaskQuery
from voronka.services import notes, tasks
from voronka.services.work import Work
from voronka.services.writes import Updated, placed, update_dated
from voronka.store import notes as store

RESULT = "task_result"
NOTED = (*TASKED, Kind.TASK)


def page(work: Work, kind: Kind, query: NoteQuery) -> Page[Note]:
    if kind == Kind.TASK:
        return tasks.page(work, _of_tasks(query)).map(result_of)
    return notes.page(work, kind, query) if kind in TASKED else Page([])


def page_of_all(work: Work, query: NoteQuery) -> Page[Note]:
    """All but the results of tasks, which are found with their tasks."""
    return notes.page_together(work, TASKED, query)


def add(work: Work, drafts: Sequence[tuple[Any, NoteChange]]) -> list[Note]:
    """Each draft with the kind of the record that it names; what is no such kind is told."""
    problems = Problems()
    places: dict[Kind, list[int]] = defaultdict(list)
    for place, (kind, draft) in enumerate(drafts):
        if kind is ABSENT or kind not in NOTED:
            problems.add(place, "entity_type", Rule.MISSING if kind is ABSENT else Rule.UNKNOWN_CHOICE)
        elif kind == Kind.TASK and draft.note_type != RESULT:
            problems.add(place, "note_type", Rule.UNKNOWN_CHOICE)
        else:
            places[kind].append(place)
    problems.check()
    made: dict[int, Note] = {}
    for kind, at in places.items():
        ours = [drafts[place][1] for place in at]
        made |= zip(at, placed(at, lambda k=kind, o=ours: _add(work, k, o)), strict=True)
    return [made[place] for place in range(len(drafts))]


def update(work: Work, changes: Sequence[NoteChange]) -> Updated:
    """A note's own id finds it; of which kind its record is, it knows itself."""
    ids = sorted({change.id for change in changes})
    held: dict[int, Note] = {}
    for kind in TASKED:
        level = work.actor.level(kind, "view")
        held |= store.get_many(work, kind, ids, level, lock=True) if level != DENIED else {}
    times = {id: note.updated_at for id, note in held.items()}
    return update_dated(work, changes, times, lambda work, fit: _update(work, held, fit))


def result_of(task: Task) -> Note:
    """A task has one result at most, so the note has the id of its task."""
    return Note(
        id=task.id,
        entity_type=Kind.TASK,
        entity_id=task.id,
        note_type=RESULT,
        params={"text": task.result or ""},
        responsible_user_id=task.responsible_user_id,
        group_id=task.group_id,
        created_by=task.created_by,
        updated_by=task.updated_by,
        created_at=task.created_at,
        updated_at=task.updated_at,
        is_pinned=False,
    )


def _of_tasks(query: NoteQuery) -> TaskQuery:
    equal = {"id" if name == "entity_id" else name: values for name, values in query.equal.items()}
    return TaskQuery(
        limit=query.limit,
        offset=query.offset,
        equal=equal,
        if_modified_since=query.if_modified_since,
        has_result=True,
    )


def _add(work: Work, kind: Kind, drafts: Sequence[NoteChange]) -> list[Note]:
    if kind != Kind.TASK:
        return notes.add(work, kind, drafts)
    changes = [TaskChange(id=draft.entity_id, result=or_else(draft.params, {}).get("text", "")) for draft in drafts]
    known = tasks.times(work, [change.id for change in changes])
    problems = Problems()
    for place, change in enumerate(changes):
        if change.id not in known:
            problems.add(place, "entity_id", Rule.UNKNOWN_CHOICE)
    problems.check()
    return [result_of(task) for task in tasks.update(work, changes)]


def _update(work: Work, held: dict[int, Note], changes: Sequence[NoteChange]) -> list[Note]:
    places: dict[Kind, list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        places[held[change.id].entity_type].append(place)
    saved: dict[int, Note] = {}
    for kind, at in places.items():
        ours = [changes[place] for place in at]
        saved |= zip(at, placed(at, lambda k=kind, o=ours: notes.update(work, k, o)), strict=True)
    return [saved[place] for place in range(len(changes))]
