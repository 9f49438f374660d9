"""Subscriptions: who is told of what."""

from msgspec import Struct

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


class Webhook(Struct, kw_only=True, frozen=True):
    id: int
    destination: str
    settings: list[str]
    sort: int
    disabled: bool
    created_by: int
    created_at: int
    updated_at: int
