"""Rows of bots, few of an account, and of their runs."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, select, update

from voronka.domain.bots import WAITING, Bot, Run, Step
from voronka.domain.kinds import Kind
from voronka.store import bot_calls
from voronka.store.tables import bot_runs, bots
from voronka.store.work import Work

r = bot_runs.c
BOT: list[Any] = [bots.c[name] for name in Bot.__struct_fields__]
RUN: list[Any] = [r[name] for name in Run.__struct_fields__]


def everything(work: Work) -> list[Bot]:
    found: Any = select(*BOT).where(bots.c.account_id == work.account_id).order_by(bots.c.id)
    return [_bot(row) for row in work.connection.execute(found)]


def add(work: Work, new: Bot) -> None:
    work.dialect.insert_many(work.connection, bots, [msgspec.to_builtins(new) | {"account_id": work.account_id}])


def waiting(work: Work, bot_ids: Sequence[int], entity_ids: Sequence[int]) -> list[Run]:
    """Those of these bots that wait for any of these records, ours until the transaction ends."""
    any_of = work.dialect.any_of
    held = (r.account_id == work.account_id, r.state == WAITING, any_of(r.entity_id, entity_ids))
    found: Any = select(*RUN).where(*held, any_of(r.bot_id, bot_ids)).order_by(r.id)
    return [_run(row) for row in work.connection.execute(work.dialect.locked(found))]


def get_run(work: Work, id: int, *, lock: bool = False) -> Run | None:
    found: Any = select(*RUN).where(r.account_id == work.account_id, r.id == id)
    row = work.connection.execute(work.dialect.locked(found) if lock else found).first()
    return _run(row) if row else None


def add_runs(work: Work, new: Sequence[Run]) -> None:
    work.dialect.insert_many(work.connection, bot_runs, [_row(work, run) for run in new])


def save_run(work: Work, changed: Run) -> None:
    work.dialect.update_many(work.connection, bot_runs, [_row(work, changed)], ("account_id", "id"))


def switch_off_of(work: Work, client_id: str) -> None:
    """All of one integration."""
    ours = (bots.c.account_id == work.account_id, bots.c.client_id == client_id)
    work.connection.execute(update(bots).where(*ours).values(is_active=False, updated_at=work.now))


def end(work: Work, ids: Sequence[int], state: str) -> None:
    """What they had still to call is not called any more."""
    bot_calls.remove(work, ids)
    ours = (r.account_id == work.account_id, work.dialect.any_of(r.id, ids))
    work.connection.execute(update(bot_runs).where(*ours).values(state=state, updated_at=work.now))


def _bot(row: Row[Any]) -> Bot:
    values: dict[str, Any] = dict(row._mapping)
    values["steps"] = [Step(**step) for step in row.steps or []]
    return Bot(**values)


def _run(row: Row[Any]) -> Run:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"entity_type": Kind(row.entity_type), "data": row.data or {}}
    return Run(**values)


def _row(work: Work, run: Run) -> dict[str, Any]:
    return msgspec.to_builtins(run) | {"account_id": work.account_id}
