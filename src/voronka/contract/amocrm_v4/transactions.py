"""Transactions (покупки) of customers, and their bonus points. Of all customers, and of one where the path names him."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Amount, Item, Linked, Page, PageOf, RequestId, Saved, Timestamp
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.operation import Operation

Points = Annotated[int, Meta(ge=0, le=10**9)]


class TransactionMetadata(Struct, kw_only=True):
    """Where the receipt is, and the number that another system knows the purchase by."""

    receipt_link: str | UnsetType | None = UNSET
    external_id: str | UnsetType | None = UNSET


class TransactionEmbedded(Struct, kw_only=True):
    """The customer always, elements of catalogs where some were bought."""

    customer: Linked
    catalog_elements: list[LinkedElement] | UnsetType = UNSET


class Transaction(Item, kw_only=True):
    """A purchase as read. price: whole units. metadata: where some was written."""

    id: int
    price: int = 0
    comment: str | None = None
    completed_at: int = 0
    customer_id: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    is_deleted: bool = False
    account_id: int = 0
    metadata: TransactionMetadata | UnsetType = UNSET
    embedded: TransactionEmbedded = field(name="_embedded")


class TransactionRef(Item, kw_only=True):
    """The short answer of an add."""

    id: int
    customer_id: int = 0
    price: int = 0
    comment: str | None = None
    request_id: str | UnsetType = UNSET


class BoughtMetadata(Struct, kw_only=True):
    """quantity: 1 when nothing is said."""

    catalog_id: int
    quantity: Amount | UnsetType | None = UNSET


class BoughtElement(Struct, kw_only=True):
    """An element of a catalog that was bought."""

    id: int
    metadata: BoughtMetadata


class TransactionAddEmbedded(Struct, kw_only=True):
    catalog_elements: list[BoughtElement] | UnsetType | None = UNSET


class TransactionAdd(Struct, kw_only=True):
    """A new purchase.

    completed_at: now when nothing is said. next_price, next_date: what is expected of the customer next; without a date,
        where the account works by periodicity, a period after this purchase.
    metadata: PHP clients send an empty array for an empty object.
    """

    price: Amount
    comment: str | UnsetType | None = UNSET
    completed_at: Timestamp | UnsetType | None = UNSET
    next_price: Amount | UnsetType | None = UNSET
    next_date: Timestamp | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    metadata: TransactionMetadata | list[Any] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET
    embedded: TransactionAddEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class TransactionFilter(Struct, kw_only=True):
    id: list[int] | UnsetType = UNSET


class TransactionQuery(Page, kw_only=True):
    filter: TransactionFilter = field(default_factory=TransactionFilter)


class TransactionAddQuery(Struct, kw_only=True):
    """accrue_bonus: points for the purchase, by the best rate among the customer's segments."""

    accrue_bonus: bool | UnsetType = UNSET


class BonusPointsChange(Struct, kw_only=True):
    """One of the two, never both."""

    earn: Points | UnsetType | None = UNSET
    redeem: Points | UnsetType | None = UNSET


class BonusPoints(Struct, kw_only=True):
    """The new balance."""

    bonus_points: int


# fmt: off
OPERATIONS = (
    Operation("customers.transactions.list", "GET", "/api/v4/customers/transactions", query=TransactionQuery, answer=PageOf[Transaction], key="transactions"),
    Operation("customers.transactions.get", "GET", "/api/v4/customers/transactions/{id}", answer=Transaction),
    Operation("customers.transactions.delete", "DELETE", "/api/v4/customers/transactions/{id}", status=204),
    Operation("customers.transactions_of.list", "GET", "/api/v4/customers/{customer_id}/transactions", query=TransactionQuery, answer=PageOf[Transaction], key="transactions", summary="List transactions of one customer"),
    Operation("customers.transactions_of.get", "GET", "/api/v4/customers/{customer_id}/transactions/{id}", answer=Transaction, summary="Read one transaction of one customer"),
    Operation("customers.transactions_of.add", "POST", "/api/v4/customers/{customer_id}/transactions", query=TransactionAddQuery, body=list[TransactionAdd], answer=Saved[TransactionRef], key="transactions", summary="Add transactions of one customer"),
    Operation("customers.transactions_of.delete", "DELETE", "/api/v4/customers/{customer_id}/transactions/{id}", status=204, summary="Delete one transaction of one customer"),
    Operation("customers.bonus_points", "POST", "/api/v4/customers/{id}/bonus_points", body=BonusPointsChange, answer=BonusPoints, summary="Give a customer bonus points, or take them for a purchase"),
)
# fmt: on
