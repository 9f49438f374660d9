"""Unsorted: requests that wait in a pipeline's first stage until somebody accepts or declines them."""

import hashlib
from typing import Any, Literal

import msgspec
from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.changes import Change
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.listing import ListQuery
from voronka.domain.notes import NoteChange

Category = Literal["sip", "mail", "forms", "chats"]
State = Literal["waiting", "accepted", "declined"]
What = Literal["unsorted_add", "unsorted_update", "unsorted_delete"]

CATEGORIES: tuple[Category, ...] = ("sip", "mail", "forms", "chats")
LINKABLE = ("chats", "mail")  # a conversation may belong to a deal that is there; a call or a form is a new one

# What is read of each category, in the vendor's order.
KEYS: dict[str, tuple[str, ...]] = {
    "sip": ("from", "phone", "called_at", "duration", "link", "service_code", "uniq", "call_responsible"),
    "forms": ("form_id", "form_name", "form_page", "form_sent_at", "ip", "referer", "visitor_uid", "form_type"),
    "chats": ("from", "to", "received_at", "service", "client", "origin", "last_message_text", "source_name"),
    "mail": ("from", "received_at", "subject", "thread_id", "message_id", "content_summary"),
}

# What older APIs know of them besides; it is kept, and read there alone.
KEPT: dict[str, tuple[str, ...]] = {"forms": ("service_code", "data")}


class Unsorted(Struct, kw_only=True, frozen=True):
    id: int
    uid: str
    category: str
    source_uid: str | None
    source_name: str | None
    pipeline_id: int
    lead_id: int
    contact_id: int | None
    company_id: int | None
    metadata: dict[str, Any]
    state: str
    fingerprint: str | None  # while it waits: two that are the same do not
    created_at: int
    updated_at: int
    sorted_at: int | None
    sorted_by: int | None

    @property
    def is_waiting(self) -> bool:
        return self.state == "waiting"


class Incoming(Struct, kw_only=True):
    """What a request says besides its lead, contact and company."""

    category: str
    metadata: dict[str, Any]
    source_uid: str | None = None
    source_name: str | None = None
    created_at: int | Absent = ABSENT
    fingerprint: str | None = None


class UnsortedQuery(ListQuery, kw_only=True):
    uids: list[str] | None = None
    categories: list[str] | None = None


class Summary(Struct, kw_only=True):
    total: int = 0
    accepted: int = 0
    declined: int = 0
    average_sort_time: int = 0  # seconds
    categories: dict[str, int] = {}


def fingerprint(request: Any) -> str:
    """The same for two requests that say the same, in whatever order."""
    return hashlib.sha256(msgspec.json.encode(request, order="deterministic")).hexdigest()


def begin(
    incoming: Incoming, id: int, uid: str, lead: Lead, contact_id: int | None, company_id: int | None, now: int
) -> Unsorted:
    kept = (*KEYS[incoming.category], *KEPT.get(incoming.category, ()))
    return Unsorted(
        id=id,
        uid=uid,
        category=incoming.category,
        source_uid=incoming.source_uid,
        source_name=incoming.source_name,
        pipeline_id=lead.pipeline_id,
        lead_id=lead.id,
        contact_id=contact_id,
        company_id=company_id,
        metadata={key: value for key, value in incoming.metadata.items() if key in kept},
        state="waiting",
        fingerprint=incoming.fingerprint,
        created_at=or_else(incoming.created_at, now),
        updated_at=now,
        sorted_at=None,
        sorted_by=None,
    )


def settled(item: Unsorted, state: State, by: int, now: int) -> Unsorted:
    return structs.replace(item, state=state, fingerprint=None, updated_at=now, sorted_at=now, sorted_by=by)


def call_note(incoming: Incoming, lead_id: int) -> NoteChange | None:
    """The call itself on the lead's card, where the telephony asks for it."""
    told = incoming.metadata
    if incoming.category != "sip" or not told.get("is_call_event_needed"):
        return None
    params = {key: told.get(key) for key in ("uniq", "duration", "link", "call_responsible")}
    params |= {"source": told.get("service_code"), "phone": told.get("from")}
    called_at = told.get("called_at")
    return NoteChange(
        entity_id=lead_id,
        note_type="call_in",
        params=params,
        created_at=ABSENT if called_at is None else called_at,
    )


def told(what: What, item: Unsorted, actor_id: int, **more: Any) -> Change:
    """It happens to the lead. `more`: what receivers are to know besides."""
    record = {**msgspec.to_builtins(item), **more}
    return Change(kind=Kind.LEAD, id=item.lead_id, action=what, actor_id=actor_id, record=record)
