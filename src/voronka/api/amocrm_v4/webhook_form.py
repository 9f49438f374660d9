"""A change → the form body that amoCRM posts to a subscriber: PHP's brackets, every value a text.

Everything is told from the journal's row: by the time of sending the record may have changed again, or be gone.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import json

from voronka.api.amocrm_v4 import talk_notices, webhook_unsorted
from voronka.base import php
from voronka.base.clock import local_time
from voronka.base.money import to_major
from voronka.domain.accounts import Account
from voronka.domain.events import NOTE_EVENTS
from voronka.domain.facts import Facts
from voronka.domain.fields.rendering import webhook_fields
from voronka.domain.kinds import Kind
from voronka.domain.webhooks import EVENTS, Entry

Fields = dict[str, Any]

# The numbers of the API before v4. Types that it did not have are told as system messages (unconfirmed).
SYSTEM = 25
NOTE_TYPES = dict.fromkeys(NOTE_EVENTS, SYSTEM) | {
    "common": 4,
    "attachment": 5,
    "call_in": 10,
    "call_out": 11,
    "sms_in": 102,
    "sms_out": 103,
}
Render = Callable[[Entry, str, Facts, Account], str]


def renderers(public_url: str, zone: str) -> dict[str, Render]:
    """By event code, for those events that the server has: the worker is given this."""
    entities = tuple(f"_{kind.singular}" for kind in FAMILIES)
    told = [code for code in EVENTS if code.endswith(entities)]
    told += OF_OTHERS
    return dict.fromkeys(told, partial(_render, public_url, zone))


def form(entry: Entry, code: str, facts: Facts, account: Account, origin: str) -> str:
    """`{family}[{action}][0][{field}]` beside the account; receivers read by key, so the order is free."""
    family, action, told = _told(entry, code, facts, account)
    block = {"subdomain": account.subdomain, "id": account.id, "_links": {"self": origin}}
    return php.build({"account": block, family: {action: {0: told}}})


def _told(entry: Entry, code: str, facts: Facts, account: Account) -> tuple[str, str, Fields]:
    if code in OF_OTHERS:
        family, action, tell_of_other = OF_OTHERS[code]
        return family, action, tell_of_other(entry)
    family, tell, tell_deleted = FAMILIES[entry.kind]
    action = code.partition("_")[0]
    if action == "note":
        return family, action, {"note": _note(entry, account)}
    if action == "delete" and tell_deleted is not None:
        return family, action, tell_deleted(entry)
    return family, action, tell(entry, action, facts, account)


def _render(public_url: str, zone: str, entry: Entry, code: str, facts: Facts, account: Account) -> str:
    return form(entry, code, facts, account, _origin(public_url, zone, account))


def _origin(public_url: str, zone: str, account: Account) -> str:
    """The default account is met at the public address itself, every other one below it."""
    if not public_url:
        return f"https://{account.subdomain}.{zone}"
    scheme, _, host = public_url.rstrip("/").partition("://")
    return f"{scheme}://{host}" if account.is_default else f"{scheme}://{account.subdomain}.{host}"


def _lead(entry: Entry, action: str, facts: Facts, account: Account) -> Fields:
    record = entry.record
    moved = action == "status"
    return {
        "id": entry.entity_id,
        "name": record["name"],
        "status_id": record["status_id"],
        "old_status_id": entry.before.get("status_id", record["status_id"]) if moved else None,
        "price": to_major(record["price"]),
        **_responsible(entry, action),
        **_old_dates(record),
        "pipeline_id": record["pipeline_id"],
        "old_pipeline_id": entry.before.get("pipeline_id") if moved else None,
        "tags": record.get("tags"),
        "account_id": account.id,
        "custom_fields": webhook_fields(facts.fields_of(Kind.LEAD), record["custom_fields"]),
        **_new_dates(record),
    }


def _lead_deleted(entry: Entry) -> Fields:
    return {"id": entry.entity_id, **{name: entry.record[name] for name in ("status_id", "pipeline_id")}}


def _contact(entry: Entry, action: str, facts: Facts, account: Account) -> Fields:
    """Contacts and companies share a family; `type` tells them apart."""
    record = entry.record
    return {
        "id": entry.entity_id,
        "name": record["name"],
        **_responsible(entry, action),
        **_old_dates(record),
        "group_id": record["group_id"],
        "linked_company_id": record.get("company_id"),
        "company_name": record.get("company_name"),
        "account_id": account.id,
        "custom_fields": webhook_fields(facts.fields_of(entry.kind), record["custom_fields"]),
        "linked_leads_id": {id: {"ID": id} for id in record.get("linked_leads") or ()},
        "tags": record.get("tags"),
        **_new_dates(record),
        "type": entry.kind.singular,
    }


def _contact_deleted(entry: Entry) -> Fields:
    return {"id": entry.entity_id, "type": entry.kind.singular}


def _customer(entry: Entry, action: str, facts: Facts, account: Account) -> Fields:
    """The keys are those of the API before v4 beside v4's own (unconfirmed): receivers look for one or the other."""
    record = entry.record
    return {
        "id": entry.entity_id,
        "name": record["name"],
        "next_price": to_major(record["next_price"]),
        "next_date": record["next_date"],
        "status_id": record["status_id"],
        "period_id": record["status_id"],
        "periodicity": record["periodicity"],
        "ltv": to_major(record["ltv"]),
        "purchases_count": record["purchases_count"],
        "average_check": to_major(record["average_check"]),
        **_responsible(entry, action),
        "main_user_id": record["responsible_user_id"],
        **_old_dates(record),
        "date_modify": record["updated_at"],
        "group_id": record["group_id"],
        "tags": record.get("tags"),
        "account_id": account.id,
        "custom_fields": webhook_fields(facts.fields_of(Kind.CUSTOMER), record["custom_fields"]),
        **_new_dates(record),
    }


