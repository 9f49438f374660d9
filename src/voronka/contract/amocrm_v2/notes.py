"""Notes on the cards of contacts, leads and companies, and the results of tasks."""

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    OneResponse,
    PrivateSaved,
    RequestSet,
    Response,
    Rows,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.records import Attached, PrivateAttached, PrivateSigned, Signed
from voronka.contract.operation import Operation


class NoteQuery(Rows, kw_only=True):
    """type: on what the notes stand; it is required, and `note` is the same as `all`. note_type: numbers of types."""

    type: Literal["contact", "lead", "company", "task", "customer", "all", "note"]
    id: Ids | UnsetType = UNSET
    element_id: Ids | UnsetType = UNSET
    note_type: Ids | UnsetType = UNSET
    e_type: Ids | UnsetType = UNSET
    responsible_user_id: Ids | UnsetType = UNSET


class NoteWrite(Signed, kw_only=True):
    """A new note or a change.

    element_type: 1 contact, 2 lead, 3 company, 4 task, 12 customer. note_type: 4 plain text, 5 file, 10 and 11 calls,
        13 the result of a task, 25 message of a service, 102 and 103 SMS; the others are made by the system.
    text: of plain notes; of the others it may stand in `params`. params: of calls UNIQ, LINK, PHONE, DURATION, SRC,
        call_status, call_result; of messages text, service, phone. attachment: name of a file, or as it was read.
    """

    element_id: int | UnsetType = UNSET
    element_type: int | UnsetType = UNSET
    note_type: int | UnsetType = UNSET
    text: str | UnsetType = UNSET
    attachment: str | UnsetType = UNSET
    params: Any | UnsetType = UNSET


class PrivateNoteWrite(PrivateSigned, NoteWrite, kw_only=True):
    pass


class Note(Attached, kw_only=True):
    """`params` of typed notes only. is_editable: plain notes are. attachment: what `/download/…` takes, or empty."""

    note_type: int
    is_editable: bool
    attachment: str
    params: dict[str, Any] | UnsetType = UNSET


class PrivateNote(PrivateAttached, kw_only=True):
    """`editable`: Y or N. The params of a typed note are the JSON in `text`."""

    note_type: int
    editable: str
    attachment: str


# fmt: off
OPERATIONS = (
    Operation("v2.notes.list", "GET", "/api/v2/notes", query=NoteQuery, answer=Items[Note]),
    Operation("v2.notes.set", "POST", "/api/v2/notes", body=Set[NoteWrite], answer=Items[Saved], most=MOST, form=True,
              summary="Add and change notes"),
    Operation("v2.attachments.download", "GET", "/download/{attachment}", answer=bytes,
              media="application/octet-stream", texts=("attachment",), summary="Download the file of a note"),
    Operation("private.notes.list", "GET", "/private/api/v2/json/notes/list", query=NoteQuery,
              answer=Response[PrivateNote], key="notes", root=RESPONSE, media=JSON),
    Operation("private.notes.set", "POST", "/private/api/v2/json/notes/set", body=RequestSet[PrivateNoteWrite],
              answer=OneResponse[PrivateSaved], key="notes", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add and change notes"),
)
# fmt: on
