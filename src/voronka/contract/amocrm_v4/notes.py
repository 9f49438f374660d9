"""Notes (примечания): texts, calls and messages on the cards of leads, contacts and companies."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Comma,
    Item,
    Order,
    Page,
    PageOf,
    Range,
    RequestId,
    Saved,
    Timestamp,
)
from voronka.contract.operation import Operation


class Note(Item, kw_only=True):
    """A note as read.

    note_type: common, call_in, call_out, service_message, sms_in and so on. params: what they hold follows the type,
        and is as it was written. is_pinned: only by with=is_pinned.
    """

    id: int
    entity_id: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    responsible_user_id: int = 0
    group_id: int = 0
    note_type: str = ""
    params: dict[str, Any] | list[Any] = {}
    account_id: int = 0
    is_pinned: bool | UnsetType = UNSET


class NoteRef(Item, kw_only=True):
    """The short answer of a write; `updated_at` after updates."""

    id: int
    entity_id: int = 0
    updated_at: int | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


class NoteFields(Struct, kw_only=True):
    """What may be written into a note.

    params: a `common` note has `text`, calls have `uniq`, `duration`, `source`, `link`, `phone`, `call_result`,
        `call_status` (1 to 7) and `call_responsible`, service messages `service` and `text`, SMS `text` and `phone`,
        attachments `file_uuid` and `file_name`. A change leaves what it does not name.
    created_by, updated_by: 0 is a robot. is_need_to_trigger_digital_pipeline: taken and ignored, there are no triggers.
    """

    params: dict[str, Any] | list[Any] | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    is_need_to_trigger_digital_pipeline: bool | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class NoteOfAdd(NoteFields, kw_only=True):
    """A new note on the record in the path; an `entity_id` in the body is ignored."""

    note_type: str


class NoteAdd(NoteOfAdd, kw_only=True):
    """A new note: `entity_id` says on which record."""

    entity_id: int


class NotePatchOne(NoteFields, kw_only=True):
    """A change of the note in the path. The type cannot be changed, but may be repeated."""

    note_type: str | UnsetType | None = UNSET


class NotePatch(NotePatchOne, kw_only=True):
    """One change of a batch: `id` says which note."""

    id: int


class NoteOfFilter(Struct, kw_only=True):
    """updated_at: one value is «changed after it», [from] and [to] is a range."""

    id: list[int] | UnsetType = UNSET
    note_type: list[str] | UnsetType = UNSET
    updated_at: Range | Amount | UnsetType = UNSET


class NoteFilter(NoteOfFilter, kw_only=True):
    """entity_id: notes of these records."""

    entity_id: list[int] | UnsetType = UNSET


class NoteGetQuery(Struct, kw_only=True):
    """with: is_pinned; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class NoteOfQuery(Page, kw_only=True):
    """with: is_pinned; others are ignored. order: updated_at, id."""

    with_: Comma = field(name="with", default_factory=list)
    filter: NoteOfFilter = field(default_factory=NoteOfFilter)
    order: Order = {}


class NoteQuery(Page, kw_only=True):
    """with: is_pinned; others are ignored. order: updated_at, id."""

    with_: Comma = field(name="with", default_factory=list)
    filter: NoteFilter = field(default_factory=NoteFilter)
    order: Order = {}


# fmt: off
def operations(entity: str, one: str) -> tuple[Operation, ...]:
    notes, notes_of = f"/api/v4/{entity}/notes", f"/api/v4/{entity}/{{entity_id}}/notes"
    return (
        Operation(f"{entity}.notes.list", "GET", notes, query=NoteQuery, answer=PageOf[Note], key="notes"),
        Operation(f"{entity}.notes.get", "GET", f"{notes}/{{id}}", query=NoteGetQuery, answer=Note),
        Operation(f"{entity}.notes.add", "POST", notes, body=list[NoteAdd], answer=Saved[NoteRef], key="notes"),
        Operation(f"{entity}.notes.update", "PATCH", notes, body=list[NotePatch], answer=Saved[NoteRef], key="notes"),
        Operation(f"{entity}.notes.update_one", "PATCH", f"{notes}/{{id}}", body=NotePatchOne, answer=NoteRef),
        Operation(f"{entity}.notes.pin", "POST", f"{notes}/{{id}}/pin", status=204, summary=f"Pin one note of {entity}"),
        Operation(f"{entity}.notes.unpin", "POST", f"{notes}/{{id}}/unpin", status=204, summary=f"Unpin one note of {entity}"),
        Operation(f"{entity}.notes_of.list", "GET", notes_of, query=NoteOfQuery, answer=PageOf[Note], key="notes", summary=f"List notes of one {one}"),
        Operation(f"{entity}.notes_of.get", "GET", f"{notes_of}/{{id}}", query=NoteGetQuery, answer=Note, summary=f"Read one note of one {one}"),
        Operation(f"{entity}.notes_of.add", "POST", notes_of, body=list[NoteOfAdd], answer=Saved[NoteRef], key="notes", summary=f"Add notes to one {one}"),
        Operation(f"{entity}.notes_of.update", "PATCH", notes_of, body=list[NotePatch], answer=Saved[NoteRef], key="notes", summary=f"Change several notes of one {one}"),
        Operation(f"{entity}.notes_of.update_one", "PATCH", f"{notes_of}/{{id}}", body=NotePatchOne, answer=NoteRef, summary=f"Change one note of one {one}"),
    )


OPERATIONS = (
    *operations("leads", "lead"),
    *operations("contacts", "contact"),
    *operations("companies", "company"),
    *operations("customers", "customer"),
)
# fmt: on
