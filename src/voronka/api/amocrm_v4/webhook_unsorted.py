"""What receivers are told of requests: family `unsorted`; accepting and declining are both its `delete`."""

from collections.abc import Callable
from typing import Any

from voronka.domain.webhooks import Entry

Fields = dict[str, Any]


def _waiting(entry: Entry) -> Fields:
    """source_data: what the vendor calls metadata elsewhere."""
    item = entry.record
    return {
        "uid": item["uid"],
        "source_uid": item["source_uid"],
        "source_name": item["source_name"],
        "category": item["category"],
        "lead_id": item["lead_id"],
        "pipeline_id": item["pipeline_id"],
        "created_at": item["created_at"],
        "source_data": item["metadata"],
        "data": {
            "leads": [{"id": item["lead_id"], "name": item.get("lead_name")}],
            "contacts": _ids(item["contact_id"]),
            "companies": _ids(item["company_id"]),
        },
    }


def _sorted(entry: Entry) -> Fields:
    item = entry.record
    return {
        "action": item["action"],
        "uid": item["uid"],
        "category": item["category"],
        "created_at": item["created_at"],
        "modified_user_id": item["sorted_by"],
        f"{item['action']}_result": {"leads": [item["result"]]},
    }


def _ids(id: int | None) -> list[Fields]:
    return [{"id": id}] if id else []


# By event code: the family of keys, the action, how it is told.
FAMILIES: dict[str, tuple[str, str, Callable[[Entry], Fields]]] = {
    "add_unsorted": ("unsorted", "add", _waiting),
    "update_unsorted": ("unsorted", "update", _waiting),
    "delete_unsorted": ("unsorted", "delete", _sorted),
}
