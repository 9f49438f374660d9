"""Records that change because of something else: told like any other update, with no right asked for."""

from collections.abc import Sequence
from typing import Any

from voronka.domain.changes import Change, difference
from voronka.domain.kinds import Kind
from voronka.services import journal
from voronka.services.work import Work
from voronka.store import records, tags

AT_ONCE = 1000  # bounds the memory, not the transaction: either all have changed or none


def stamp(work: Work) -> dict[str, Any]:
    return {"updated_at": work.now, "updated_by": work.actor.user_id}


def rewrite(
    work: Work, kind: Kind, before: dict[int, Any], after: Sequence[Any], because: Sequence[Change] = ()
) -> None:
    """`before`: as they were, by id, and locked. `because`: what else is to be told, before the changes."""
    records.save(work, kind, before, after)
    carried = tags.of_records(work, kind, [record.id for record in after])
    changes = [_changed(work, kind, before[now.id], now, carried.get(now.id, [])) for now in after]
    journal.record(work, [*because, *changes])


def _changed(work: Work, kind: Kind, before: Any, after: Any, carried: list[Any]) -> Change:
    old, new = difference(before, after)
    return Change(
        kind=kind,
        id=after.id,
        action="update",
        actor_id=work.actor.user_id,
        before=old,
        after=new,
        record=after,
        tags=carried,
    )
