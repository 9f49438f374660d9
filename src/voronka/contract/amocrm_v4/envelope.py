"""HAL: links, pages and short answers; problems. Nothing found is 204, never an empty list.

How to read the types of this folder:
- what a writer may leave out is `| UnsetType = UNSET`; what he may send as null is `| None`; unknown keys are ignored;
- in answers, a key without `UnsetType` is always sent by Voronka; its default only helps to read other servers;
- times are Unix seconds, ids are integers, money is in whole units of the account's currency.
"""

from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.problems import ItemProblems

T = TypeVar("T")

Number = int | float
# Bounds are what stores and calendars can hold: 32-bit positions, the years 1 to 9999, minor units within 64 bits.
Sort = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Timestamp = Annotated[
    Annotated[int, Meta(ge=-62135596800, le=253402300799)] | Annotated[float, Meta(ge=-62135596800, le=253402300799)],
    Meta(description="Unix seconds; a fraction is cut off"),
]
Seconds = Annotated[int, Meta(ge=0, le=2**31 - 1)] | Annotated[float, Meta(ge=0, le=2**31 - 1)]
Amount = Annotated[int, Meta(ge=-(10**15), le=10**15)] | Annotated[float, Meta(ge=-1e15, le=1e15)]
Comma = Annotated[list[str], Meta(extra={"comma": True}, description="a comma list or several values")]
CommaInts = Annotated[list[int], Meta(extra={"comma": True}, description="a comma list or several values")]
Order = dict[str, Literal["asc", "desc"]]
RequestId = Annotated[
    str | int, Meta(description="any mark of the sender's; comes back as text, the item's index when there was none")
]


class Href(Struct):
    href: str


class Links(Struct, rename={"self_": "self"}, omit_defaults=True):
    """Absolute addresses. A list has `next` only when a further page exists."""

    self_: Href
    next: Href | UnsetType = UNSET
    prev: Href | UnsetType = UNSET
    first: Href | UnsetType = UNSET
    last: Href | UnsetType = UNSET


class Item(Struct, kw_only=True):
    """Anything with a self link."""

    links: Links | UnsetType = field(name="_links", default=UNSET)


class Linked(Item, kw_only=True):
    """Another record, by id. `is_main` only for contacts of a lead or customer."""

    id: int
    is_main: bool | UnsetType | None = UNSET


class PageOf(Struct, Generic[T], kw_only=True):
    """A list: `_embedded.{key}`. Totals only where the vendor counts (users, custom fields, pipelines, webhooks).

    _count: how many are in this answer; files only.
    """

    count: int | UnsetType = field(name="_count", default=UNSET)
    page: int | UnsetType = field(name="_page", default=UNSET)
    page_count: int | UnsetType = field(name="_page_count", default=UNSET)
    total_items: int | UnsetType = field(name="_total_items", default=UNSET)
    links: Links | UnsetType = field(name="_links", default=UNSET)
    embedded: dict[str, list[T]] = field(name="_embedded")


class Saved(Struct, Generic[T], kw_only=True):
    """What a batch wrote: `_embedded.{key}`, one item per item sent, matched by `request_id`. _count: files only."""

    count: int | UnsetType = field(name="_count", default=UNSET)
    total_items: int | UnsetType = field(name="_total_items", default=UNSET)
    links: Links | UnsetType = field(name="_links", default=UNSET)
    embedded: dict[str, list[T]] = field(name="_embedded")


class Ref(Item, kw_only=True):
    """The short answer of a write. `updated_at` after updates, `name` for contacts and companies."""

    id: int
    name: str | UnsetType = UNSET
    updated_at: int | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


class Page(Struct, kw_only=True):
    """Where the reader stands: page from 1, at most 250 a page."""

    page: Annotated[int, Meta(ge=1, le=10**9)] = 1
    limit: Annotated[int, Meta(ge=1, le=250)] = 50


class Range(Struct, kw_only=True, rename={"from_": "from"}):
    """`[from]` and `[to]`, both ends included."""

    from_: Amount | UnsetType = UNSET
    to: Amount | UnsetType = UNSET


class TextRange(Struct, kw_only=True, rename={"from_": "from"}):
    """The same for a custom field: the field's type tells how the texts are read."""

    from_: str | UnsetType = UNSET
    to: str | UnsetType = UNSET


FieldFilter = Annotated[
    dict[int, list[str] | TextRange],
    Meta(description="by field id: one value, several values, or [from] and [to]"),
]


class Error(Struct, kw_only=True):
    """`application/problem+json`. `validation-errors` only with 400: every fault of every item; nothing was saved.
    `trace_id` only with 500: under it the server's log has the story."""

    title: str
    type: str
    status: int
    detail: str
    validation_errors: list[ItemProblems] | UnsetType = field(name="validation-errors", default=UNSET)
    trace_id: str | UnsetType = UNSET


Anything = dict[str, Any]
