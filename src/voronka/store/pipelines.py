"""Pipelines and stages are read with the account's facts; here they are written. Also: which leads stand where."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import BigInteger, ColumnElement, case, delete, exists, func, literal, select, union_all, update

from voronka.domain.pipelines import Pipeline
from voronka.domain.statuses import Status
from voronka.store.tables import leads, pipelines, statuses
from voronka.store.work import Work

MOST_COUNTED = 10_000

Stage = tuple[int, int]  # pipeline and status: 142 and 143 are in every pipeline


def add(work: Work, new: Sequence[Pipeline]) -> None:
    rows = [_row(work, pipeline) | {"created_at": work.now} for pipeline in new]
    work.dialect.insert_many(work.connection, pipelines, rows)
    add_statuses(work, [status for pipeline in new for status in pipeline.statuses])


def save(work: Work, changed: Sequence[Pipeline]) -> None:
    rows = [_row(work, pipeline) for pipeline in changed]
    work.dialect.update_many(work.connection, pipelines, rows, ("account_id", "id"))


def remove(work: Work, pipeline_id: int) -> None:
    """Its stages go with it."""
    ours = (pipelines.c.account_id == work.account_id, pipelines.c.id == pipeline_id)
    work.connection.execute(delete(pipelines).where(*ours))


def add_statuses(work: Work, new: Sequence[Status]) -> None:
    work.dialect.insert_many(work.connection, statuses, [_status_row(work, status) for status in new])


def save_statuses(work: Work, changed: Sequence[Status]) -> None:
    rows = [_status_row(work, status) for status in changed]
    work.dialect.update_many(work.connection, statuses, rows, ("account_id", "pipeline_id", "id"))


def remove_statuses(work: Work, gone: Sequence[Status]) -> None:
    rows = [{"account_id": work.account_id, "pipeline_id": each.pipeline_id, "id": each.id} for each in gone]
    work.dialect.delete_many(work.connection, statuses, rows)


def lock_statuses(work: Work, pipeline_ids: Sequence[int]) -> None:
    """Nobody puts a lead into these stages until we are done; who was just doing so is waited for."""
    c = statuses.c
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.pipeline_id, pipeline_ids))
    work.connection.execute(work.dialect.locked(select(c.id).where(*ours).order_by(c.pipeline_id, c.id)))


def kept_statuses(work: Work, stages: set[Stage]) -> set[Stage]:
    """Those of the stages that are there; they will be until the transaction ends."""
    c = statuses.c
    of_pipelines = work.dialect.any_of(c.pipeline_id, sorted({pipeline_id for pipeline_id, _ in stages}))
    of_ids = work.dialect.any_of(c.id, sorted({id for _, id in stages}))
    found: Any = select(c.pipeline_id, c.id).where(c.account_id == work.account_id, of_pipelines, of_ids)
    rows = work.connection.execute(work.dialect.kept(found.order_by(c.pipeline_id, c.id)))
    return {(row.pipeline_id, row.id) for row in rows} & stages


def has_leads(work: Work, pipeline_id: int) -> bool:
    ours = (leads.c.account_id == work.account_id, leads.c.pipeline_id == pipeline_id, leads.c.is_deleted.is_(False))
    return work.connection.execute(select(exists().where(*ours))).scalar_one()


def leads_in(work: Work, pipeline_ids: Sequence[int]) -> dict[int, int]:
    """The wire shows how many, so they are counted: no further than MOST_COUNTED in each pipeline."""
    c = leads.c
    parts = []
    for id in pipeline_ids:
        ours = (c.account_id == work.account_id, c.pipeline_id == id, c.is_deleted.is_(False))
        some = select(c.id).where(*ours).limit(MOST_COUNTED).subquery()
        parts.append(select(literal(id, BigInteger), func.count()).select_from(some))
    rows: Sequence[Any] = work.connection.execute(union_all(*parts)).all()
    return {row[0]: row[1] for row in rows}


def leads_at(work: Work, stages: Sequence[Status], limit: int) -> list[int]:
    found = select(leads.c.id).where(*_at(work, stages), leads.c.is_deleted.is_(False)).limit(limit)
    return list(work.connection.execute(found).scalars())


def move_deleted_leads(work: Work, moves: Sequence[tuple[Status, Status]]) -> None:
    """What lies in the recycle bin is to find a stage when it comes back."""
    moved = update(leads).where(*_at(work, [gone for gone, _ in moves]), leads.c.is_deleted)
    status_id = case({gone.id: to.id for gone, to in moves}, value=leads.c.status_id)
    work.connection.execute(moved.values(status_id=status_id))


def move_deleted_leads_of_pipeline(work: Work, pipeline_id: int, to: Status) -> None:
    ours = (leads.c.account_id == work.account_id, leads.c.pipeline_id == pipeline_id, leads.c.is_deleted)
    work.connection.execute(update(leads).where(*ours).values(pipeline_id=to.pipeline_id, status_id=to.id))


def _at(work: Work, stages: Sequence[Status]) -> tuple[ColumnElement[bool], ...]:
    """Stages of their pipelines' own: no other pipeline has their ids."""
    return (
        leads.c.account_id == work.account_id,
        work.dialect.any_of(leads.c.pipeline_id, sorted({status.pipeline_id for status in stages})),
        work.dialect.any_of(leads.c.status_id, [status.id for status in stages]),
    )


def _row(work: Work, pipeline: Pipeline) -> dict[str, Any]:
    row = msgspec.to_builtins(pipeline) | {"account_id": work.account_id, "updated_at": work.now}
    del row["statuses"]
    return row


def _status_row(work: Work, status: Status) -> dict[str, Any]:
    return msgspec.to_builtins(status) | {"account_id": work.account_id}
