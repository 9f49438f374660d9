"""Transactions (покупки): what a customer has bought."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    Links,
    NestedSaved,
    Number,
    OneResponse,
    Related,
    Request,
    Rows,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.leads import Sale
from voronka.contract.amocrm_v2.records import RequestId, Seconds
from voronka.contract.operation import Operation


class TransactionFilter(Struct, kw_only=True):
    id: Ids | UnsetType = UNSET
    customer_id: Ids | UnsetType = UNSET


class TransactionQuery(Rows, kw_only=True):
    """id: all else is then ignored. customer_id: whose; either may stand in `filter` too."""

    id: Ids | UnsetType = UNSET
    customer_id: Ids | UnsetType = UNSET
    filter: TransactionFilter = field(default_factory=TransactionFilter)


class TransactionWrite(Struct, kw_only=True):
    """A purchase of a customer: `customer_id` and `price` are needed. Of one that is there `comment` alone changes.

    date: now when it is left out. next_price, next_date: what the customer is expected to buy next, and when.
    elements: `{catalog: {element: quantity}}`.
    """

    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    customer_id: int | UnsetType = UNSET
    price: Sale | UnsetType = UNSET
    date: Seconds | UnsetType = UNSET
    comment: str | UnsetType = UNSET
    next_price: Sale | UnsetType = UNSET
    next_date: Seconds | UnsetType = UNSET
    created_by: int | UnsetType = UNSET
    elements: dict[int, Any] | UnsetType = UNSET


class TransactionsSet(Set[TransactionWrite], kw_only=True):
    """delete: ids; the customer's sums are as if he had not bought."""

    delete: Ids | UnsetType = UNSET


class CommentWrite(Struct, kw_only=True):
    """transaction_id, or id, which is the same: of the purchase."""

    transaction_id: int | UnsetType = UNSET
    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    comment: str


class CommentsSet(Struct, kw_only=True):
    update: Annotated[list[CommentWrite], Meta(description="other comments")] | UnsetType = UNSET


class Transaction(Struct, kw_only=True):
    id: int
    customer: Related
    price: Number
    date: int
    comment: str
    created_at: int
    updated_at: int
    created_by: int
    updated_by: int
    account_id: int
    is_deleted: bool
    elements: dict[str, dict[str, Number]]
    links: Links = field(name="_links")


class PrivateTransaction(Struct, kw_only=True):
    id: int
    customer_id: int
    price: Number
    date: int
    comment: str
    date_create: int
    date_modify: int
    created_by: int
    modified_by: int
    account_id: int
    deleted: bool


class Comments(Struct, kw_only=True):
    """`comment.transactions`: `{request_id, transaction}` each; `comment.errors`: as of other writes."""

    comment: dict[str, Any]


# fmt: off
OPERATIONS = (
    Operation("v2.transactions.list", "GET", "/api/v2/transactions", query=TransactionQuery, answer=Items[Transaction]),
    Operation("v2.transactions.set", "POST", "/api/v2/transactions", body=TransactionsSet, answer=Items[Saved],
              most=MOST, form=True, summary="Add and delete purchases"),
    Operation("v2.transactions.comment", "POST", "/api/v2/transactions/comment", body=CommentsSet, answer=Items[Saved],
              most=MOST, form=True, summary="Change the comments of purchases"),
    Operation("private.transactions.list", "GET", "/private/api/v2/json/transactions/list", query=TransactionQuery,
              answer=OneResponse[dict[str, PrivateTransaction]], key="transactions", root=RESPONSE, media=JSON),
    Operation("private.transactions.set", "POST", "/private/api/v2/json/transactions/set",
              body=Request[TransactionsSet], answer=OneResponse[NestedSaved], key="transactions", root=RESPONSE,
              media=JSON, most=MOST, form=True, summary="Add and delete purchases"),
    Operation("private.transactions.comment", "POST", "/private/api/v2/json/transactions/comment",
              body=Request[CommentsSet], answer=OneResponse[Comments], key="transactions", root=RESPONSE, media=JSON,
              most=MOST, form=True, summary="Change the comments of purchases"),
)
# fmt: on
