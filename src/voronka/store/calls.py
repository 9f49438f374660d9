"""The ids that telephonies give their calls, so that none is written twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from voronka.domain.calls import Logged
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.store.tables import calls
from voronka.store.work import Work

c = calls.c


def by_uniq(work: Work, uniqs: Sequence[str]) -> dict[str, Logged]:
    if not uniqs:
        return {}
    found: Any = select(c.uniq, c.note_id, c.entity_type, c.entity_id)
    rows = work.connection.execute(found.where(c.account_id == work.account_id, work.dialect.any_of(c.uniq, uniqs)))
    return {row.uniq: Logged(row.note_id, End(Kind(row.entity_type), row.entity_id)) for row in rows}


def insert(work: Work, new: Mapping[str, Logged]) -> bool:
    """False: somebody else has just written one of them."""
    rows = [
        {
            "account_id": work.account_id,
            "uniq": uniq,
            "note_id": logged.note_id,
            "entity_type": int(logged.owner.kind),
            "entity_id": logged.owner.id,
        }
        for uniq, logged in new.items()
    ]
    return work.dialect.insert_many(work.connection, calls, rows, on_conflict="ignore") == len(rows)
