"""The account: one company's CRM, found by its subdomain."""

from msgspec import Struct

# How customers are worked with: by groups of them, or by the time of the next purchase; or not at all.
SEGMENTS = "segments"
PERIODICITY = "periodicity"
DISABLED = "disabled"


class Settings(Struct, kw_only=True):
    """What an account decides for itself; stored as one JSON value."""

    country: str = "RU"
    currency: str = "RUB"
    currency_symbol: str = "₽"
    language: str = "ru"
    timezone: str = "Europe/Moscow"
    customers_mode: str = SEGMENTS  # as new accounts of the vendor have it: nothing is demanded of a customer
    is_unsorted_on: bool = True
    is_loss_reason_enabled: bool = True
    is_helpbot_enabled: bool = False
    is_api_filter_enabled: bool = True
    contact_name_display_order: int = 1
    duplicate_control: bool = False


class Account(Struct, kw_only=True, frozen=True):
    id: int
    subdomain: str
    name: str
    uuid: str
    amojo_id: str
    is_default: bool
    facts_version: int
    settings: Settings
    created_at: int
    updated_at: int
