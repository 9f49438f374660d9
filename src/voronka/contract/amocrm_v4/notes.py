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
    created_by, updated_by: 0 is a robot. is_need_to_trigger_digital_pipeline: with false it fires no triggers.
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
OPERATIONS = (
    Operation("leads.notes.list", "GET", "/api/v4/leads/notes", query=NoteQuery, answer=PageOf[Note], key="notes"),
    Operation("leads.notes.get", "GET", "/api/v4/leads/notes/{id}", query=NoteGetQuery, answer=Note),
    Operation("leads.notes.add", "POST", "/api/v4/leads/notes", body=list[NoteAdd], answer=Saved[NoteRef], key="notes"),
    Operation("leads.notes.update", "PATCH", "/api/v4/leads/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes"),
    Operation("leads.notes.update_one", "PATCH", "/api/v4/leads/notes/{id}", body=NotePatchOne, answer=NoteRef),
    Operation("leads.notes.pin", "POST", "/api/v4/leads/notes/{id}/pin", status=204, summary="Pin one note of leads"),
    Operation("leads.notes.unpin", "POST", "/api/v4/leads/notes/{id}/unpin", status=204, summary="Unpin one note of leads"),
    Operation("leads.notes_of.list", "GET", "/api/v4/leads/{entity_id}/notes", query=NoteOfQuery, answer=PageOf[Note], key="notes", summary="List notes of one lead"),
    Operation("leads.notes_of.get", "GET", "/api/v4/leads/{entity_id}/notes/{id}", query=NoteGetQuery, answer=Note, summary="Read one note of one lead"),
    Operation("leads.notes_of.add", "POST", "/api/v4/leads/{entity_id}/notes", body=list[NoteOfAdd], answer=Saved[NoteRef], key="notes", summary="Add notes to one lead"),
    Operation("leads.notes_of.update", "PATCH", "/api/v4/leads/{entity_id}/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes", summary="Change several notes of one lead"),
    Operation("leads.notes_of.update_one", "PATCH", "/api/v4/leads/{entity_id}/notes/{id}", body=NotePatchOne, answer=NoteRef, summary="Change one note of one lead"),
    Operation("contacts.notes.list", "GET", "/api/v4/contacts/notes", query=NoteQuery, answer=PageOf[Note], key="notes"),
    Operation("contacts.notes.get", "GET", "/api/v4/contacts/notes/{id}", query=NoteGetQuery, answer=Note),
    Operation("contacts.notes.add", "POST", "/api/v4/contacts/notes", body=list[NoteAdd], answer=Saved[NoteRef], key="notes"),
    Operation("contacts.notes.update", "PATCH", "/api/v4/contacts/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes"),
    Operation("contacts.notes.update_one", "PATCH", "/api/v4/contacts/notes/{id}", body=NotePatchOne, answer=NoteRef),
    Operation("contacts.notes.pin", "POST", "/api/v4/contacts/notes/{id}/pin", status=204, summary="Pin one note of contacts"),
    Operation("contacts.notes.unpin", "POST", "/api/v4/contacts/notes/{id}/unpin", status=204, summary="Unpin one note of contacts"),
    Operation("contacts.notes_of.list", "GET", "/api/v4/contacts/{entity_id}/notes", query=NoteOfQuery, answer=PageOf[Note], key="notes", summary="List notes of one contact"),
    Operation("contacts.notes_of.get", "GET", "/api/v4/contacts/{entity_id}/notes/{id}", query=NoteGetQuery, answer=Note, summary="Read one note of one contact"),
    Operation("contacts.notes_of.add", "POST", "/api/v4/contacts/{entity_id}/notes", body=list[NoteOfAdd], answer=Saved[NoteRef], key="notes", summary="Add notes to one contact"),
    Operation("contacts.notes_of.update", "PATCH", "/api/v4/contacts/{entity_id}/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes", summary="Change several notes of one contact"),
    Operation("contacts.notes_of.update_one", "PATCH", "/api/v4/contacts/{entity_id}/notes/{id}", body=NotePatchOne, answer=NoteRef, summary="Change one note of one contact"),
    Operation("companies.notes.list", "GET", "/api/v4/companies/notes", query=NoteQuery, answer=PageOf[Note], key="notes"),
    Operation("companies.notes.get", "GET", "/api/v4/companies/notes/{id}", query=NoteGetQuery, answer=Note),
    Operation("companies.notes.add", "POST", "/api/v4/companies/notes", body=list[NoteAdd], answer=Saved[NoteRef], key="notes"),
    Operation("companies.notes.update", "PATCH", "/api/v4/companies/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes"),
    Operation("companies.notes.update_one", "PATCH", "/api/v4/companies/notes/{id}", body=NotePatchOne, answer=NoteRef),
    Operation("companies.notes.pin", "POST", "/api/v4/companies/notes/{id}/pin", status=204, summary="Pin one note of companies"),
    Operation("companies.notes.unpin", "POST", "/api/v4/companies/notes/{id}/unpin", status=204, summary="Unpin one note of companies"),
    Operation("companies.notes_of.list", "GET", "/api/v4/companies/{entity_id}/notes", query=NoteOfQuery, answer=PageOf[Note], key="notes", summary="List notes of one company"),
    Operation("companies.notes_of.get", "GET", "/api/v4/companies/{entity_id}/notes/{id}", query=NoteGetQuery, answer=Note, summary="Read one note of one company"),
    Operation("companies.notes_of.add", "POST", "/api/v4/companies/{entity_id}/notes", body=list[NoteOfAdd], answer=Saved[NoteRef], key="notes", summary="Add notes to one company"),
    Operation("companies.notes_of.update", "PATCH", "/api/v4/companies/{entity_id}/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes", summary="Change several notes of one company"),
    Operation("companies.notes_of.update_one", "PATCH", "/api/v4/companies/{entity_id}/notes/{id}", body=NotePatchOne, answer=NoteRef, summary="Change one note of one company"),
    Operation("customers.notes.list", "GET", "/api/v4/customers/notes", query=NoteQuery, answer=PageOf[Note], key="notes"),
    Operation("customers.notes.get", "GET", "/api/v4/customers/notes/{id}", query=NoteGetQuery, answer=Note),
    Operation("customers.notes.add", "POST", "/api/v4/customers/notes", body=list[NoteAdd], answer=Saved[NoteRef], key="notes"),
    Operation("customers.notes.update", "PATCH", "/api/v4/customers/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes"),
    Operation("customers.notes.update_one", "PATCH", "/api/v4/customers/notes/{id}", body=NotePatchOne, answer=NoteRef),
    Operation("customers.notes.pin", "POST", "/api/v4/customers/notes/{id}/pin", status=204, summary="Pin one note of customers"),
    Operation("customers.notes.unpin", "POST", "/api/v4/customers/notes/{id}/unpin", status=204, summary="Unpin one note of customers"),
    Operation("customers.notes_of.list", "GET", "/api/v4/customers/{entity_id}/notes", query=NoteOfQuery, answer=PageOf[Note], key="notes", summary="List notes of one customer"),
    Operation("customers.notes_of.get", "GET", "/api/v4/customers/{entity_id}/notes/{id}", query=NoteGetQuery, answer=Note, summary="Read one note of one customer"),
    Operation("customers.notes_of.add", "POST", "/api/v4/customers/{entity_id}/notes", body=list[NoteOfAdd], answer=Saved[NoteRef], key="notes", summary="Add notes to one customer"),
    Operation("customers.notes_of.update", "PATCH", "/api/v4/customers/{entity_id}/notes", body=list[NotePatch], answer=Saved[NoteRef], key="notes", summary="Change several notes of one customer"),
    Operation("customers.notes_of.update_one", "PATCH", "/api/v4/customers/{entity_id}/notes/{id}", body=NotePatchOne, answer=NoteRef, summary="Change one note of one customer"),
)
# fmt: on
