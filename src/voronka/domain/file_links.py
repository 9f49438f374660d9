"""Files on records."""

from typing import Any

from msgspec import Struct

from voronka.domain.changes import Action, Change
from voronka.domain.listing import ListQuery

HOLDERS_AT_MOST = 250  # that are told of one file


class Attached(Struct, frozen=True):
    id: int
    file_uuid: str


class AttachedQuery(ListQuery, kw_only=True):
    before_id: int | None = None


def changed(kind: Any, record: Any, action: Action, uuids: list[str], actor_id: int) -> Change:
    """The vendor has no event for it: the journal alone keeps it."""
    key = "after" if action == "attach" else "before"
    told: dict[str, Any] = {key: {"files": uuids}}
    catalog_id = getattr(record, "catalog_id", 0)
    return Change(
        kind=kind, id=record.id, action=action, actor_id=actor_id, record=record, catalog_id=catalog_id, **told
    )
