"""The pipeline and the loss reasons of a new account."""

from voronka.domain import beginnings
from voronka.domain.beginnings import Stage
from voronka.domain.pipelines import LOST, UNSORTED_TYPE, WON, LossReason, Pipeline, Status
from voronka.services.work import Work
from voronka.store import beginnings as store


def create_first_pipeline(work: Work) -> None:
    pipeline_id = work.new_id("pipelines")
    unsorted_id, *ids = work.new_ids("statuses", 1 + len(beginnings.STAGES))
    stages = [
        _status(pipeline_id, unsorted_id, beginnings.UNSORTED, type=UNSORTED_TYPE),
        *(_status(pipeline_id, id, stage, is_editable=True) for id, stage in zip(ids, beginnings.STAGES, strict=True)),
        _status(pipeline_id, WON, beginnings.WON),
        _status(pipeline_id, LOST, beginnings.LOST),
    ]
    pipeline = Pipeline(
        id=pipeline_id,
        name=beginnings.PIPELINE_NAME,
        sort=1,
        is_main=True,
        is_unsorted_on=True,
        is_archive=False,
        statuses=tuple(stages),
    )
    store.add_pipeline(work, pipeline)


def create_loss_reasons(work: Work) -> None:
    ids = work.new_ids("loss_reasons", len(beginnings.LOSS_REASONS))
    store.add_loss_reasons(
        work, [_reason(work, id, name) for id, name in zip(ids, beginnings.LOSS_REASONS, strict=True)]
    )


def _status(pipeline_id: int, id: int, stage: Stage, *, type: int = 0, is_editable: bool = False) -> Status:
    return Status(
        id=id,
        pipeline_id=pipeline_id,
        name=stage.name,
        sort=stage.sort,
        color=stage.color,
        type=type,
        is_editable=is_editable,
        descriptions=[],
    )


def _reason(work: Work, id: int, name: str) -> LossReason:
    sort = beginnings.BUILT_IN_SORT
    return LossReason(id=id, name=name, sort=sort, created_at=work.now, updated_at=work.now)
