# Made from _async by scripts/make_sync.py. Change it there.
"""Transactions (покупки) of customers."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.transactions import Transaction, TransactionAdd, TransactionFilter, TransactionRef


class Transactions(Resource):
    """The purchases of all customers: `amo.customers.transactions`."""

    def list(
        self, *, filter: TransactionFilter | None = None, page: int = 1, limit: int = 250
    ) -> Pages[Transaction]:
        """Purchases of all customers that the token's user may see. GET /api/v4/customers/transactions"""
        return self._pages("customers.transactions.list", filter=filter, page=page, limit=limit)

    def get(self, id: int) -> Transaction | None:
        """One purchase, None when there is none. GET /api/v4/customers/transactions/{id}"""
        return self._get("customers.transactions.get", id)

    def delete(self, id: int) -> None:
        """Deletes a purchase; the customer's sums are without it. DELETE /api/v4/customers/transactions/{id}"""
        self._do("customers.transactions.delete", id)


class TransactionsOf(Resource):
    """The purchases of one customer: `amo.customers.transactions_of`. Each method begins with the customer's id."""

    def list(
        self, customer_id: int, *, filter: TransactionFilter | None = None, page: int = 1, limit: int = 250
    ) -> Pages[Transaction]:
        """The customer's purchases. GET /api/v4/customers/{customer_id}/transactions"""
        return self._pages("customers.transactions_of.list", customer_id, filter=filter, page=page, limit=limit)

    def get(self, customer_id: int, id: int) -> Transaction | None:
        """One purchase, None when he has no such. GET /api/v4/customers/{customer_id}/transactions/{id}"""
        return self._get("customers.transactions_of.get", customer_id, id)

    def add(
        self, customer_id: int, transactions: Sequence[TransactionAdd], *, accrue_bonus: bool = False
    ) -> List[TransactionRef]:
        """New purchases: sums and expectations of the customer follow them. Over 250 are sent in parts.
        POST /api/v4/customers/{customer_id}/transactions

        price, next_price: whole units. accrue_bonus: gives points, by the best rate among his segments.
        ValidationFailed: NotSupportedChoice at `_embedded.catalog_elements.0.id` for an element that is not there.
        """
        query = {"accrue_bonus": accrue_bonus}
        return self._save("customers.transactions_of.add", customer_id, items=transactions, query=query)

    def delete(self, customer_id: int, id: int) -> None:
        """Deletes a purchase of the customer. DELETE /api/v4/customers/{customer_id}/transactions/{id}"""
        self._do("customers.transactions_of.delete", customer_id, id)
