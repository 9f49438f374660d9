"""The account: one company's CRM, found by its subdomain."""

import re
from zoneinfo import available_timezones

from msgspec import Struct

from voronka.domain.currencies import NAMES
from voronka.domain.errors import Refused

# How customers are worked with: by groups of them, or by the time of the next purchase; or not at all.
SEGMENTS = "segments"
PERIODICITY = "periodicity"
DISABLED = "disabled"
CUSTOMERS_MODES = (SEGMENTS, PERIODICITY, DISABLED)

NAME_ORDERS = (1, 2)  # first name first, last name first
CODE = re.compile("[A-Z]{2}")


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
    is_api_filter_enabled: bool = True  # told alone: (unconfirmed) what filters do without it, so here they always work
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


def check(settings: Settings) -> None:
    """A wrong time zone or currency would fail in every request that shows it."""
    if settings.timezone not in available_timezones():
        raise Refused(f"There is no time zone {settings.timezone!r}. Name one as Europe/Moscow.")
    if settings.currency not in NAMES:
        raise Refused(f"There is no currency {settings.currency!r}. Name one by its code, as RUB.")
    if settings.customers_mode not in CUSTOMERS_MODES:
        raise Refused(f"Customers cannot be worked with by {settings.customers_mode!r}: {', '.join(CUSTOMERS_MODES)}.")
    if settings.contact_name_display_order not in NAME_ORDERS:
        raise Refused("Names of contacts are shown with the first name (1) or the last name (2) first.")
    if not CODE.fullmatch(settings.country) or not CODE.fullmatch(settings.language.upper()):
        raise Refused("A country is named by two letters as RU, a language as ru.")
    if not settings.currency_symbol.strip():
        raise Refused("A currency needs its symbol. Name one as ₽.")