def _customer_deleted(entry: Entry) -> Fields:
    return {"id": entry.entity_id}


def _element(entry: Entry, action: str, facts: Facts, account: Account) -> Fields:
    record = entry.record
    catalog_id = record["catalog_id"]
    return {
        "id": entry.entity_id,
        "catalog_id": catalog_id,
        "name": record["name"],
        **_old_dates(record),
        "account_id": account.id,
        "custom_fields": webhook_fields(facts.fields_of(Kind.ELEMENT, catalog_id), record["custom_fields"]),
        **_new_dates(record),
    }


def _note(entry: Entry, account: Account) -> Fields:
    """One level deeper than the rest. Companies' notes come under `contacts` as companies do (unconfirmed): the type
    of the element tells."""
    note = entry.record
    params = note["params"]
    return {
        "id": note["id"],
        "note_type": NOTE_TYPES[note["note_type"]],
        "text": params.get("text") or "",
        "attachement": params.get("file_name") or "",
        "element_id": entry.entity_id,
        "element_type": int(entry.kind),
        "account_id": account.id,
        "created_by": note["created_by"],
        "modified_by": note["updated_by"],
        "main_user_id": note["responsible_user_id"],
        "group_id": note["group_id"],
        "date_create": _date_text(note["created_at"], account.settings.timezone),
        "timestamp_x": _date_text(note["updated_at"], account.settings.timezone),
        "metadata": json.encode(params).decode(),
        **_new_dates(note),
    }


def _date_text(seconds: int, timezone: str) -> str:
    """By the account's clock."""
    return local_time(seconds, timezone).strftime("%Y-%m-%d %H:%M:%S")


def _task(entry: Entry, action: str, facts: Facts, account: Account) -> Fields:
    """Two of its dates are texts. A task has one result, so that has the task's id, as among notes of API v2."""
    task = entry.record
    zone = account.settings.timezone
    return {
        "id": entry.entity_id,
        "element_id": task["entity_id"],
        "element_type": task["entity_type"],
        "task_type": task["task_type_id"],
        "date_create": _date_text(task["created_at"], zone),
        "last_modified": task["updated_at"],
        "text": task["text"],
        "status": int(task["is_completed"]),
        "account_id": account.id,
        "created_user_id": task["created_by"],
        "modified_user_id": task["updated_by"],
        **_responsible(entry, action),
        "complete_till": _date_text(task["complete_till"], zone),
        "complete_before": task["complete_till"],
        "action_close": 1 if entry.after.get("is_completed") else None,
        "old_text": entry.before.get("text"),
        "result": {"id": entry.entity_id, "text": task["result"]} if task["result"] else None,
        **_new_dates(task),
    }


def _responsible(entry: Entry, action: str) -> Fields:
    old = entry.before.get("responsible_user_id") if action == "responsible" else None
    return {"responsible_user_id": entry.record["responsible_user_id"], "old_responsible_user_id": old}


def _old_dates(record: Fields) -> Fields:
    """Times and authors in the names of the API before v4; 0 is the robot."""
    return {
        "last_modified": record["updated_at"],
        "modified_user_id": record["updated_by"],
        "created_user_id": record["created_by"],
        "date_create": record["created_at"],
    }


def _new_dates(record: Fields) -> Fields:
    return {"created_at": record["created_at"], "updated_at": record["updated_at"]}


OF_OTHERS = {**talk_notices.FAMILIES, **webhook_unsorted.FAMILIES}

# Which family of keys an entity comes under, how it is told, how it is told once it is deleted: None says as before.
FAMILIES = {
    Kind.LEAD: ("leads", _lead, _lead_deleted),
    Kind.CONTACT: ("contacts", _contact, _contact_deleted),
    Kind.COMPANY: ("contacts", _contact, _contact_deleted),
    Kind.CUSTOMER: ("customers", _customer, _customer_deleted),
    Kind.TASK: ("task", _task, None),
    Kind.ELEMENT: ("catalogs", _element, None),
}
