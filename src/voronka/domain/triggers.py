"""Triggers of the Digital Pipeline: of what happens to a lead on a stage a hook tells, or a widget acts on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from voronka.domain.changes import Standing
from voronka.domain.kinds import Kind
from voronka.domain.webhooks import MOVES, Entry

AT_MOST = 500  # of an account

STATUS = "status"  # the lead is created on the stage or comes to it
CHAT = "chat"
OF_NOTES = ("call_in", "site_visit")  # named as the notes that tell of it
EVENTS = (STATUS, *OF_NOTES, CHAT)
NEVER = {
    "mail_in": "Mail does not come in here, so nothing would ever fire it.",
    "period": "It is of customers, and a trigger stands on a stage of leads.",
}


class Trigger(Struct, kw_only=True, frozen=True):
    """`widget_code`: of the widget that acts, `settings`: of this one action; without it a hook is sent."""

    id: int
    pipeline_id: int
    status_id: int
    event: str
    destination: str
    widget_code: str | None
    settings: dict[str, Any]
    created_at: int


class Happening(Struct, frozen=True):
    """What may fire triggers. `came_from`: the stage that the lead stood on before, where it was on another one."""

    event: str
    lead: Standing
    at: int
    came_from: Standing | None = None


def happening(entry: Entry) -> Happening | None:
    if entry.kind == Kind.LEAD and entry.action == "add":
        return Happening(STATUS, _standing(entry.entity_id, entry.record), entry.created_at)
    if entry.kind == Kind.LEAD and entry.action == "update" and MOVES & entry.after.keys():
        before = _standing(entry.entity_id, entry.record | entry.before)
        return Happening(STATUS, _standing(entry.entity_id, entry.record), entry.created_at, before)
    event, stood = _said(entry), entry.record.get("standing")
    return Happening(event, Standing(**stood), entry.created_at) if event and stood else None


def fired(triggers: Iterable[Trigger], by: Happening) -> list[Trigger]:
    stage = by.lead.pipeline_id, by.lead.status_id
    return [each for each in triggers if (each.pipeline_id, each.status_id) == stage and each.event == by.event]


def _said(entry: Entry) -> str | None:
    """On the card of a lead, or in a talk about it."""
    if entry.action == "message":
        return CHAT
    return next((event for event in OF_NOTES if entry.action == "note" and entry.record["note_type"] == event), None)


def _standing(lead_id: int, record: Mapping[str, Any]) -> Standing:
    return Standing(lead_id, record["pipeline_id"], record["status_id"])
