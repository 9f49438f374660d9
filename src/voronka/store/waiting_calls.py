"""Rows of calls that wait for somebody to get their number."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select, update

from voronka.domain.calls import CallDraft, WaitingCall
from voronka.store.tables import waiting_calls
from voronka.store.work import Work

c = waiting_calls.c


def add(work: Work, new: Sequence[WaitingCall], next_at: int) -> None:
    """One that waits already under its `uniq` goes on waiting."""
    rows = [
        {
            "account_id": work.account_id,
            "id": call.id,
            "uniq": call.draft.uniq,
            "user_id": call.user_id,
            "draft": msgspec.to_builtins(call.draft),
            "created_at": call.created_at,
            "next_at": next_at,
        }
        for call in new
    ]
    work.dialect.insert_many(work.connection, waiting_calls, rows, on_conflict="ignore")


def due(work: Work, most: int) -> list[WaitingCall]:
    """The oldest, ours until the transaction ends; what another worker holds is passed over."""
    ours = (c.account_id == work.account_id, c.next_at <= work.now)
    oldest: Any = select(waiting_calls).where(*ours).order_by(c.next_at, c.id).limit(most)
    return [
        WaitingCall(row.id, row.user_id, msgspec.convert(row.draft, CallDraft), row.created_at)
        for row in work.connection.execute(work.dialect.claimed(oldest))
    ]


def put_off(work: Work, ids: Sequence[int], until: int) -> None:
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    work.connection.execute(update(waiting_calls).where(*ours).values(next_at=until))


def remove(work: Work, ids: Sequence[int]) -> None:
    ours = (c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    work.connection.execute(delete(waiting_calls).where(*ours))
