"""The account with its users, groups, pipelines, types and fields: maps by id here, lists in the older call."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import JSON, RESPONSE, Links, OneResponse
from voronka.contract.amocrm_v2.pipelines import PrivatePipeline
from voronka.contract.operation import Operation

Comma = Annotated[list[str], Meta(extra={"comma": True}, description="a comma list or several values")]


class AccountQuery(Struct, kw_only=True):
    """with: custom_fields, users, pipelines, groups, note_types, task_types; others are ignored.

    free_users: Y also lists users without a paid seat.
    """

    with_: Comma = field(name="with", default_factory=list)
    free_users: Literal["y", "n"] | UnsetType = UNSET


class CurrentQuery(Struct, kw_only=True):
    """free_users: Y also lists users without a paid seat."""

    free_users: Literal["y", "n"] | UnsetType = UNSET


class DatePattern(Struct, kw_only=True):
    date: str
    time: str
    date_time: str
    time_full: str


class Account(Struct, kw_only=True):
    """`_embedded` has the blocks that `with` asks for, each a map by id; an empty group of custom fields is []."""

    id: int
    name: str
    subdomain: str
    currency: str
    timezone: str
    timezone_offset: str
    language: str
    date_pattern: DatePattern
    current_user: int
    links: Links = field(name="_links")
    embedded: dict[str, dict[str, Any]] | UnsetType = field(name="_embedded", default=UNSET)


class CurrentAccount(Struct, kw_only=True):
    """Everything at once; ids are texts, but for those of groups and pipelines."""

    id: str
    name: str
    subdomain: str
    currency: str
    paid_from: int
    paid_till: int | bool
    timezone: str
    timezoneoffset: str
    timezone_offset: str
    language: str
    date_pattern: str
    short_date_pattern: dict[str, str]
    date_format: str
    time_format: str
    country: str
    unsorted_on: str
    customers_enabled: bool
    loss_reasons_enabled: bool
    helpbot_enabled: bool
    mobile_feature_version: int
    version: int
    current_user: int
    notifications_base_url: str
    notifications_ws_url: str
    notifications_ws_url_v2: str
    amojo_base_url: str
    amojo_rights: dict[str, bool]
    limits: dict[str, bool]
    users: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    leads_statuses: list[dict[str, Any]]
    custom_fields: dict[str, list[dict[str, Any]]]
    note_types: list[dict[str, Any]]
    task_types: list[dict[str, Any]]
    pipelines: dict[str, PrivatePipeline]


# fmt: off
OPERATIONS = (
    Operation("v2.account.get", "GET", "/api/v2/account", query=AccountQuery, answer=Account),
    Operation("private.account.current", "GET", "/private/api/v2/json/accounts/current", query=CurrentQuery,
              answer=OneResponse[CurrentAccount], key="account", root=RESPONSE, media=JSON, summary="Read the account"),
)
# fmt: on
