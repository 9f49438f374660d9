"""Links of leads with contacts, read as rows of their own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select

from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.links import Pair
from voronka.store import sight
from voronka.store.records import in_recycle_bin, visible
from voronka.store.tables import leads, links
from voronka.store.work import Work

c = links.c


def page(
    work: Work,
    of_leads: Level,
    of_contacts: Level,
    lead_ids: Sequence[int] | None,
    contact_ids: Sequence[int] | None,
    since: int | None,
    limit: int,
    offset: int,
) -> list[Pair]:
    """In the order of the links' key: by lead, then by contact."""
    held: list[Any] = [
        c.account_id == work.account_id,
        c.from_type == int(Kind.LEAD),
        c.to_type == int(Kind.CONTACT),
        *visible(work, Kind.LEAD, of_leads),
        in_recycle_bin(leads, False),
        *sight.seen(work, Kind.CONTACT, of_contacts, sight.few(work, Kind.CONTACT, of_contacts), c.to_id),
        sight.alive(work, Kind.CONTACT, c.to_id),
    ]
    if lead_ids is not None:
        held.append(work.dialect.any_of(c.from_id, lead_ids))
    if contact_ids is not None:
        held.append(work.dialect.any_of(c.to_id, contact_ids))
    if since is not None:
        held.append(c.created_at > since)
    theirs = links.join(leads, and_(leads.c.account_id == c.account_id, leads.c.id == c.from_id))
    found = select(c.from_id, c.to_id, c.created_at).select_from(theirs).where(*held)
    rows = work.connection.execute(found.order_by(c.from_id, c.to_id).limit(limit).offset(offset))
    return [Pair(*row) for row in rows]
