"""Customers (покупатели): those who buy again. Their periods are the statuses of API v4."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.account import Comma
from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Between,
    Ids,
    Items,
    Links,
    NestedSaved,
    Number,
    OneResponse,
    Related,
    RelatedMany,
    Request,
    Response,
    Rows,
    Set,
)
from voronka.contract.amocrm_v2.leads import Sale
from voronka.contract.amocrm_v2.records import (
    FieldValues,
    PrivateSigned,
    Record,
    RecordQuery,
    RecordWrite,
    Seconds,
    Tag,
)
from voronka.contract.operation import Operation


class DateFilter(Between, kw_only=True):
    """type: whether `from` and `to` speak of when customers were made or changed."""

    type: Literal["create", "modify"] | UnsetType = UNSET


class CustomerFilter(Struct, kw_only=True):
    """main_user: who is responsible. next_date: of the next purchase. tasks: 1 without open tasks, 2 with them.

    cf: by the id of a custom field one value, several values, or `[from]` and `[to]`.
    """

    id: Ids | UnsetType = UNSET
    main_user: Ids | UnsetType = UNSET
    date: DateFilter = field(default_factory=DateFilter)
    next_date: Between | UnsetType = UNSET
    # (unconfirmed) what both say of customers: they mean what they mean of leads, whose values clients know
    tasks: Ids | UnsetType = UNSET
    cf: dict[int, list[str] | Between] = field(default_factory=dict)


class CustomerQuery(RecordQuery, kw_only=True):
    """with: catalog_elements_links; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)
    filter: CustomerFilter = field(default_factory=CustomerFilter)


class CustomerWrite(RecordWrite, kw_only=True):
    """A new customer (`next_date` is needed where customers are awaited by periodicity) or a change.

    periodicity: days between two purchases. What purchases come to (ltv, average_check) is counted, never written.
    """

    status_id: int | UnsetType = field(name="period_id", default=UNSET)
    next_date: Seconds | UnsetType = UNSET
    next_price: Sale | UnsetType = UNSET
    periodicity: int | UnsetType = UNSET
    contacts_id: Ids | UnsetType = UNSET
    main_contact_id: int | UnsetType = UNSET
    company_id: int | UnsetType = UNSET
    catalog_elements_id: dict[int, Any] | UnsetType = UNSET
    date_modify: Seconds | UnsetType = UNSET


class CustomersSet(Set[CustomerWrite], kw_only=True):
    """delete: ids; what is deleted can be restored by hand."""

    delete: Ids | UnsetType = UNSET


class PrivateCustomerWrite(PrivateSigned, CustomerWrite, kw_only=True):
    """last_modified or date_modify: when the customer was read."""

    responsible_user_id: int | UnsetType = field(name="main_user_id", default=UNSET)
    created_by: int | UnsetType = field(name="created_by", default=UNSET)
    updated_by: int | UnsetType = field(name="modified_by", default=UNSET)


class PrivateCustomersSet(Set[PrivateCustomerWrite], kw_only=True):
    delete: Ids | UnsetType = UNSET


class Customer(Record, kw_only=True):
    """next_date: 0 when no purchase is awaited. ltv: what all purchases come to."""

    next_date: int
    next_price: Number
    periodicity: int
    period_id: int
    is_deleted: bool
    main_contact: Related
    contacts: RelatedMany
    company: Related
    ltv: Number
    purchases_count: int
    average_check: Number
    catalog_elements: dict[str, dict[str, Number]] | UnsetType = UNSET


class PrivateCustomer(Struct, kw_only=True):
    """status_id and period_id are the same. task_last_date: of the next open task, 0 without one."""

    id: int
    name: str
    date_create: int
    date_modify: int
    created_by: int
    modified_by: int
    account_id: int
    main_user_id: int
    deleted: bool
    next_price: Number
    periodicity: int
    next_date: int
    task_last_date: int
    status_id: int
    period_id: int
    tags: list[Tag]
    custom_fields: list[FieldValues]


class SavedCustomers(Struct, kw_only=True):
    """items: a list; when something was deleted an object, of what was written by its place, and `deleted`."""

    items: Any
    errors: dict[str, dict[str, str]] | UnsetType = UNSET


class CustomersSaved(Struct, kw_only=True):
    links: Links = field(name="_links")
    embedded: SavedCustomers = field(name="_embedded")


class Segment(Struct, kw_only=True):
    """A group of customers."""

    id: int
    name: str
    color: str
    created_at: int
    updated_at: int
    account_id: int
    customers_count: int
    links: Links = field(name="_links")


# fmt: off
OPERATIONS = (
    Operation("v2.customers.list", "GET", "/api/v2/customers", query=CustomerQuery, answer=Items[Customer]),
    Operation("v2.customers.set", "POST", "/api/v2/customers", body=CustomersSet, answer=CustomersSaved, most=MOST,
              form=True, summary="Add, change and delete customers"),
    Operation("v2.customers.segments", "GET", "/api/v2/customers/segments", query=Rows, answer=Items[Segment],
              summary="List segments of customers"),
    Operation("private.customers.list", "GET", "/private/api/v2/json/customers/list", query=CustomerQuery,
              answer=Response[PrivateCustomer], key="customers", root=RESPONSE, media=JSON),
    Operation("private.customers.set", "POST", "/private/api/v2/json/customers/set", body=Request[PrivateCustomersSet],
              answer=OneResponse[NestedSaved], key="customers", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Add, change and delete customers"),
)
# fmt: on
