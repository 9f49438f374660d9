"""The first rows of a new account."""

from collections.abc import Sequence

import msgspec

from voronka.domain.pipelines import LossReason, Pipeline
from voronka.domain.users import Group
from voronka.store import tables
from voronka.store.work import Work


def add_groups(work: Work, groups: Sequence[Group]) -> None:
    rows = [msgspec.to_builtins(group) | _stamp(work) for group in groups]
    work.dialect.insert_many(work.connection, tables.groups, rows)


def add_pipeline(work: Work, pipeline: Pipeline) -> None:
    row = msgspec.to_builtins(pipeline) | _stamp(work)
    statuses = row.pop("statuses")
    work.dialect.insert_many(work.connection, tables.pipelines, [row])
    owned = [status | {"account_id": work.account_id} for status in statuses]
    work.dialect.insert_many(work.connection, tables.statuses, owned)


def add_loss_reasons(work: Work, reasons: Sequence[LossReason]) -> None:
    rows = [msgspec.to_builtins(reason) | {"account_id": work.account_id} for reason in reasons]
    work.dialect.insert_many(work.connection, tables.loss_reasons, rows)


def _stamp(work: Work) -> dict[str, int]:
    return {"account_id": work.account_id, "created_at": work.now, "updated_at": work.now}
