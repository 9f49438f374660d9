"""Events (события): what happened in the account. Read only."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, CommaInts, Item, Page, PageOf, Range
from voronka.contract.operation import Operation


class EventEntity(Item, kw_only=True):
    """What it happened to; `name` by with=lead_name and the like, the catalog of an element by with=catalog_name.

    linked_talk_contact_id: of a chat's message, whose chat it is.
    """

    id: int
    name: str | UnsetType = UNSET
    linked_talk_contact_id: int | UnsetType = UNSET
    catalog_id: int | UnsetType = UNSET
    catalog_name: str | UnsetType = UNSET


class EventEmbedded(Struct, kw_only=True):
    entity: EventEntity


class Event(Item, kw_only=True):
    """An event as read.

    id: 26 lower-case letters and digits, by time. entity_type: singular (lead, contact, company, customer, task,
        catalog_{id}).
    created_by: 0 is a robot. value_before, value_after: arrays of objects whose shape follows `type`.
    """

    id: str
    type: str
    entity_id: int
    entity_type: str
    created_by: int
    created_at: int
    value_after: list[dict[str, Any]] = []
    value_before: list[dict[str, Any]] = []
    account_id: int = 0
    embedded: EventEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class EventType(Struct, kw_only=True):
    """key: the name used in filters; type: its number; lang: its name for people."""

    key: str
    type: int
    lang: str


class EventStatusPair(Struct, kw_only=True):
    """A stage; without `pipeline_id` the stage in any pipeline."""

    pipeline_id: int | UnsetType = UNSET
    status_id: int


class ValueFilter(Struct, kw_only=True):
    """What the value was before or is after.

    leads_statuses: of lead_status_changed. responsible_user_id: of entity_responsible_changed.
    custom_field_values: enum ids, together with exactly one type custom_field_{id}_value_changed.
    value: the exact value of sale, name and other simple changes.
    """

    leads_statuses: list[EventStatusPair] | UnsetType = UNSET
    customers_statuses: list[EventStatusPair] | UnsetType = UNSET
    responsible_user_id: CommaInts | UnsetType = UNSET
    custom_field_values: CommaInts | UnsetType = UNSET
    value: str | UnsetType = UNSET


class EventFilter(Struct, kw_only=True):
    """entity_id: at most 10, needs exactly one `entity`. created_by: at most 10. id: at most 100.

    created_at: one value is «after it», a pair `from,to` or [from] and [to] is a range.
    """

    id: Comma | UnsetType = UNSET
    created_at: Range | CommaInts | UnsetType = UNSET
    created_by: CommaInts | UnsetType = UNSET
    entity: Comma | UnsetType = UNSET
    entity_id: CommaInts | UnsetType = UNSET
    type: Comma | UnsetType = UNSET
    value_before: ValueFilter | UnsetType = UNSET
    value_after: ValueFilter | UnsetType = UNSET


class EventGetQuery(Struct, kw_only=True):
    """with: contact_name, lead_name, company_name, customer_name, catalog_element_name, catalog_name; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class EventQuery(Page, kw_only=True):
    """Newest first, at most 100 a page.

    with: contact_name, lead_name, company_name, customer_name, catalog_element_name, catalog_name; others are ignored.
    """

    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    with_: Comma = field(name="with", default_factory=list)
    filter: EventFilter = field(default_factory=EventFilter)


class EventTypesQuery(Struct, kw_only=True):
    """language_code: the user's language when absent."""

    language_code: Literal["en", "es", "ru", "pt"] | UnsetType = UNSET


# fmt: off
OPERATIONS = (
    Operation("events.list", "GET", "/api/v4/events", query=EventQuery, answer=PageOf[Event], key="events"),
    Operation("events.get", "GET", "/api/v4/events/{id}", query=EventGetQuery, answer=Event, texts=("id",)),
    Operation("events.types", "GET", "/api/v4/events/types", query=EventTypesQuery, answer=PageOf[EventType], key="events_types", summary="List the types of events"),
)
# fmt: on
