"""Currencies, read only. Keys beside `code` are ours (unconfirmed): clients read the code alone."""

from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.currencies import Currency
from voronka.domain.listing import slice_of
from voronka.services import currencies
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Currency]:
    return slice_of(currencies.all_of(work), place(call))


def to_wire(currency: Currency, work: Work, call: Call) -> Wire:
    return {"code": currency.code, "name": currency.name}
