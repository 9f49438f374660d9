"""Periods of customers: API v4 calls them statuses. The first and the last three are the system's."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import JSON, RESPONSE, Items, OneResponse, Request
from voronka.contract.operation import Operation, Right


class PeriodWrite(Struct, kw_only=True):
    """period: days. Customers come here when no more are left until the purchase; with 0 only who is put here.

    id: of one that is there; without it a new one is made. name: «N дней» when nothing was sent.
    """

    id: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    period: int | UnsetType = UNSET
    sort: int | UnsetType = UNSET
    color: str | UnsetType = UNSET


class PeriodsSet(Struct, kw_only=True):
    """update: all periods. One that is not named is deleted, and its customers go to the first one."""

    update: list[PeriodWrite] | UnsetType = UNSET


class Period(Struct, kw_only=True):
    """type: 4 the first, 1 a purchase is expected, 2 it did not come, 3 closed, 0 one of the account's own."""

    id: int
    name: str
    period: int
    sort: int
    color: str
    type: int


class PrivatePeriods(Struct, kw_only=True):
    """`list` when they are read, `set` when they are written."""

    list_: list[Period] | UnsetType = field(name="list", default=UNSET)
    set_: list[Period] | UnsetType = field(name="set", default=UNSET)


# fmt: off
OPERATIONS = (
    Operation("v2.customers_periods.list", "GET", "/api/v2/customers_periods", answer=Items[Period]),
    Operation("v2.customers_periods.replace", "POST", "/api/v2/customers_periods", body=PeriodsSet,
              answer=Items[Period], form=True, right=Right.ADMIN, summary="Replace the periods of customers"),
    Operation("private.customers_periods.list", "GET", "/private/api/v2/json/customers_periods/list",
              answer=OneResponse[PrivatePeriods], key="customers_periods", root=RESPONSE, media=JSON),
    Operation("private.customers_periods.replace", "POST", "/private/api/v2/json/customers_periods/set",
              body=Request[PeriodsSet], answer=OneResponse[PrivatePeriods], key="customers_periods", root=RESPONSE,
              media=JSON, form=True, right=Right.ADMIN, summary="Replace the periods of customers"),
)
# fmt: on
