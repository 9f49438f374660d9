"""Customers (покупатели): those who buy again. Their statuses, segments and transactions have tables of their own."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Amount, Comma, Linked, PageOf, Range, Ref, Saved, Timestamp
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.records import GroupId, Record, RecordFields, RecordFilter, RecordQuery, TagRefs
from voronka.contract.amocrm_v4.tags import Tag, TagsEmbedded
from voronka.contract.operation import Operation

CustomerWith = Annotated[
    Comma, Meta(description="contacts, companies, catalog_elements, group_id, only_deleted; others are ignored")
]
Days = Annotated[int, Meta(ge=0, le=36_500)]


class CustomerEmbedded(Struct, kw_only=True):
    """Segments and tags always, the rest by `with`."""

    segments: list[Linked] = []
    tags: list[Tag] = []
    contacts: list[Linked] | UnsetType = UNSET
    companies: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET


class Customer(Record, kw_only=True):
    """A customer as read.

    next_price: what the next purchase should bring, whole units. next_date: when, null without a date. periodicity: days
        between purchases, 0 for none.
    ltv, purchases_count, average_check: all purchases together, kept by the server. group_id: by `with=group_id`.
    """

    next_price: int = 0
    next_date: int | None = None
    group_id: GroupId | UnsetType = UNSET
    status_id: int = 0
    periodicity: int = 0
    ltv: int = 0
    purchases_count: int = 0
    average_check: int = 0
    embedded: CustomerEmbedded = field(name="_embedded", default_factory=CustomerEmbedded)


class SegmentRef(Struct, kw_only=True):
    """A segment that a customer is to be in, by its id."""

    id: int


class CustomerWriteEmbedded(TagsEmbedded, kw_only=True):
    """`tags` and `segments` replace what the customer has; null or [] removes it."""

    segments: list[SegmentRef] | UnsetType | None = UNSET


class CustomerFields(RecordFields, kw_only=True):
    """What may be written into a customer.

    next_date: required for new customers where the account works by periodicity. periodicity: days. A new next_date
        brings the customer into the status that it leads to, unless status_id is sent beside it.
    """

    next_price: Amount | UnsetType | None = UNSET
    next_date: Timestamp | UnsetType | None = UNSET
    status_id: int | UnsetType | None = UNSET
    periodicity: Days | UnsetType | None = UNSET
    embedded: CustomerWriteEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class CustomerAdd(CustomerFields, kw_only=True):
    """A new customer. Contacts and companies are linked by customers.link."""

    name: str


class CustomerPatchOne(CustomerFields, kw_only=True):
    """A change of the customer in the path; an `id` in the body is ignored."""

    name: str | UnsetType | None = UNSET
    tags_to_delete: TagRefs | UnsetType | None = UNSET


class CustomerPatch(CustomerPatchOne, kw_only=True):
    """One change of a batch: `id` says which customer."""

    id: int


CustomerRef = Ref


class CustomerFilter(RecordFilter, kw_only=True):
    """Which customers are listed: those for which all given conditions hold."""

    status_id: list[int] | UnsetType = UNSET
    next_date: Range | Amount | UnsetType = UNSET


class CustomerGetQuery(Struct, kw_only=True):
    with_: CustomerWith = field(name="with", default_factory=list)


class CustomerQuery(RecordQuery, kw_only=True):
    with_: CustomerWith = field(name="with", default_factory=list)
    filter: CustomerFilter = field(default_factory=CustomerFilter)


# fmt: off
OPERATIONS = (
    Operation("customers.list", "GET", "/api/v4/customers", query=CustomerQuery, answer=PageOf[Customer], key="customers", dated=True),
    Operation("customers.get", "GET", "/api/v4/customers/{id}", query=CustomerGetQuery, answer=Customer),
    Operation("customers.add", "POST", "/api/v4/customers", body=list[CustomerAdd], answer=Saved[CustomerRef], key="customers"),
    Operation("customers.update", "PATCH", "/api/v4/customers", body=list[CustomerPatch], answer=Saved[CustomerRef], key="customers"),
    Operation("customers.update_one", "PATCH", "/api/v4/customers/{id}", body=CustomerPatchOne, answer=CustomerRef),
)
# fmt: on
