"""What is known of a request, by its category. Nothing of it is required: telephonies and sites leave out a lot."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Seconds, Timestamp


class SipMetadata(Struct, kw_only=True, rename={"from_": "from"}):
    """A call. from_: who called; phone: the number or extension that was called. duration: seconds. link: the recording.

    is_call_event_needed: true puts the call on the lead's card as a note and an event; it never comes back.
    call_responsible: id of a user, a phone or a name.
    """

    from_: str | int | UnsetType | None = UNSET
    phone: str | int | UnsetType | None = UNSET
    called_at: Timestamp | UnsetType | None = UNSET
    duration: Seconds | UnsetType | None = UNSET
    link: str | UnsetType | None = UNSET
    service_code: str | UnsetType | None = UNSET
    uniq: str | int | UnsetType | None = UNSET
    is_call_event_needed: bool | UnsetType | None = UNSET
    call_responsible: str | int | UnsetType | None = UNSET


class FormMetadata(Struct, kw_only=True):
    """A form of a site. form_sent_at comes back as a text."""

    form_id: str | int | UnsetType | None = UNSET
    form_name: str | UnsetType | None = UNSET
    form_page: str | UnsetType | None = UNSET
    form_sent_at: Timestamp | UnsetType | None = UNSET
    ip: str | UnsetType | None = UNSET
    referer: str | UnsetType | None = UNSET
    visitor_uid: str | UnsetType | None = UNSET
    form_type: int | UnsetType | None = UNSET


class ChatMetadata(Struct, kw_only=True, rename={"from_": "from"}):
    """A conversation. client: name, avatar. origin: chat_id, ref, visitor_uid."""

    from_: str | UnsetType | None = UNSET
    to: str | UnsetType | None = UNSET
    received_at: Timestamp | UnsetType | None = UNSET
    service: str | UnsetType | None = UNSET
    client: dict[str, Any] | UnsetType | None = UNSET
    origin: dict[str, Any] | UnsetType | None = UNSET
    last_message_text: str | UnsetType | None = UNSET
    source_name: str | UnsetType | None = UNSET


class MailMetadata(Struct, kw_only=True, rename={"from_": "from"}):
    """A letter. from_: email, name."""

    from_: dict[str, Any] | UnsetType | None = UNSET
    received_at: Timestamp | UnsetType | None = UNSET
    subject: str | UnsetType | None = UNSET
    thread_id: int | UnsetType | None = UNSET
    message_id: int | UnsetType | None = UNSET
    content_summary: str | UnsetType | None = UNSET
