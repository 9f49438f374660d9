"""Rows of the journal and of the events made from it; written in the transaction of the change they tell of."""

from collections.abc import Sequence
from typing import Any

import msgspec

from voronka.base.ulid import new_ulids
from voronka.domain.changes import Change
from voronka.domain.events import Event
from voronka.store import tables
from voronka.store.work import Work


def insert(work: Work, changes: Sequence[tuple[Change, list[Event]]], *, pending: bool) -> None:
    journal_ids = new_ulids(len(changes))
    rows = [_row(work, id, change, pending) for id, (change, _) in zip(journal_ids, changes, strict=True)]
    work.dialect.insert_many(work.connection, tables.journal, rows)
    told = [(id, event) for id, (_, events) in zip(journal_ids, changes, strict=True) for event in events]
    event_ids = new_ulids(len(told)) if told else []
    rows = [_event_row(work, id, journal_id, event) for id, (journal_id, event) in zip(event_ids, told, strict=True)]
    work.dialect.insert_many(work.connection, tables.events, rows)


def _row(work: Work, id: str, change: Change, pending: bool) -> dict[str, Any]:
    return {
        "account_id": work.account_id,
        "id": id,
        "entity_type": int(change.kind),
        "entity_id": change.id,
        "action": change.action,
        "actor_id": change.actor_id,
        "created_at": work.now,
        "before": change.before,
        "after": change.after,
        "record": _snapshot(change) if pending else None,
        "pending": pending,
    }


def _snapshot(change: Change) -> dict[str, Any]:
    tags = [{"id": tag.id, "name": tag.name} for tag in change.tags]
    around = {"tags": tags} | {name: getattr(change, name) for name in ("linked_leads", "company_id", "company_name")}
    if change.standing:
        around["standing"] = msgspec.to_builtins(change.standing)
    return around | msgspec.to_builtins(change.record)  # a request has a company of its own


def _event_row(work: Work, id: str, journal_id: str, event: Event) -> dict[str, Any]:
    return {
        "account_id": work.account_id,
        "id": id,
        "journal_id": journal_id,
        "type": event.type,
        "entity_type": int(event.kind),
        "entity_id": event.entity_id,
        "catalog_id": event.catalog_id,
        "field_id": event.field_id,
        "created_by": event.created_by,
        "created_at": work.now,
        "value_before": event.before,
        "value_after": event.after,
    }
