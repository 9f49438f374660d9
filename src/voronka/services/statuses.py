"""Stages of a pipeline: everybody reads them, administrators write them."""

from collections.abc import Iterator, Sequence

from voronka.domain import statuses
from voronka.domain.errors import Conflict, NotFound, Problems
from voronka.domain.pipelines import OWN_STATUSES_AT_MOST, SORT_STEP, STATUSES_AT_MOST, Pipeline
from voronka.domain.statuses import Status, StatusWrite
from voronka.services import lead_moves, permits, pipelines, stage_rules
from voronka.services.work import Work
from voronka.store import pipelines as store


def all_of(work: Work, pipeline_id: int) -> list[Status]:
    return list(pipelines.get(work, pipeline_id).statuses)


def get(work: Work, pipeline_id: int, id: int) -> Status:
    return _found(pipelines.get(work, pipeline_id), id)


def add(work: Work, pipeline_id: int, writes: Sequence[StatusWrite]) -> list[Status]:
    permits.administer(work)
    pipeline = pipelines.get(work, pipeline_id)
    if sum(status.is_editable for status in pipeline.statuses) + len(writes) > OWN_STATUSES_AT_MOST:
        raise Conflict(f"A pipeline has at most {STATUSES_AT_MOST} stages. Delete one first.")
    problems = Problems()
    hint_ids = _hint_ids(work, writes)
    ids = work.new_ids("statuses", len(writes))
    made = [
        statuses.make(write, id, pipeline_id, (item + 2) * SORT_STEP, pipelines.desk_of(work, problems, item, hint_ids))
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    store.add_statuses(work, made)
    work.facts_change()
    return made


def update(work: Work, pipeline_id: int, id: int, write: StatusWrite) -> Status:
    permits.administer(work)
    before = get(work, pipeline_id, id)
    problems = Problems()
    after = statuses.apply(before, write, pipelines.desk_of(work, problems, 0, _hint_ids(work, [write])))
    problems.check()
    store.save_statuses(work, [after])
    work.facts_change()
    return after


def delete(work: Work, pipeline_id: int, id: int) -> None:
    """The leads that stand in it move to the pipeline's first stage."""
    permits.administer(work)
    pipeline = pipelines.get(work, pipeline_id)
    gone = _found(pipeline, id)
    if not gone.is_editable:
        raise Conflict(f"«{gone.name}» is a stage of the system: it can be renamed, not deleted.")
    left = [status for status in pipeline.statuses if status.is_editable and status.id != id]
    if not left:
        raise Conflict(f"«{gone.name}» is the last stage of its own in «{pipeline.name}». Add another one first.")
    store.lock_statuses(work, [pipeline_id])
    lead_moves.move_all(work, [(gone, left[0])])
    store.remove_statuses(work, [gone])
    stage_rules.forget(work, [gone])
    work.facts_change()


def _found(pipeline: Pipeline, id: int) -> Status:
    status = pipeline.status(id)
    if status is None:
        raise NotFound(f"There is no stage {id} in «{pipeline.name}». List its stages to see those that are.")
    return status


def _hint_ids(work: Work, writes: Sequence[StatusWrite]) -> Iterator[int]:
    wanted = sum(len(write.descriptions) for write in writes if isinstance(write.descriptions, list))
    return iter(work.new_ids("status_descriptions", wanted))
