"""What the actor may do: the rules decide, and where they need to know of links between records, the store."""

from collections.abc import Collection, Iterable
from typing import Any

from voronka.domain import access
from voronka.domain.access import DENIED, Action, Level
from voronka.domain.kinds import Kind
from voronka.services.work import Work
from voronka.store import records as store


def administer(work: Work) -> None:
    """What the whole account shares is changed by administrators, one after the other."""
    work.actor.require_admin()
    work.lock_facts()


def require(work: Work, kind: Kind, action: Action, held: Collection[Any]) -> Level:
    """As access.require; of elements that may be reached only through records that the actor sees, it is looked up."""
    level = access.require(work.actor, kind, action, held)
    linked = [record.id for record in held if level.of(record) == "L"]
    if len(store.existing(work, kind, linked, level)) < len(linked):
        raise access.refusal(kind, action)
    return level


def seen(work: Work, kind: Kind, ids: Iterable[int]) -> set[int]:
    """Those that are there and that the actor may see: none, where he may see none of the kind."""
    level = work.actor.level(kind, "view")
    return set() if level == DENIED else store.existing(work, kind, sorted(ids), level)
