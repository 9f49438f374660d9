"""Subscriptions: who is told of what."""

from enum import Enum
from typing import Any

from msgspec import Struct

from voronka.domain.kinds import Kind

AT_MOST = 100

EVENTS = frozenset(
    {
        f"{action}_{entity}"
        for action in ("add", "update", "delete", "responsible", "note")
        for entity in ("lead", "contact", "company", "customer")
    }
    | {f"restore_{entity}" for entity in ("lead", "contact", "company")}
    | {f"{action}_task" for action in ("add", "update", "delete", "responsible")}
    | {f"{action}_unsorted" for action in ("add", "update", "delete")}
    | {f"{action}_catalog_element" for action in ("add", "update", "delete")}
    | {"status_lead", "add_talk", "update_talk", "add_message", "add_outgoing_message", "add_chat_template_review"}
)


class Unheard(Enum):
    """Why one of many subscriptions was not made or undone."""

    ADDRESS = "nothing can be sent to the address"
    EVENTS = "no events are named, or some that there are not"
    FULL = "the account has as many webhooks as it may have"
    UNKNOWN = "there is no such subscription"


class Webhook(Struct, kw_only=True, frozen=True):
    id: int
    destination: str
    settings: list[str]
    sort: int
    disabled: bool
    created_by: int
    created_at: int
    updated_at: int


class Entry(Struct, kw_only=True, frozen=True):
    """One row of the journal as those read it who tell of it later: nothing else is looked at then."""

    id: str
    kind: Kind
    entity_id: int
    action: str  # add, update, delete, restore, link, unlink
    actor_id: int
    created_at: int
    before: dict[str, Any]
    after: dict[str, Any]
    record: dict[str, Any]  # the whole record as it was right after the change


# What happens to a talk or to a request that waits is kept with the record that it belongs to.
OF_OTHERS = {
    "talk_add": "add_talk",
    "talk_update": "update_talk",
    "review": "add_chat_template_review",
    "unsorted_add": "add_unsorted",
    "unsorted_update": "update_unsorted",
    "unsorted_delete": "delete_unsorted",
}
MOVES = frozenset({"status_id", "pipeline_id"})
UPDATES = frozenset({"update", "link", "unlink"})


def codes_of(entry: Entry) -> list[str]:
    """The events that one change is. A move or a new responsible user is an update as well."""
    if entry.action in OF_OTHERS:
        return [OF_OTHERS[entry.action]]
    if entry.action == "message":
        return ["add_message" if entry.record["message"]["type"] == "incoming" else "add_outgoing_message"]
    entity = entry.kind.singular
    codes = [f"{'update' if entry.action in UPDATES else entry.action}_{entity}"]
    if entry.action == "update" and "responsible_user_id" in entry.after:
        codes.insert(0, f"responsible_{entity}")
    if entry.action == "update" and MOVES & entry.after.keys():
        codes.insert(0, f"status_{entity}")
    return [code for code in codes if code in EVENTS]
