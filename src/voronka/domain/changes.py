"""What happened to a record: one change, with before and after of each field that differs. The journal keeps these."""

from typing import Any, Literal

from msgspec import Struct

from voronka.domain.kinds import Kind
from voronka.domain.records import Link, Tag

Action = Literal[
    "add",
    "update",
    "delete",
    "restore",
    "link",
    "unlink",
    "note",
    "note_update",
    "attach",
    "detach",
    "bot_start",
    "bot_stop",
    "message",
    "review",
    "talk_add",
    "talk_update",
    "purchase",
    "merge",
    "unsorted_add",
    "unsorted_update",
    "unsorted_delete",
]

# Follow from other columns or from the act of saving itself; telling of them would tell everything twice.
SILENT = frozenset({"id", "updated_by", "updated_at", "group_id", "custom_fields", "is_price_modified_by_robot"})


class Standing(Struct, frozen=True):
    """A lead and the stage on which it stood."""

    lead_id: int
    pipeline_id: int
    status_id: int


class Change(Struct, kw_only=True):
    """`before` and `after` hold only what differs; custom fields under `custom_fields` by field id, tags by name.

    `record` is the whole record as it was right after, for those who are told later; with "note" it is the note,
    and so with messages, talks, purchases and runs of bots. `standing`: of the lead that a note or message is for,
    unless the triggers of its stage are to stay quiet.
    """

    kind: Kind
    id: int
    action: Action
    actor_id: int
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    record: Any = None
    tags: list[Tag] = []
    linked_leads: list[int] = []
    company_id: int | None = None
    company_name: str | None = None
    catalog_id: int = 0
    standing: Standing | None = None


def difference(before: Any, after: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields in which two records of one type differ: old values, new values."""
    old, new = columns_difference(before, after)
    was, now = before.custom_fields, after.custom_fields
    touched = [field_id for field_id in {**was, **now} if was.get(field_id) != now.get(field_id)]
    if touched:
        old["custom_fields"] = {field_id: was.get(field_id, []) for field_id in touched}
        new["custom_fields"] = {field_id: now.get(field_id, []) for field_id in touched}
    return old, new


def columns_difference(before: Any, after: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same of what has no custom fields."""
    names = [
        name for name in after.__struct_fields__ if name not in SILENT and getattr(before, name) != getattr(after, name)
    ]
    return {name: getattr(before, name) for name in names}, {name: getattr(after, name) for name in names}


def link_value(link: Link) -> dict[str, Any]:
    return {"type": int(link.to_type), "id": link.to_id}
