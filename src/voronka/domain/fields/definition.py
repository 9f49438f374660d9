"""A custom field as the account defined it."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec import field as member

from voronka.domain.kinds import Kind


class Enum(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """One option; `parent_id` only in a category's tree."""

    id: int
    value: str
    sort: int
    code: str | None = None
    parent_id: int | None = None


class Field(Struct, kw_only=True, frozen=True):
    id: int
    entity_type: Kind
    catalog_id: int  # 0 unless the entity is a catalog element
    name: str
    code: str | None
    type: str
    sort: int
    group_id: str | None
    is_api_only: bool
    is_deletable: bool
    is_predefined: bool
    is_visible: bool
    is_required: bool
    enums: tuple[Enum, ...]
    nested: tuple[Enum, ...]
    required_statuses: list[dict[str, int]]
    hidden_statuses: list[dict[str, int]]
    settings: dict[str, Any]  # remind, currency, chained_lists, search_in, tracking_callback, settings, origin
    created_at: int
    updated_at: int

    @property
    def origin(self) -> str:
        return self.settings.get("origin", "")

    def options(self) -> tuple[Enum, ...]:
        return self.nested or self.enums


class FieldGroup(Struct, kw_only=True, frozen=True):
    id: str
    entity_type: Kind
    catalog_id: int
    name: str
    sort: int
    is_predefined: bool


class FieldSet(Struct, frozen=True):
    """The fields of one entity (or one catalog), by sort; found by id or by code."""

    by_id: dict[int, Field]
    by_code: dict[str, Field]
    # What is shown of a field beside its values, and their reader, by stored key. Filled by reading.py at first use:
    # they live exactly as long as these definitions.
    prepared: dict[str, tuple[dict[str, Any], Callable[[list[Any]], list[Any]]]] = member(default_factory=dict)

    @classmethod
    def of(cls, fields: list[Field]) -> "FieldSet":
        return cls({field.id: field for field in fields}, {field.code: field for field in fields if field.code})


NO_FIELDS = FieldSet({}, {})
