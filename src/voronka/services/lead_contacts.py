"""Pairs of leads and their contacts, as far as the actor sees the leads."""

from collections.abc import Sequence

from voronka.domain import access
from voronka.domain.kinds import Kind
from voronka.domain.links import Pair
from voronka.services.work import Work
from voronka.store import lead_contacts as store


def page(
    work: Work,
    *,
    lead_ids: Sequence[int] | None,
    contact_ids: Sequence[int] | None,
    since: int | None,
    limit: int,
    offset: int,
) -> list[Pair]:
    """`since`: only pairs that were made later."""
    level = access.require(work.actor, Kind.LEAD, "view")
    return store.page(work, level, lead_ids, contact_ids, since, limit, offset)
