"""Currencies, read only. Keys beside `code` are ours (unconfirmed): clients read the code alone."""

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.currencies import Currency
from voronka.services import currencies
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Currency]:
    return Page.slice(currencies.all_of(work), call.query.page, call.query.limit)


def to_wire(currency: Currency, work: Work, call: Call) -> Wire:
    return {"code": currency.code, "name": currency.name}
