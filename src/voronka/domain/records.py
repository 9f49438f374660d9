"""What leads, contacts and companies share: a name, somebody responsible, times, fields, tags, links.

Records are frozen and have no defaults, so a forgotten column is a type error. A change names what is to be different.
"""

from typing import Any

from msgspec import Struct

from voronka.base.absent import ABSENT, Absent
from voronka.domain.fields.writes import FieldWrite
from voronka.domain.kinds import Kind

Stored = dict[str, list[Any]]  # custom field values by field id, in the stored form of domain/fields


class Record(Struct, frozen=True):
    id: int
    name: str
    responsible_user_id: int
    group_id: int
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    closest_task_at: int | None
    is_deleted: bool
    custom_fields: Stored


class Tag(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    color: str | None


class Link(Struct, kw_only=True, frozen=True):
    """A link seen from one of its ends: what stands at the other."""

    to_type: Kind
    to_id: int
    is_main: bool = False
    catalog_id: int | None = None
    quantity: float | None = None
    price_id: int | None = None


class Card(Struct, frozen=True):
    """A record with what is shown around it."""

    record: Any
    tags: list[Tag]
    links: list[Link]
    source: Any = None  # where it came from: of leads, when that was asked for

    def linked(self, kind: Kind) -> list[Link]:
        return [link for link in self.links if link.to_type == kind]


class TagWrite(Struct, kw_only=True, frozen=True):
    """A tag by id or by name; a name that is not there yet is created."""

    id: int | None = None
    name: str | None = None


class SignedChange(Struct, kw_only=True):
    """Who is responsible, who writes, and when, as far as a request says; `id` is 0 for what is new."""

    id: int = 0
    responsible_user_id: int | Absent = ABSENT
    created_by: int | Absent = ABSENT
    updated_by: int | Absent = ABSENT
    created_at: int | Absent = ABSENT
    updated_at: int | Absent = ABSENT


class RecordChange(SignedChange, kw_only=True):
    """What a request says of a record; ABSENT where it says nothing."""

    name: str | Absent | None = ABSENT
    custom_fields: list[FieldWrite] | Absent = ABSENT
    tags: list[TagWrite] | Absent = ABSENT  # replaces the whole set
    tags_to_add: list[TagWrite] | Absent = ABSENT
    tags_to_delete: list[TagWrite] | Absent = ABSENT
    links: list[Link] = []  # on creation only


def changed_fields(before: Stored, written: Stored) -> Stored:
    """The stored fields after a write: an empty list clears, a field not mentioned stays."""
    merged = {**before, **written}
    return {field_id: values for field_id, values in merged.items() if values}
