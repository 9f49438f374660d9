"""Tasks through the client."""

import pytest

from voronka import AmoSync, ValidationFailed
from voronka.types import LeadAdd, Range, StatusPair, TaskAdd, TaskFilter, TaskPatch, TaskPatchOne, TaskResult

SOON, LATER = 2_000_000_000, 2_000_086_400


def test_a_task_lives_from_first_to_last(amo: AmoSync):
    [lead] = amo.leads.add([LeadAdd(name="Свадьба")])
    call, visit = amo.tasks.add(
        [
            TaskAdd(text="Позвонить", complete_till=SOON, entity_type="leads", entity_id=lead.id),
            TaskAdd(text="Зайти", complete_till=LATER, task_type_id=2, request_id="визит"),
        ]
    )
    assert visit.request_id == "визит"

    amo.tasks.update([TaskPatch(id=visit.id, duration=1800)])
    done = amo.tasks.update_one(call.id, TaskPatchOne(is_completed=True, result=TaskResult(text="Договорились")))

    assert done.updated_at
    task = amo.tasks.get(call.id)
    assert task
    assert (task.entity_type, task.entity_id, task.result) == ("leads", lead.id, TaskResult(text="Договорились"))
    [left] = amo.tasks.list(filter=TaskFilter(is_completed=False, task_type_id=[2]), order={"complete_till": "asc"})
    assert (left.id, left.duration, left.entity_type, left.result) == (visit.id, 1800, None, [])
    assert amo.tasks.list(filter=TaskFilter(updated_at=Range(from_=LATER))).all() == []
    assert amo.tasks.list(filter=TaskFilter(lead_statuses=[StatusPair(status_id=142)])).all() == []
    assert amo.tasks.get(5) is None


def test_a_task_on_nothing_that_is_there_is_refused(amo: AmoSync):
    with pytest.raises(ValidationFailed) as refused:
        amo.tasks.add([TaskAdd(text="?", complete_till=SOON, entity_type="leads", entity_id=5)])
    assert refused.value.problems[0].path == "entity_id"
