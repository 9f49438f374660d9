"""Numbers of notes' types, and their params under the names of this wire."""

import re
from typing import Any

import msgspec

from voronka.base.absent import or_else
from voronka.domain.note_params import READ_ONLY, WRITABLE
from voronka.domain.notes import Note
from voronka.services.mixed_notes import RESULT as TASK_RESULT

Wire = dict[str, Any]

COMMON, ATTACHMENT, CALL_IN, CALL_OUT, RESULT, SYSTEM, SMS_IN, SMS_OUT = 4, 5, 10, 11, 13, 25, 102, 103

# What is written by number. Types that the vendor's system makes itself cannot be written, and there are none.
WRITTEN = {
    COMMON: "common",
    ATTACHMENT: "attachment",
    CALL_IN: "call_in",
    CALL_OUT: "call_out",
    RESULT: TASK_RESULT,
    SYSTEM: "service_message",
    SMS_IN: "sms_in",
    SMS_OUT: "sms_out",
}
NUMBERS = {name: number for number, name in WRITTEN.items()}
CODES = {
    1: "DEAL_CREATED",
    2: "CONTACT_CREATED",
    3: "DEAL_STATUS_CHANGED",
    COMMON: "COMMON",
    ATTACHMENT: "ATTACHEMENT",
    6: "CALL",
    7: "MAIL_MESSAGE",
    8: "MAIL_MESSAGE_ATTACHMENT",
    9: "EXTERNAL_ATTACH",
    CALL_IN: "CALL_IN",
    CALL_OUT: "CALL_OUT",
    12: "COMPANY_CREATED",
    RESULT: "TASK_RESULT",
    SYSTEM: "SYSTEM",
    99: "MAX_SYSTEM",
    101: "DROPBOX",
    SMS_IN: "SMS_IN",
    SMS_OUT: "SMS_OUT",
}

CALL = {"UNIQ": "uniq", "LINK": "link", "PHONE": "phone", "DURATION": "duration", "SRC": "source"}
CALL_SHOWN = {name: key for key, name in CALL.items()}
WITH_UUIDS = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([^_]+))?_(.+)", re.DOTALL)
WHOLE = ("duration", "call_status")


def number_of(note: Note) -> int:
    """Types that came after this API are shown as messages of a service (unconfirmed)."""
    return NUMBERS.get(note.note_type, SYSTEM)


def names_of(numbers: list[int]) -> list[str]:
    """The stored types that are shown by these numbers."""
    return [name for name in (*WRITABLE, *READ_ONLY) if NUMBERS.get(name, SYSTEM) in numbers]


def params_of(number: int, item: Any) -> Wire:
    """What `text`, `attachment` and `params` say together; nulls in them are nothing."""
    text = or_else(item.text, None)
    sent = item.params if isinstance(item.params, dict) else {}
    params = {key: value for key, value in sent.items() if value is not None}
    if number in (CALL_IN, CALL_OUT):
        return _call({**_json(text), **params})
    if number == ATTACHMENT:
        attached = attached_of(or_else(item.attachment, text) or "")
        return {**attached, **params} if attached["file_name"] else params
    if text is None or (number != COMMON and params.get("text")):
        return params
    return {"text": text} if number == COMMON else {**params, "text": text}


def attachment_to_wire(params: Wire) -> str:
    """The uuids of a file that is there and of its version stand before its name: so the name alone leads to it."""
    name, version = str(params.get("file_name") or ""), params.get("version_uuid")
    return f"{params.get('file_uuid')}.{version}_{name}" if version else name


def attached_of(attachment: str) -> Wire:
    """The params that it stands for; what has no uuid in front is taken for both uuid and name."""
    found = WITH_UUIDS.fullmatch(attachment)
    if found is None:
        return {"file_uuid": attachment, "file_name": attachment}
    return {"file_uuid": found[1], "file_name": found[3]} | ({"version_uuid": found[2]} if found[2] else {})


def _json(text: str | None) -> Wire:
    """Before `params` there was, they stood in `text` as JSON."""
    if not text or not text.lstrip().startswith("{"):
        return {}
    try:
        found = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _call(sent: Wire) -> Wire:
    params = {CALL.get(key, key): value for key, value in sent.items()}
    for name in WHOLE:
        value = params.get(name)
        if isinstance(value, str) and value.strip().isdecimal():
            params[name] = int(value)
        elif value == "":
            params.pop(name)
    return params


def text_to_wire(note: Note) -> str:
    text = note.params.get("text", "")
    return text if isinstance(text, str) else ""


def params_to_wire(note: Note) -> Wire:
    """Of typed notes; the keys of calls are capital letters, as they are written."""
    if note.note_type in ("call_in", "call_out"):
        return {CALL_SHOWN.get(key, key): value for key, value in note.params.items()}
    return note.params
