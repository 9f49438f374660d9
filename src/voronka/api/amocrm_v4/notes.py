"""Notes of leads, contacts and companies, of all records of a kind and, where the path names one, of that record."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4 import shapes
from voronka.api.amocrm_v4.envelope import Wire, empty, paged
from voronka.api.amocrm_v4.listing import changed_range, order_of
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, id_of, none, seconds
from voronka.api.http import Call, Handler, Reply
from voronka.base.absent import ABSENT
from voronka.domain.kinds import Kind
from voronka.domain.notes import Note, NoteChange, NoteQuery
from voronka.services import notes
from voronka.services.work import Work

ORDERS = ("updated_at", "id")


def lists(kind: Kind) -> Handler:
    return shapes.lists(lambda work, call: notes.page(work, kind, query_from_wire(call)), to_wire)


def gets(kind: Kind) -> Handler:
    return shapes.gets(lambda work, call: notes.get(work, kind, call.path["id"], _owner(call)), to_wire)


def adds(kind: Kind) -> Handler:
    return shapes.saves_many(from_wire, lambda work, call, drafts: notes.add(work, kind, drafts, _owner(call)), added)


def updates(kind: Kind) -> Handler:
    def save(work: Work, call: Call, changes: Any) -> list[Note]:
        return notes.update(work, kind, changes, _owner(call))

    return shapes.saves_many(from_wire, save, updated)


def updates_one(kind: Kind) -> Handler:
    def save(work: Work, call: Call, change: NoteChange) -> Note:
        return notes.update(work, kind, [change], _owner(call), only_one=True)[0]

    return shapes.saves_one(from_wire, save, updated)


def pins(kind: Kind, *, pinned: bool) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        notes.pin(work, kind, call.path["id"], pinned=pinned)
        return empty(call)

    return handle


def _owner(call: Call) -> int | None:
    return call.path.get("entity_id")


def query_from_wire(call: Call) -> NoteQuery:
    query, asked = call.query, call.query.filter
    owner = _owner(call)
    owners = none(getattr(asked, "entity_id", UNSET)) if owner is None else [owner]
    equal = {"id": none(asked.id), "entity_id": owners}
    return NoteQuery(
        **paged(call),
        order=order_of(query.order, ORDERS),
        equal={name: values for name, values in equal.items() if values is not None},
        ranges=changed_range(asked.updated_at),
        note_types=none(asked.note_type),
    )


def from_wire(item: Any, work: Work, call: Call) -> NoteChange:
    params = given(item.params)
    return NoteChange(
        id=id_of(item, call),
        entity_id=call.path.get("entity_id") or getattr(item, "entity_id", 0),
        note_type=given(item.note_type),
        # PHP writes an empty object as an empty array
        params=params if params is ABSENT or isinstance(params, dict) else {},
        responsible_user_id=given(item.responsible_user_id),
        created_by=given(item.created_by),
        updated_by=given(item.updated_by),
        created_at=seconds(item.created_at),
        updated_at=seconds(item.updated_at),
        is_need_to_trigger_digital_pipeline=item.is_need_to_trigger_digital_pipeline is not False,
    )


def to_wire(note: Note, work: Work, call: Call) -> Wire:
    """Without `is_editable`, which API v2 answers: by API v4 every type may be changed, so it would say nothing, and
    the one client that knows the word reads it only if it is there."""
    return {
        "id": note.id,
        "entity_id": note.entity_id,
        "created_by": note.created_by,
        "updated_by": note.updated_by,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
        "responsible_user_id": note.responsible_user_id,
        "group_id": note.group_id,
        "note_type": note.note_type,
        "params": _attachment(note) if note.note_type == "attachment" else note.params,
        "account_id": work.account_id,
        **({"is_pinned": note.is_pinned} if "is_pinned" in call.query.with_ else {}),
        "_links": _links(note, call),
    }


def _attachment(note: Note) -> Wire:
    """Read with more keys than it is written with: the name in all its old places."""
    name = note.params.get("file_name")
    shown = {"is_drive_attachment": True, "text": name, "original_name": name, "version_uuid": None}
    return {**shown, **note.params}


def added(note: Note, work: Work, call: Call) -> Wire:
    return {"id": note.id, "entity_id": note.entity_id, "_links": _links(note, call)}


def updated(note: Note, work: Work, call: Call) -> Wire:
    """The same for one and for many; one client expects a collection of one (unconfirmed), the documents a model."""
    return {"id": note.id, "entity_id": note.entity_id, "updated_at": note.updated_at, "_links": _links(note, call)}


def _links(note: Note, call: Call) -> Wire:
    return self_link(call, f"{note.entity_type.plural}/{note.entity_id}/notes", note.id)
