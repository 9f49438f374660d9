"""The verbs of tasks. Whoever sees a record sees its tasks; changing and deleting them are rights of their own."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access, tasks
from voronka.domain.access import DENIED
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import TASKED, Kind
from voronka.domain.links import End
from voronka.domain.tasks import Task, TaskChange, TaskQuery
from voronka.services import journal
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import records
from voronka.store import tasks as store


def page(work: Work, query: TaskQuery) -> Page[Task]:
    return store.page(work, query, access.require(work.actor, Kind.TASK, "view"))


def get(work: Work, id: int) -> Task:
    found = store.get_many(work, [id], access.require(work.actor, Kind.TASK, "view"))
    if not found:
        raise NotFound(f"There is no task {id} that you may see.")
    return found[id]


def add(work: Work, drafts: Sequence[TaskChange]) -> list[Task]:
    access.require(work.actor, Kind.TASK, "add")
    moment = moment_of(work)
    ids = work.new_ids("tasks", len(drafts))
    made = [tasks.make(draft, id, item, moment) for item, (draft, id) in enumerate(zip(drafts, ids, strict=True))]
    owners = _owners(made)
    store.lock_owners(work, owners)
    _check_owners(work, [(item, task.owner) for item, task in enumerate(made)], moment.problems)
    moment.problems.check()
    store.insert(work, made)
    store.refresh_closest(work, owners)
    journal.record(work, [tasks.told("add", None, task, work.actor.user_id) for task in made])
    return made


def update(work: Work, changes: Sequence[TaskChange], *, only_one: bool = False) -> list[Task]:
    """The tasks after their changes, in the order of the changes; a task may be changed twice in one batch."""
    before = _locked(work, [change.id for change in changes])
    if only_one and not before:
        raise NotFound(f"There is no task {changes[0].id} that you may see.")
    access.require(work.actor, Kind.TASK, "edit", before.values())
    moment = moment_of(work)
    current, answers, moved = dict(before), list[Task](), list[tuple[int, End | None]]()
    for item, change in enumerate(changes):
        if change.id not in current:
            moment.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
            continue
        was = current[change.id]
        current[change.id] = tasks.apply(was, change, item, moment)
        answers.append(current[change.id])
        if current[change.id].owner != was.owner:
            moved.append((item, current[change.id].owner))
    _save(work, before, current, moved, moment.problems)
    return answers


def update_one(work: Work, change: TaskChange) -> Task:
    return update(work, [change], only_one=True)[0]


def delete(work: Work, ids: Sequence[int]) -> list[Task]:
    """Gone for whoever asks; its events are still told."""
    before = _locked(work, ids)
    access.require(work.actor, Kind.TASK, "delete", before.values())
    stamp = {"is_deleted": True, "updated_at": work.now, "updated_by": work.actor.user_id}
    after = [structs.replace(task, **stamp) for task in before.values()]
    owners = _owners(after)
    store.lock_owners(work, owners)
    store.save(work, after)
    store.refresh_closest(work, owners)
    journal.record(work, [tasks.told("delete", None, task, work.actor.user_id) for task in after])
    return after


def times(work: Work, ids: Sequence[int]) -> dict[int, int]:
    """When each was changed, locked."""
    return {id: task.updated_at for id, task in _locked(work, ids).items()}


def _locked(work: Work, ids: Sequence[int]) -> dict[int, Task]:
    """Tasks are locked before their records, everywhere: so two batches never wait in a ring."""
    level = access.require(work.actor, Kind.TASK, "view")
    return store.get_many(work, sorted(set(ids)), level, lock=True)


def _save(
    work: Work,
    before: dict[int, Task],
    after: dict[int, Task],
    moved: Sequence[tuple[int, End | None]],
    problems: Problems,
) -> None:
    changed = [task for id, task in after.items() if task != before[id]]
    owners = _owners([*changed, *(before[task.id] for task in changed)])
    store.lock_owners(work, owners)
    _check_owners(work, moved, problems)
    problems.check()
    store.save(work, changed)
    store.refresh_closest(work, owners)
    journal.record(work, [tasks.told("update", before[task.id], task, work.actor.user_id) for task in changed])


def _owners(written: Iterable[Task]) -> list[End]:
    return sorted({task.owner for task in written if task.owner and task.owner.kind in TASKED})


def _check_owners(work: Work, asked: Sequence[tuple[int, End | None]], problems: Problems) -> None:
    """A task stands on a record that its author sees."""
    ends = {owner for _, owner in asked if owner and owner.kind in TASKED}
    seen: set[End] = set()
    for kind in sorted({end.kind for end in ends}):
        level = work.actor.level(kind, "view")
        ids = sorted(end.id for end in ends if end.kind == kind)
        seen |= {End(kind, id) for id in records.existing(work, kind, ids, level)} if level != DENIED else set()
    for item, owner in asked:
        if owner in ends - seen:
            problems.add(item, "entity_id", Rule.UNKNOWN_CHOICE)
