"""The account (аккаунт) of the token."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Anything, Comma, Item
from voronka.contract.operation import Operation


class AmojoRights(Struct, kw_only=True):
    can_direct: bool
    can_create_groups: bool


class UserGroup(Struct, kw_only=True):
    """A department; id 0 is the default one."""

    id: int
    name: str
    uuid: str | None = None


class TaskType(Struct, kw_only=True):
    """1 is FOLLOW_UP, 2 is MEETING; those of the account's own have no code."""

    id: int
    name: str
    color: str | None = None
    icon_id: int | None = None
    code: str | None = None


class DatetimeSettings(Struct, kw_only=True):
    date_pattern: str
    short_date_pattern: str
    short_time_pattern: str
    date_format: str
    time_format: str
    timezone: str
    timezone_offset: str


class InvoicesSettings(Struct, kw_only=True):
    lang: str
    invoices_catalog_id: int


class AccountEmbedded(Struct, kw_only=True):
    """Each key by its `with`."""

    amojo_rights: AmojoRights | UnsetType = UNSET
    users_groups: list[UserGroup] | UnsetType = UNSET
    task_types: list[TaskType] | UnsetType = UNSET
    datetime_settings: DatetimeSettings | UnsetType = UNSET
    entity_names: Anything | UnsetType = UNSET
    invoices_settings: InvoicesSettings | UnsetType = UNSET


class Account(Item, kw_only=True):
    """The account's properties; keys that may be absent come by `with`.

    customers_mode: unavailable, disabled, segments, dynamic, periodicity. contact_name_display_order: 1 first name
        first, 2 last name first.
    invoices_settings and entity_names come at the top and in `_embedded`, because clients look in either place.
    """

    id: int
    name: str
    subdomain: str
    created_at: int
    updated_at: int
    created_by: int | None
    updated_by: int | None
    current_user_id: int | None
    country: str | None
    currency: str | None
    currency_symbol: str | None
    customers_mode: str
    is_unsorted_on: bool | None
    mobile_feature_version: int | None
    is_loss_reason_enabled: bool | None
    is_helpbot_enabled: bool | None
    is_technical_account: bool | None
    contact_name_display_order: int | None
    language: str | UnsetType = UNSET
    amojo_id: str | UnsetType = UNSET
    uuid: str | UnsetType = UNSET
    version: int | UnsetType = UNSET
    drive_url: str | UnsetType = UNSET
    is_api_filter_enabled: bool | UnsetType = UNSET
    entity_names: Anything | UnsetType = UNSET
    invoices_settings: InvoicesSettings | UnsetType = UNSET
    embedded: AccountEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class AccountQuery(Struct, kw_only=True):
    """with: any of these, others are ignored.

    amojo_id, uuid, amojo_rights, users_groups, task_types, version, entity_names, datetime_settings, drive_url,
    is_api_filter_enabled, invoices_settings. is_api_filter_enabled is told alone: filters always work.
    """

    with_: Comma = field(name="with", default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("account.get", "GET", "/api/v4/account", query=AccountQuery, answer=Account, summary="Read the account"),
)
# fmt: on
