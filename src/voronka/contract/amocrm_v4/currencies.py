"""Currencies (валюты) that amounts may be in."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Page, PageOf
from voronka.contract.operation import Operation


class Currency(Struct, kw_only=True):
    """code: three letters of ISO 4217; what `currency` of a monetary field takes."""

    code: str
    name: str | UnsetType = UNSET


class CurrencyQuery(Page, kw_only=True):
    """The account's own currency stands first."""


# fmt: off
OPERATIONS = (
    Operation("currencies.list", "GET", "/api/v4/currencies", query=CurrencyQuery, answer=PageOf[Currency], key="currencies"),
)
# fmt: on
