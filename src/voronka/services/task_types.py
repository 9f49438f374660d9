"""Kinds of tasks: everybody reads them, administrators write them."""

from collections.abc import Sequence

from voronka.domain import task_types
from voronka.domain.errors import Conflict, Problems
from voronka.domain.task_types import AT_MOST, TaskType, TaskTypeWrite
from voronka.services import permits
from voronka.services.work import Work
from voronka.store import task_types as store


def edit(work: Work, writes: Sequence[TaskTypeWrite]) -> list[TaskType]:
    """New ones and new names, in the order of the writes; those that are not named stay as they are."""
    permits.administer(work)
    held = work.facts.task_types
    if len(held) + sum(not write.id for write in writes) > AT_MOST:
        raise Conflict(f"An account has at most {AT_MOST} kinds of tasks. Give another name to one that is there.")
    problems = Problems()
    ids = work.new_ids("task_types", len(writes))
    made = [
        task_types.written(held, write, id, item, problems)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    store.save(work, list({each.id: each for each in made}.values()))
    work.facts_change()
    return made
