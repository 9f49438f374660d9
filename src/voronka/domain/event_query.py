"""What is asked of the list of events, and what of it makes no sense."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from voronka.base.page import Place
from voronka.domain.errors import Problems, Rule
from voronka.domain.event_types import ANY_FIELD, is_known, is_of_field
from voronka.domain.events import Event
from voronka.domain.kinds import Kind

IDS_AT_MOST = 100
ACTORS_AT_MOST = 10
ENTITIES_AT_MOST = 10

Side = Literal["before", "after"]
Path = tuple[str, str]

STATUS: Path = ("lead_status", "id")
PIPELINE: Path = ("lead_status", "pipeline_id")
CUSTOMER_STATUS: Path = ("customer_status", "id")
RESPONSIBLE: Path = ("responsible_user", "id")
FIELD_ENUM: Path = ("custom_field_value", "enum_id")
FIELD_TEXT: Path = ("custom_field_value", "text")

# The types of events of whose values `value` can ask, and where it stands in them.
PLAIN: dict[str, Path] = {
    "sale_field_changed": ("sale_field_value", "sale"),
    "name_field_changed": ("name_field_value", "name"),
    "ltv_field_changed": ("ltv_field_value", "ltv"),
    "nps_rate_added": ("nps", "rate"),
}


class StoredEvent(Event, kw_only=True):
    id: str
    created_at: int


class Entity(Struct, frozen=True):
    """A kind of records; of elements those of one catalog."""

    kind: Kind
    catalog_id: int | None = None


class ValueFilter(Struct, kw_only=True):
    """What the request says of the values on one side."""

    side: Side
    stages: list[tuple[int | None, int]] | None = None  # (pipeline or any, status)
    customer_statuses: list[int] | None = None
    responsible_user_ids: list[int] | None = None
    enum_ids: list[int] | None = None
    value: str | None = None

    @property
    def path(self) -> str:
        return f"filter.value_{self.side}"


class Match(Struct, frozen=True):
    """The event is of one of `types`, or with `any_field` the change of a custom field, and an object among its values
    on one side has at every path of one alternative one of the texts."""

    side: Side
    types: tuple[str, ...]
    any_field: bool
    alternatives: list[dict[Path, list[str]]]

    def applies(self, type: str) -> bool:
        return type in self.types or (self.any_field and (type == ANY_FIELD or is_of_field(type)))


class EventQuery(Place, kw_only=True):
    ids: list[str] | None = None
    created_after: int | None = None
    created_from: int | None = None
    created_to: int | None = None
    created_by: list[int] | None = None
    entities: list[Entity] | None = None
    entity_ids: list[int] | None = None
    types: list[str] | None = None
    values: list[ValueFilter] = []

    @property
    def has_few(self) -> bool:
        """It names what it wants, so there is little of it."""
        return self.ids is not None or self.entity_ids is not None


def check(query: EventQuery) -> None:
    problems = Problems()
    for name, values, most in (
        ("id", query.ids, IDS_AT_MOST),
        ("created_by", query.created_by, ACTORS_AT_MOST),
        ("entity_id", query.entity_ids, ENTITIES_AT_MOST),
    ):
        if len(values or ()) > most:
            problems.add(0, f"filter.{name}", Rule.TOO_MANY, str(most))
    if query.entity_ids is not None and len(query.entities or ()) != 1:
        problems.add(0, "filter.entity", Rule.TOO_MANY if query.entities else Rule.MISSING, "1")
    _check_types(query, problems)
    for asked in query.values:
        _check_values(asked, query.types, problems)
    problems.check()


def _check_types(query: EventQuery, problems: Problems) -> None:
    types = query.types or []
    if not all(is_known(type) for type in types):
        problems.add(0, "filter.type", Rule.UNKNOWN_CHOICE)
    if len(types) > 1 and any(is_of_field(type) for type in types):
        problems.add(0, "filter.type", Rule.TOO_MANY, "1")


def _check_values(asked: ValueFilter, types: list[str] | None, problems: Problems) -> None:
    found = matches(asked, None)
    if not found:
        problems.add(0, asked.path, Rule.MISSING)
    if any(not any(match.applies(type) for type in types) for match in found if types):
        problems.add(0, asked.path, Rule.UNEXPECTED)
    if asked.enum_ids is not None and not (types and is_of_field(types[0])):
        problems.add(0, "filter.type", Rule.UNKNOWN_CHOICE if types else Rule.MISSING)


def matches(asked: ValueFilter, types: list[str] | None) -> list[Match]:
    """All of them hold at once, each for its own types."""
    return list(_matches(asked, types))


def _matches(asked: ValueFilter, types: list[str] | None) -> Iterator[Match]:
    if asked.stages is not None:
        yield Match(asked.side, ("lead_status_changed",), False, [_stage(*stage) for stage in asked.stages])
    if asked.customer_statuses is not None:
        at = {CUSTOMER_STATUS: _texts(asked.customer_statuses)}
        yield Match(asked.side, ("customer_status_changed",), False, [at])
    if asked.responsible_user_ids is not None:
        at = {RESPONSIBLE: _texts(asked.responsible_user_ids)}
        yield Match(asked.side, ("entity_responsible_changed",), False, [at])
    if asked.enum_ids is not None:
        yield Match(asked.side, (), True, [{FIELD_ENUM: _texts(asked.enum_ids)}])
    if asked.value is not None:
        yield _plain(asked.side, asked.value, types)


def _plain(side: Side, value: str, types: list[str] | None) -> Match:
    """Only where the types asked for can have it: every further place costs a look into each event."""
    plain = {type: path for type, path in PLAIN.items() if not types or type in types}
    any_field = not types or any(type not in PLAIN for type in types)
    paths = [*plain.values(), *([FIELD_TEXT] if any_field else [])]
    return Match(side, tuple(plain), any_field, [{path: [value]} for path in paths])


def _stage(pipeline_id: int | None, status_id: int) -> dict[Path, list[str]]:
    status = {STATUS: [str(status_id)]}
    return status if pipeline_id is None else {**status, PIPELINE: [str(pipeline_id)]}


def _texts(ids: list[int]) -> list[str]:
    return [str(id) for id in ids]
