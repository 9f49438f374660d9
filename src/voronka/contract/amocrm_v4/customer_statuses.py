"""Statuses of customers, and by what customers are worked with: the account's mode."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Item, PageOf, RequestId, Saved, Sort
from voronka.contract.operation import Operation, Right


class CustomersMode(Struct, kw_only=True):
    """segments: groups of customers. periodicity: statuses that follow the date of the next purchase."""

    mode: Literal["segments", "periodicity"]
    is_enabled: bool


class CustomerStatus(Item, kw_only=True):
    """A status as read.

    type: 0 the account's own; of the system 1 purchase expected, 2 did not buy, 3 closed, 4 bought recently.
    is_default: where new customers come to. conditions: cannot be written. color: with `#`.
    """

    id: int
    name: str = ""
    sort: int = 0
    is_default: bool = False
    conditions: list[dict[str, Any]] = []
    color: str = ""
    type: int = 0
    account_id: int = 0
    request_id: str | UnsetType = UNSET


class CustomerStatusRef(Item, kw_only=True):
    """The short answer of an add."""

    id: int
    request_id: str | UnsetType = UNSET


class CustomerStatusAdd(Struct, kw_only=True):
    """A new status. color: one of the 21 of stages, with `#`."""

    name: str
    sort: Sort
    color: str | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class CustomerStatusPatchOne(Struct, kw_only=True):
    """A change of the status in the path; an `id` in the body is ignored. Those of the system keep their place."""

    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    color: str | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


# fmt: off
OPERATIONS = (
    Operation("customers.set_mode", "PATCH", "/api/v4/customers/mode", body=CustomersMode, answer=CustomersMode, right=Right.ADMIN, summary="Say by what customers are worked with, or switch them off"),
    Operation("customers.statuses.list", "GET", "/api/v4/customers/statuses", answer=PageOf[CustomerStatus], key="statuses"),
    Operation("customers.statuses.get", "GET", "/api/v4/customers/statuses/{id}", answer=CustomerStatus),
    Operation("customers.statuses.add", "POST", "/api/v4/customers/statuses", body=list[CustomerStatusAdd], answer=Saved[CustomerStatusRef], key="statuses", right=Right.ADMIN),
    Operation("customers.statuses.update_one", "PATCH", "/api/v4/customers/statuses/{id}", body=CustomerStatusPatchOne, answer=CustomerStatus, right=Right.ADMIN),
    Operation("customers.statuses.delete", "DELETE", "/api/v4/customers/statuses/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
