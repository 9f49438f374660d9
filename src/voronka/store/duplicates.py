"""Finds the records that a new lead may be a repetition of: contacts by phone or e-mail, their open leads."""

from collections.abc import Sequence

from sqlalchemy import select

from voronka.domain.access import DENIED, Level
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED
from voronka.store.reach import visible
from voronka.store.tables import contacts, field_values, leads, links
from voronka.store.work import Work


def contacts_by_values(work: Work, field_ids: Sequence[int], texts: Sequence[str], level: Level) -> dict[str, int]:
    """By value: the oldest contact that has it, of those that a right of this level lets through."""
    if not texts or level == DENIED:
        return {}
    values = field_values.c
    held = (values.account_id == contacts.c.account_id) & (values.entity_id == contacts.c.id)
    statement = (
        select(values.value_text, contacts.c.id)
        .join(contacts, held)
        .where(
            values.account_id == work.account_id,
            work.dialect.any_of(values.field_id, field_ids),
            work.dialect.any_of(values.value_text, texts),
            contacts.c.is_deleted.is_(False),
            *visible(work, Kind.CONTACT, level),
        )
        .order_by(contacts.c.id.desc())
    )
    return dict(work.connection.execute(statement).all())


def open_leads(work: Work, contact_ids: Sequence[int], level: Level) -> dict[tuple[int, int], int]:
    """By contact and pipeline: the oldest lead that is still open, of those that a right of this level lets through."""
    if not contact_ids or level == DENIED:
        return {}
    held = (links.c.account_id == leads.c.account_id) & (links.c.from_id == leads.c.id)
    statement = (
        select(links.c.to_id, leads.c.pipeline_id, leads.c.id)
        .join(leads, held)
        .where(
            links.c.account_id == work.account_id,
            links.c.from_type == int(Kind.LEAD),
            links.c.to_type == int(Kind.CONTACT),
            work.dialect.any_of(links.c.to_id, contact_ids),
            leads.c.is_deleted.is_(False),
            leads.c.status_id.not_in(sorted(CLOSED)),
            *visible(work, Kind.LEAD, level),
        )
        .order_by(leads.c.id.desc())
    )
    rows = work.connection.execute(statement).all()
    return {(contact_id, pipeline_id): lead_id for contact_id, pipeline_id, lead_id in rows}
