"""What the params of each type of note hold. Clients send nulls for what they leave out, and keys of their own."""

from typing import Any

from msgspec import Struct

from voronka.domain.errors import Problems, Rule

LONGEST_TEXT = 20_000  # letters; (unconfirmed) what a text column of the vendor holds


class Param(Struct, frozen=True):
    kinds: tuple[type, ...]
    expected: str  # the vendor's name of the type
    required: bool = False
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


TEXT = Param((str,), "string")
NEEDED = Param((str,), "string", required=True)
MARK = Param((str, int), "string")  # a phone or an id, of which clients send the number too
DEGREES = Param((str, int, float), "string", required=True)
SECONDS = Param((int, float), "int", low=0, high=2**31 - 1)
ID = Param((int,), "int", low=0)
FLAG = Param((bool,), "bool")
LIST = Param((list,), "array")
OBJECT = Param((dict, list), "object")  # PHP writes an empty object as an empty array

CALL = {
    "uniq": Param((str, int, list), "string"),
    "duration": SECONDS,
    "source": TEXT,
    "link": TEXT,
    "phone": MARK,
    "call_result": TEXT,
    "call_status": Param((int,), "int", low=1, high=8),
    "call_responsible": MARK,
}
SERVICE = {"service": TEXT, "text": NEEDED}
SMS = {"text": NEEDED, "phone": MARK}
PAID = {"service": TEXT, "text": NEEDED, "icon_url": TEXT}
TARGETING = {
    "contacts": LIST,
    "campaign": TEXT,
    "service": Param((str,), "string", choices=("facebook", "vkontakte", "mailchimp", "adwords")),
}

WRITABLE: dict[str, dict[str, Param]] = {
    "common": {"text": NEEDED},
    "call_in": CALL,
    "call_out": CALL,
    "service_message": SERVICE,
    "extended_service_message": SERVICE,
    "message_cashier": {
        "status": Param((str,), "string", required=True, choices=("created", "shown", "canceled")),
        "text": NEEDED,
    },
    "geolocation": {"text": TEXT, "address": TEXT, "longitude": DEGREES, "latitude": DEGREES},
    "sms_in": SMS,
    "sms_out": SMS,
    "attachment": {"file_uuid": NEEDED, "version_uuid": TEXT, "file_name": NEEDED},
    "site_visit": {"url": NEEDED},
    "targeting_in": TARGETING,
    "targeting_out": TARGETING,
    "invoice_paid": PAID,
    "bill_paid": PAID,
    "zoom_meeting": {"conference": OBJECT, "recordings": LIST},
    "ai_result": {"text": NEEDED, "answer_id": MARK, "talk_id": ID, "is_error": FLAG},
}

# Not to be written by anybody else. The system writes `transaction` and `link_followed`, of the others there are none.
READ_ONLY = ("amomail_message", "chat", "transaction", "dropbox_attachment", "link_followed")


def check_params(note_type: str, params: dict[str, Any], item: int, problems: Problems) -> None:
    for name, param in WRITABLE.get(note_type, {}).items():
        value = params.get(name)
        if value is None or value == "":
            if param.required:
                problems.add(item, f"params.{name}", Rule.MISSING if value is None else Rule.BLANK)
        else:
            _check(param, value, f"params.{name}", item, problems)


def _check(param: Param, value: Any, path: str, item: int, problems: Problems) -> None:
    if not isinstance(value, param.kinds) or (isinstance(value, bool) and bool not in param.kinds):
        problems.add(item, path, Rule.WRONG_TYPE, param.expected)
    elif param.choices and value not in param.choices:
        problems.add(item, path, Rule.UNKNOWN_CHOICE)
    elif param.low is not None and value < param.low:
        problems.add(item, path, Rule.TOO_LOW, str(param.low))
    elif param.high is not None and value > param.high:
        problems.add(item, path, Rule.TOO_HIGH, str(param.high))
    elif isinstance(value, str) and len(value) > LONGEST_TEXT:
        problems.add(item, path, Rule.TOO_LONG, str(LONGEST_TEXT))
