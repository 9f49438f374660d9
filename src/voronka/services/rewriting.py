"""Records that change because of something else: told like any other update, with no right asked for."""

from collections.abc import Callable, Sequence
from typing import Any

from voronka.domain.access import ALL
from voronka.domain.changes import Change, difference
from voronka.domain.kinds import Kind
from voronka.services import journal
from voronka.services.work import Work
from voronka.store import records, tags

AT_ONCE = 1000  # bounds the memory, not the transaction: either all have changed or none


def stamp(work: Work) -> dict[str, Any]:
    return {"updated_at": work.now, "updated_by": work.actor.user_id}


def rewrite_even_binned(work: Work, kind: Kind, ids: Sequence[int], rewritten: Callable[[Any], Any]) -> None:
    """Those in the recycle bin too, silently: nobody is told of what he does not see."""
    for deleted in (False, True):
        before = records.get_many(work, kind, ids, ALL, lock=True, deleted=deleted)
        after = [rewritten(record) for record in before.values()]
        if deleted:
            records.save(work, kind, before, after)
        elif after:
            rewrite(work, kind, before, after)


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
