"""Loss reasons are read with the account's facts; here they are written."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete

from voronka.domain.loss_reasons import LossReason
from voronka.store.tables import loss_reasons
from voronka.store.work import Work


def add(work: Work, new: Sequence[LossReason]) -> None:
    rows = [msgspec.to_builtins(reason) | {"account_id": work.account_id} for reason in new]
    work.dialect.insert_many(work.connection, loss_reasons, rows)


def save(work: Work, changed: LossReason) -> None:
    row = msgspec.to_builtins(changed) | {"account_id": work.account_id}
    work.dialect.update_many(work.connection, loss_reasons, [row], ("account_id", "id"))


def remove(work: Work, id: int) -> None:
    ours = (loss_reasons.c.account_id == work.account_id, loss_reasons.c.id == id)
    work.connection.execute(delete(loss_reasons).where(*ours))
