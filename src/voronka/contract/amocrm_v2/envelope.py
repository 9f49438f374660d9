"""Answers: HAL with `_embedded.items` in API v2, `response.{container}` in the older calls. Nothing found is 204.

How to read the types of this folder: what they call int may come as decimal text, bool as 1 and "1", a list as PHP
writes it, an object with the keys 0, 1, 2; a body is JSON or a form in PHP's brackets, whatever its Content-Type says.
Null is the same as not sent. Unknown keys are ignored. Times are Unix seconds.
"""

from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.problems import ItemProblems

T = TypeVar("T")

MOST = 500  # items in one body, rows on one page

HAL = "application/hal+json"
RESPONSE = "response"  # where the older calls put everything
JSON = 'application/json; charset="utf-8"'

Number = int | float
Ids = Annotated[list[int], Meta(extra={"comma": True}, description="one id, a comma list, or a list")]
# As many as a person keeps in view, and more than any client was seen to send. The vendor's number is unconfirmed: one
# client notes 40 leads of a contact and 40 contacts of a lead. Who keeps to that is served all the same, and so is who
# brings along more from a place without bounds.
LINKED = 250
LinkedIds = Annotated[list[int], Meta(extra={"comma": True}, description="as Ids; more than 250 are error 330")]
Moment = Annotated[str, Meta(description="Unix seconds or YYYY-MM-DD HH:MM:SS, in the account's time zone")]


class Method(Struct):
    href: str
    method: Literal["get", "post"] = "get"


class Links(Struct, rename={"self_": "self"}):
    """Relative addresses."""

    self_: Method


class Related(Struct, kw_only=True):
    """One other record; an empty object when there is none."""

    id: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    links: Links | UnsetType = field(name="_links", default=UNSET)


class RelatedMany(Struct, kw_only=True):
    """Several other records by their ids; an empty object when there are none."""

    id: list[int] | UnsetType = UNSET
    links: Links | UnsetType = field(name="_links", default=UNSET)


class ItemError(Struct, kw_only=True):
    code: int
    message: str
    request_id: int | str


class Embedded(Struct, Generic[T], kw_only=True):
    """errors: of `add` a list, of `update` and `delete` by id, why an item was not written; absent when all is well."""

    items: list[T]
    errors: dict[str, list[ItemError] | dict[str, str]] | UnsetType = UNSET


class Items(Struct, Generic[T], kw_only=True):
    """A list, or what was written: adds first, then updates (unconfirmed), each in the order of the request."""

    links: Links = field(name="_links")
    embedded: Embedded[T] = field(name="_embedded")


class Response(Struct, Generic[T], kw_only=True):
    """A list of the older calls: under its container, `server_time` beside it."""

    response: dict[str, list[T] | int]


class OneResponse(Struct, Generic[T], kw_only=True):
    """One thing of the older calls."""

    response: dict[str, T | int]


class Request(Struct, Generic[T], kw_only=True):
    """Another body of the older calls, under its container as well."""

    request: dict[str, T] | UnsetType = UNSET


class Set(Struct, Generic[T], kw_only=True):
    """A body: what is new, and changes of what is there."""

    add: list[T] | UnsetType = UNSET
    update: list[T] | UnsetType = UNSET


class RequestSet(Struct, Generic[T], kw_only=True):
    """The same in the older calls, under the container: `{"request": {"leads": {"add": [...], "update": [...]}}}`."""

    request: dict[str, Set[T]] | UnsetType = UNSET


class Saved(Struct, kw_only=True):
    """What was written. `request_id`: as it was sent, or the place in the list; `updated_at` of updates."""

    id: int
    request_id: int | str | UnsetType = UNSET
    updated_at: int | UnsetType = UNSET
    links: Links | UnsetType = field(name="_links", default=UNSET)


class PrivateSaved(Struct, kw_only=True):
    """What was written: `add` in the order of the request; `update` by id, each with `last_modified`, beside `errors`
    that are empty or by id."""

    add: list[Saved] | UnsetType = UNSET
    update: dict[str, Any] | UnsetType = UNSET


class NestedSaved(Struct, kw_only=True):
    """What was written: each verb with its container and `errors`, a list of `{id, code, message, request_id}`."""

    add: dict[str, Any] | UnsetType = UNSET
    update: dict[str, Any] | UnsetType = UNSET
    delete: dict[str, Any] | UnsetType = UNSET


class Rows(Struct, kw_only=True):
    """Which rows of a list: at most 500; the offset counts only beside `limit_rows`."""

    limit_rows: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
    limit_offset: Annotated[int, Meta(ge=0, le=10**12)] | UnsetType = UNSET


class Between(Struct, kw_only=True, rename={"from_": "from"}):
    """`[from]` and `[to]`, both ends included."""

    from_: Moment | UnsetType = UNSET
    to: Moment | UnsetType = UNSET


class Refusal(Struct, kw_only=True):
    """`error_code` is text; `errors` names every fault of every item by its path."""

    error: str
    error_code: str
    server_time: int
    auth: bool | UnsetType = UNSET
    ip: str | UnsetType = UNSET
    domain: str | UnsetType = UNSET
    errors: list[ItemProblems] | UnsetType = UNSET


class Error(Struct, kw_only=True):
    """Both forms that clients look for: `response` alone from the older calls, in API v2 a problem beside it."""

    response: Refusal
    title: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    status: int | UnsetType = UNSET
    detail: str | UnsetType = UNSET
    validation_errors: list[ItemProblems] | UnsetType = field(name="validation-errors", default=UNSET)
