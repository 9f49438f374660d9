"""Values of fields of the type file: a file of the drive, and whether it lies in the recycle bin."""

from collections.abc import Collection
from typing import Any

from voronka.domain.fields.composites import Composite
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import NOTHING, IndexRow, Reader, Spot, text_rows
from voronka.domain.fields.writes import ValueWrite

FILE = "file"
Stored = dict[str, list[Any]]

KEYS = {"file_uuid": "string", "version_uuid": "string", "file_name": "string", "file_size": "int"}
DELETED = "is_deleted"


class FileShape(Composite):
    """Found by its uuid. `is_deleted` is stored only where it is so, and always shown."""

    is_looked_up = True

    def __init__(self) -> None:
        super().__init__(FILE, KEYS, needs=("file_uuid",))

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        taken = super().take(field, write, spot)
        if taken is NOTHING or write.value.get(DELETED) is not True:
            return taken
        return taken | {DELETED: True}

    def reader(self, field: Field) -> Reader:
        return lambda values: [{"value": {**value, DELETED: value.get(DELETED, False)}} for value in values]

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return text_rows(value["file_uuid"])


def held_in(record: Any, field_id: int, uuid: str) -> dict[str, Any] | None:
    values = [] if record is None else record.custom_fields.get(str(field_id), [])
    return next((value for value in values if value["file_uuid"] == uuid), None)


def marked(stored: Stored, fields: Collection[int], uuids: Collection[str], *, is_deleted: bool) -> Stored:
    """The values of these fields, with the mark on or off those of these files."""
    ours = {str(id) for id in fields}
    return {
        id: [_marked(value, is_deleted) if value["file_uuid"] in uuids else value for value in values]
        if id in ours
        else values
        for id, values in stored.items()
    }


def _marked(value: dict[str, Any], is_deleted: bool) -> dict[str, Any]:
    bare = {key: held for key, held in value.items() if key != DELETED}
    return {**bare, DELETED: True} if is_deleted else bare
