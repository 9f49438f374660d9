"""Customers (покупатели): those who buy again. Their statuses, segments and transactions have tables of their own."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.custom_field_values import FieldValues, FieldValuesChange
from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Comma,
    FieldFilter,
    Item,
    Linked,
    Order,
    Page,
    PageOf,
    Range,
    Ref,
    RequestId,
    Saved,
    Timestamp,
)
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.tags import Tag, TagRef, TagsEmbedded
from voronka.contract.operation import Operation

Days = Annotated[int, Meta(ge=0, le=36_500)]


class CustomerEmbedded(Struct, kw_only=True):
    """Segments and tags always, the rest by `with`."""

    segments: list[Linked] = []
    tags: list[Tag] = []
    contacts: list[Linked] | UnsetType = UNSET
    companies: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET


class Customer(Item, kw_only=True):
    """A customer as read.

    next_price: what the next purchase should bring, whole units. next_date: when, null without a date. periodicity: days
        between purchases, 0 for none.
    ltv, purchases_count, average_check: all purchases together, kept by the server. group_id: by `with=group_id`.
    """

    id: int
    name: str = ""
    next_price: int = 0
    next_date: int | None = None
    responsible_user_id: int = 0
    group_id: int | UnsetType = UNSET
    status_id: int = 0
    periodicity: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    closest_task_at: int | None = None
    is_deleted: bool = False
    custom_fields_values: list[FieldValues] | None = None
    ltv: int = 0
    purchases_count: int = 0
    average_check: int = 0
    account_id: int = 0
    embedded: CustomerEmbedded = field(name="_embedded", default_factory=CustomerEmbedded)


class SegmentRef(Struct, kw_only=True):
    """A segment that a customer is to be in, by its id."""

    id: int


class CustomerWriteEmbedded(TagsEmbedded, kw_only=True):
    """`tags` and `segments` replace what the customer has; null or [] removes it."""

    segments: list[SegmentRef] | UnsetType | None = UNSET


class CustomerFields(Struct, kw_only=True):
    """What may be written into a customer.

    next_date: required for new customers where the account works by periodicity. periodicity: days. A new next_date
        brings the customer into the status that it leads to, unless status_id is sent beside it.
    created_by, updated_by: 0 is a robot. custom_fields_values: fields not named stay; null clears nothing.
    tags_to_add, tags_to_delete: by id or name, beside the tags that are there.
    """

    next_price: Amount | UnsetType | None = UNSET
    next_date: Timestamp | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    status_id: int | UnsetType | None = UNSET
    periodicity: Days | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    custom_fields_values: list[FieldValuesChange] | UnsetType | None = UNSET
    tags_to_add: list[TagRef] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET
    embedded: CustomerWriteEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class CustomerAdd(CustomerFields, kw_only=True):
    """A new customer. Contacts and companies are linked by customers.link."""

    name: str


class CustomerPatchOne(CustomerFields, kw_only=True):
    """A change of the customer in the path; an `id` in the body is ignored."""

    name: str | UnsetType | None = UNSET
    tags_to_delete: list[TagRef] | UnsetType | None = UNSET


class CustomerPatch(CustomerPatchOne, kw_only=True):
    """One change of a batch: `id` says which customer."""

    id: int


CustomerRef = Ref


class CustomerFilter(Struct, kw_only=True):
    """All given conditions hold together; several values of one condition are alternatives."""

    id: list[int] | UnsetType = UNSET
    name: list[str] | UnsetType = UNSET
    status_id: list[int] | UnsetType = UNSET
    created_by: list[int] | UnsetType = UNSET
    updated_by: list[int] | UnsetType = UNSET
    responsible_user_id: list[int] | UnsetType = UNSET
    next_date: Range | Amount | UnsetType = UNSET
    created_at: Range | Amount | UnsetType = UNSET
    updated_at: Range | Amount | UnsetType = UNSET
    closest_task_at: Range | Amount | UnsetType = UNSET
    custom_fields_values: FieldFilter = {}


class CustomerGetQuery(Struct, kw_only=True):
    """with: contacts, companies, catalog_elements, group_id; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class CustomerQuery(Page, kw_only=True):
    """query: words of name and custom fields. order: created_at, updated_at, id.

    with: contacts, companies, catalog_elements, group_id; others are ignored.
    """

    query: str | UnsetType = UNSET
    with_: Comma = field(name="with", default_factory=list)
    filter: CustomerFilter = field(default_factory=CustomerFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("customers.list", "GET", "/api/v4/customers", query=CustomerQuery, answer=PageOf[Customer], key="customers", dated=True),
    Operation("customers.get", "GET", "/api/v4/customers/{id}", query=CustomerGetQuery, answer=Customer),
    Operation("customers.add", "POST", "/api/v4/customers", body=list[CustomerAdd], answer=Saved[CustomerRef], key="customers"),
    Operation("customers.update", "PATCH", "/api/v4/customers", body=list[CustomerPatch], answer=Saved[CustomerRef], key="customers"),
    Operation("customers.update_one", "PATCH", "/api/v4/customers/{id}", body=CustomerPatchOne, answer=CustomerRef),
)
# fmt: on
