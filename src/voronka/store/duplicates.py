"""Finds the records that something new may belong to: contacts and companies by phone or e-mail, their open leads."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from voronka.domain.access import DENIED, Level
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED
from voronka.store.reach import visible
from voronka.store.record_tables import TABLES
from voronka.store.tables import contacts, field_values, leads, links
from voronka.store.work import Work


def by_values(work: Work, kind: Kind, field_ids: Sequence[int], texts: Sequence[str], level: Level) -> dict[str, int]:
    """By value: the oldest record that has it, of those that a right of this level lets through."""
    if not texts or not field_ids or level == DENIED:
        return {}
    return _found(work, _by_values(work, kind, field_ids, texts, level))


def known_contacts(work: Work, field_ids: Sequence[int], texts: Sequence[str], level: Level) -> dict[str, int]:
    """The same of contacts, but for those whose request still waits: they may yet be declined."""
    if not texts or level == DENIED:
        return {}
    found = _by_values(work, Kind.CONTACT, field_ids, texts, level)
    return _found(work, found.where(contacts.c.is_unsorted.is_(False)))


def _found(work: Work, statement: Select[Any]) -> dict[str, int]:
    rows: Sequence[Any] = work.connection.execute(statement).all()
    return dict(rows)


def _by_values(work: Work, kind: Kind, field_ids: Sequence[int], texts: Sequence[str], level: Level) -> Select[Any]:
    values, c = field_values.c, TABLES[kind].c
    held = (values.account_id == c.account_id) & (values.entity_id == c.id)
    found: Any = select(values.value_text, c.id).join(TABLES[kind], held)
    return found.where(
        values.account_id == work.account_id,
        work.dialect.any_of(values.field_id, field_ids),
        work.dialect.any_of(values.value_text, texts),
        c.is_deleted.is_(False),
        *visible(work, kind, level),
    ).order_by(c.id.desc())


def open_leads(work: Work, contact_ids: Sequence[int], level: Level) -> dict[tuple[int, int], int]:
    """By contact and pipeline: the oldest lead that is under way, of those that a right of this level lets through.
    One in the first stage still waits to be accepted, and may yet be declined."""
    if not contact_ids or level == DENIED:
        return {}
    columns = (links.c.to_id, leads.c.pipeline_id, leads.c.id)
    waiting = [pipeline.unsorted_status.id for pipeline in work.facts.pipelines.values()]
    found = _held(work, Kind.LEAD, Kind.CONTACT, contact_ids, level, *columns).where(_is_open())
    found = found.where(leads.c.status_id.not_in(waiting)).order_by(leads.c.id.desc())
    rows: Sequence[Any] = work.connection.execute(found).all()
    return {(contact_id, pipeline_id): lead_id for contact_id, pipeline_id, lead_id in rows}


def open_deals(work: Work, deal: Kind, holder: Kind, ids: Sequence[int], level: Level) -> dict[int, tuple[int, int]]:
    """By contact or company: how many open leads (or customers, who are always so) it has, and the oldest of them."""
    if not ids or level == DENIED:
        return {}
    found = _held(work, deal, holder, ids, level, links.c.to_id, func.count(), func.min(TABLES[deal].c.id))
    counted = found.where(_is_open()) if deal == Kind.LEAD else found
    rows: Sequence[Any] = work.connection.execute(counted.group_by(links.c.to_id)).all()
    return {id: (count, lead_id) for id, count, lead_id in rows}


def _is_open() -> ColumnElement[bool]:
    return leads.c.status_id.not_in(sorted(CLOSED))


def _held(work: Work, deal: Kind, holder: Kind, ids: Sequence[int], level: Level, *columns: Any) -> Select[Any]:
    """The leads or customers that these contacts or companies are linked to."""
    table = TABLES[deal]
    held = (links.c.account_id == table.c.account_id) & (links.c.from_id == table.c.id)
    found: Any = select(*columns).select_from(links).join(table, held)
    return found.where(
        links.c.account_id == work.account_id,
        links.c.from_type == int(deal),
        links.c.to_type == int(holder),
        work.dialect.any_of(links.c.to_id, ids),
        table.c.is_deleted.is_(False),
        *visible(work, deal, level),
    )
