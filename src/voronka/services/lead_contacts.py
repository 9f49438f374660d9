"""Pairs of leads and their contacts, as far as the actor sees both."""

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
    of_leads, of_contacts = (access.require(work.actor, kind, "view") for kind in (Kind.LEAD, Kind.CONTACT))
    return store.page(work, of_leads, of_contacts, lead_ids, contact_ids, since, limit, offset)
