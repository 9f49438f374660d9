"""Notes by the numbers of their types. The result of a task is written and read as a note on it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from voronka.api.amocrm_v2 import note_types
from voronka.api.amocrm_v2.envelope import Wire, item_link
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.amocrm_v2.records import signed_from_wire
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.amocrm_v2.tasks import kind_of
from voronka.api.downloads import sent
from voronka.api.http import Call, Reply
from voronka.api.modified import modified_since
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.kinds import BY_SINGULAR
from voronka.domain.notes import Note, NoteChange, NoteQuery
from voronka.services import downloads, mixed_notes
from voronka.services.work import Work
from voronka.services.writes import Updated

EVERYWHERE = ("all", "note")  # one client names what it reads, not where that stands
EQUAL = {"element_id": "entity_id", "responsible_user_id": "responsible_user_id"}


def find(work: Work, call: Call) -> Page[Note]:
    asked, query = call.query.type, query_from_wire(call)
    if asked in EVERYWHERE:
        return mixed_notes.page_of_all(work, query)
    return mixed_notes.page(work, BY_SINGULAR[asked], query)


def add(work: Work, items: Sequence[Any]) -> Sequence[Note]:
    return mixed_notes.add(work, [(kind_of(item.element_type), from_wire(item)) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    """(unconfirmed) whether only plain notes can be changed: others are changed through v4, so they are not refused."""
    return mixed_notes.update(work, [from_wire(item) for item in items])


SETTER = Setter("notes", add, update)


def query_from_wire(call: Call) -> NoteQuery:
    query = call.query
    found = NoteQuery(**rows_of(query))
    if query.id is not ABSENT:
        found.equal = {"id": query.id}
        return found
    named = {column: getattr(query, name) for name, column in EQUAL.items()}
    found.equal = {column: values for column, values in named.items() if values is not ABSENT}
    numbers = or_else(query.note_type, or_else(query.e_type, None))
    found.note_types = None if numbers is None else note_types.names_of(numbers)
    found.if_modified_since = modified_since(call.headers)
    return found


def from_wire(item: Any) -> NoteChange:
    """Without a number of its type a note is plain text; a change keeps the type."""
    is_new = or_else(item.id, 0) == 0
    number = or_else(item.note_type, note_types.COMMON)
    params = note_types.params_of(number, item)
    return NoteChange(
        **signed_from_wire(item),
        entity_id=or_else(item.element_id, 0),
        note_type=note_types.WRITTEN.get(number, "") if is_new or item.note_type is not ABSENT else ABSENT,
        params=params if params or is_new else ABSENT,
    )


def to_wire(note: Note, work: Work, call: Call) -> Wire:
    number = note_types.number_of(note)
    plain = number in (note_types.COMMON, note_types.RESULT)
    return {
        "id": note.id,
        "responsible_user_id": note.responsible_user_id,
        "created_by": note.created_by,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
        "account_id": work.account_id,
        "group_id": note.group_id,
        "is_editable": number == note_types.COMMON,
        "element_id": note.entity_id,
        "element_type": int(note.entity_type),
        "attachment": _attachment(note),
        "note_type": number,
        "text": note_types.text_to_wire(note),
        **({} if plain else {"params": note_types.params_to_wire(note)}),
        "_links": item_link("notes", note.id),
    }


def private_to_wire(note: Note, work: Work, call: Call) -> Wire:
    number = note_types.number_of(note)
    plain = number in (note_types.COMMON, note_types.RESULT)
    params = note_types.params_to_wire(note)
    return {
        "id": note.id,
        "element_id": note.entity_id,
        "element_type": int(note.entity_type),
        "note_type": number,
        "date_create": note.created_at,
        "last_modified": note.updated_at,
        "created_user_id": note.created_by,
        "responsible_user_id": note.responsible_user_id,
        "account_id": work.account_id,
        "group_id": note.group_id,
        "editable": "Y" if number == note_types.COMMON else "N",
        "attachment": _attachment(note),
        "text": note_types.text_to_wire(note) if plain else msgspec.json.encode(params).decode(),
    }


def _attachment(note: Note) -> str:
    return note_types.attachment_to_wire(note.params) if note.note_type == "attachment" else ""


def download(work: Work, call: Call) -> Reply:
    attached = note_types.attached_of(call.path["attachment"])
    return sent(call, downloads.of_file(work, attached["file_uuid"], attached.get("version_uuid")))
