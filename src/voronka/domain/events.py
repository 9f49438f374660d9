"""From a change to the events of /api/v4/events: their names, and before and after in amoCRM's shapes."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from voronka.base.money import to_major
from voronka.domain import invoices
from voronka.domain.catalogs import INVOICES
from voronka.domain.changes import Change
from voronka.domain.facts import Facts
from voronka.domain.fields.rendering import event_values
from voronka.domain.kinds import Kind
from voronka.domain.talks import CLOSED

Values = list[dict[str, Any]]

NOTE_EVENTS = {
    "common": "common_note_added",
    "call_in": "incoming_call",
    "call_out": "outgoing_call",
    "service_message": "service_note_added",
    "extended_service_message": "service_note_added",
    "message_cashier": "message_to_cashier_note_added",
    "geolocation": "geo_note_added",
    "sms_in": "incoming_sms",
    "sms_out": "outgoing_sms",
    "attachment": "attachment_note_added",
    "site_visit": "site_visit_note_added",
    "targeting_in": "targeting_in_note_added",
    "targeting_out": "targeting_out_note_added",
    "invoice_paid": "invoice_paid",
    "bill_paid": "invoice_paid",
    "zoom_meeting": "zoom_conference",
    "ai_result": "ai_result",
    "link_followed": "link_followed",
}


MESSAGES = ("incoming_chat_message", "outgoing_chat_message")


class Event(Struct, kw_only=True):
    type: str
    kind: Kind
    entity_id: int
    catalog_id: int
    created_by: int
    before: Values
    after: Values
    field_id: int | None = None


def events_of(change: Change, facts: Facts) -> list[Event]:
    if change.kind == Kind.FILE:
        return []  # the vendor has no words for what becomes of a file
    return [
        Event(
            type=name,
            kind=change.kind,
            entity_id=change.id,
            catalog_id=change.catalog_id,
            created_by=_author(change),
            before=before,
            after=after,
            field_id=field_id,
        )
        for name, before, after, field_id in _named(change, facts)
    ]


def _author(change: Change) -> int:
    """Whom the writer named as the author, 0 being a robot; of what has no such name, the writer himself."""
    if change.kind == Kind.SEGMENT:
        return change.actor_id
    if change.action in ("add", "purchase"):
        return change.record.created_by
    return change.record.updated_by if change.action == "update" else change.actor_id


Named = tuple[str, Values, Values, int | None]


def _named(change: Change, facts: Facts) -> Iterator[Named]:
    if change.kind == Kind.TASK:
        yield from _task(change)
    elif change.kind == Kind.ELEMENT and change.action in ("add", "delete"):
        yield from _invoice(change, facts)  # of other elements the vendor has no word for either
    elif change.kind == Kind.SEGMENT or change.action == "merge":
        yield ("entity_merged" if change.action == "merge" else "segment_created"), [], [], None
    elif change.action in ("delete", "restore"):
        if (change.kind, change.action) != (Kind.CUSTOMER, "restore"):  # the vendor has no event for it
            yield f"{change.kind.singular}_{change.action}d", [], [], None
    elif change.action in ("link", "unlink"):
        yield from _links(change)
    elif change.action == "purchase":
        yield "transaction_added", [], [{"transaction": {"id": change.record.id}}], None
    elif change.action == "note":
        yield NOTE_EVENTS[change.record.note_type], [], [{"note": {"id": change.record.id}}], None
    elif change.action in ("message", "talk_add", "talk_update"):
        yield from _talks(change)
    elif change.action == "add":
        # The vendor names a service note here, of a kind that API v4 has no word for. There is none to be read, so
        # none is named: who takes ids of notes from events asks for each, and stops at one that is not there.
        yield f"{change.kind.singular}_added", [], [], None
        yield from _tags(change)
    elif change.action == "update":
        yield from _columns(change)
        yield from _tags(change)
        yield from _fields(change, facts)
        yield from _invoice(change, facts)


def _talks(change: Change) -> Iterator[Named]:
    """What the values of a talk look like no source tells; the id is what everybody looks for (unconfirmed)."""
    if change.action == "message":
        message, talk = change.record.message, change.record.talk
        value = {"message": {"id": message.id, "talk_id": talk.id, "origin": talk.origin}}
        yield f"{message.type}_chat_message", [], [value], None
        return
    if "rate" in change.after:
        yield "nps_rate_added", [], [{"nps": {"rate": change.after["rate"]}}], None
    about: Values = [{"talk": {"id": change.record.id}}]
    if change.action == "talk_add":
        yield "talk_created", [], about, None
    if "missed_at" in change.after:
        yield "talk_missed_event", [], about, None
    if change.after.get("status") == CLOSED:
        yield "talk_closed", [], about, None


def _task(change: Change) -> Iterator[Named]:
    old, new, is_new = change.before, change.after, change.action == "add"
    if change.action != "update":
        yield ("task_added" if is_new else "task_deleted"), [], [], None
    for name, event, shape in TASK_COLUMNS:
        if name in new:
            yield event, [shape(old[name])], [shape(new[name])], None
    if new.get("is_completed") or (is_new and change.record.is_completed):
        yield "task_completed", [], [], None
    if change.record.result if is_new else new.get("result"):
        # API v2 reads the result as a note, which has the id of its task.
        yield "task_result_added", [], [{"note": {"id": change.id}}], None


def _columns(change: Change) -> Iterator[Named]:
    old, new = change.before, change.after
    if change.kind == Kind.CUSTOMER:
        yield from _customer(old, new)
    elif "status_id" in new or "pipeline_id" in new:
        yield "lead_status_changed", [_stage(change, old)], [_stage(change, new)], None
    if "responsible_user_id" in new:
        yield "entity_responsible_changed", [_responsible(old)], [_responsible(new)], None
    if "price" in new:
        yield "sale_field_changed", [_sale(old)], [_sale(new)], None
    if "name" in new:
        yield "name_field_changed", [_name(old)], [_name(new)], None


def _stage(change: Change, values: dict[str, Any]) -> dict[str, Any]:
    unchanged = change.record
    status_id = values.get("status_id", unchanged.status_id)
    return {"lead_status": {"id": status_id, "pipeline_id": values.get("pipeline_id", unchanged.pipeline_id)}}


def _customer(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Named]:
    """What the next purchase should bring is what `sale` is of a lead; of its date the vendor has no event. How a
    segment is told is unconfirmed."""
    for name, event, shape in CUSTOMER_COLUMNS:
        if name in new:
            yield event, [shape(old[name])], [shape(new[name])], None
    joined, left = (set(values.get("segments", [])) for values in (new, old))
    for id in sorted(joined - left):
        yield "entity_segment_attached", [], [{"segment": {"id": id}}], None
    for id in sorted(left - joined):
        yield "entity_segment_detached", [{"segment": {"id": id}}], [], None


def _responsible(values: dict[str, Any]) -> dict[str, Any]:
    return {"responsible_user": {"id": values["responsible_user_id"]}}


def _sale(values: dict[str, Any]) -> dict[str, Any]:
    return {"sale_field_value": {"sale": to_major(values["price"])}}


def _name(values: dict[str, Any]) -> dict[str, Any]:
    return {"name_field_value": {"name": values["name"]}}


CUSTOMER_COLUMNS: list[tuple[str, str, Callable[[Any], dict[str, Any]]]] = [
    ("status_id", "customer_status_changed", lambda value: {"customer_status": {"id": value}}),
    ("next_price", "sale_field_changed", lambda value: {"sale_field_value": {"sale": to_major(value)}}),
    ("ltv", "ltv_field_changed", lambda value: {"ltv_field_value": {"ltv": to_major(value)}}),
]

TASK_COLUMNS: list[tuple[str, str, Callable[[Any], dict[str, Any]]]] = [
    ("responsible_user_id", "entity_responsible_changed", lambda value: {"responsible_user": {"id": value}}),
    ("task_type_id", "task_type_changed", lambda value: {"task_type": {"id": value}}),
    ("text", "task_text_changed", lambda value: {"task": {"text": value}}),
    ("complete_till", "task_deadline_changed", lambda value: {"task_deadline": {"timestamp": value}}),
]


def _tags(change: Change) -> Iterator[Named]:
    if "tags" not in change.after and "tags" not in change.before:
        return
    old, new = change.before.get("tags", []), change.after.get("tags", [])
    added = [name for name in new if name not in old]
    deleted = [name for name in old if name not in new]
    if added:
        yield "entity_tag_added", [], [{"tag": {"name": name}} for name in added], None
    if deleted:
        yield "entity_tag_deleted", [{"tag": {"name": name}} for name in deleted], [], None


def _fields(change: Change, facts: Facts) -> Iterator[Named]:
    fields = facts.fields_of(change.kind, change.catalog_id)
    old, new = change.before.get("custom_fields", {}), change.after.get("custom_fields", {})
    for field_id in new:
        field = fields.by_id.get(int(field_id))
        if field:
            name = f"custom_field_{field_id}_value_changed"
            yield name, event_values(field, old[field_id]), event_values(field, new[field_id]), field.id


def _invoice(change: Change, facts: Facts) -> Iterator[Named]:
    """Both sides are empty (unconfirmed): which invoice it is the event's entity says."""
    catalog = facts.catalogs.get(change.catalog_id) if change.kind == Kind.ELEMENT else None
    if catalog is None or catalog.type != INVOICES or change.action == "delete":
        return
    fields = facts.fields_of(change.kind, change.catalog_id)
    if change.action == "add":
        yield "invoice_created", [], [], None
        is_paid = invoices.is_paid(change.record.custom_fields, fields)
    else:
        sides = (values.get("custom_fields", {}) for values in (change.before, change.after))
        was_paid, is_paid = (invoices.is_paid(stored, fields) for stored in sides)
        is_paid = is_paid and not was_paid
    if is_paid:
        yield "invoice_paid", [], [], None


def _links(change: Change) -> Iterator[Named]:
    """`contact_linked` on the lead's card, `lead_linked` on the contact's; catalog elements have the general name."""
    for link in change.after["links"]:
        kind = Kind(link["type"])
        ending = f"{change.action}ed"
        name = f"entity_{ending}" if kind == Kind.ELEMENT else f"{kind.singular}_{ending}"
        value: Values = [{"link": {"entity": {"type": kind.singular, "id": link["id"]}}}]
        yield name, *(([], value) if change.action == "link" else (value, [])), None
