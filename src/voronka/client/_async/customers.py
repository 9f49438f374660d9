"""Customers (покупатели)."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.custom_field_groups import AsyncCustomFieldGroups
from voronka.client._async.custom_fields import AsyncCustomFields
from voronka.client._async.entity_subscriptions import AsyncEntitySubscriptions
from voronka.client._async.file_links import AsyncAttachedFiles
from voronka.client._async.links import AsyncLinking
from voronka.client._async.notes import AsyncNotes, AsyncNotesOf
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import List
from voronka.client._async.segments import AsyncCustomerStatuses, AsyncSegments
from voronka.client._async.tags import AsyncTags
from voronka.client._async.transactions import AsyncTransactions, AsyncTransactionsOf
from voronka.contract.amocrm_v4.customer_statuses import CustomersMode
from voronka.contract.amocrm_v4.customers import (
    Customer,
    CustomerAdd,
    CustomerFilter,
    CustomerPatch,
    CustomerPatchOne,
    CustomerRef,
)
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.transactions import BonusPoints, BonusPointsChange


class AsyncCustomers(AsyncLinking):
    """Those who buy again: `amo.customers`."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller, "customers")
        self.subscriptions = AsyncEntitySubscriptions(caller, "customers")
        self.notes = AsyncNotes(caller, "customers")
        self.notes_of = AsyncNotesOf(caller, "customers")
        self.files = AsyncAttachedFiles(caller, "customers")
        self.tags = AsyncTags(caller, "customers")
        self.custom_fields = AsyncCustomFields(caller, "customers")
        self.custom_field_groups = AsyncCustomFieldGroups(caller, "customers")
        self.statuses = AsyncCustomerStatuses(caller)
        self.segments = AsyncSegments(caller)
        self.transactions = AsyncTransactions(caller)
        self.transactions_of = AsyncTransactionsOf(caller)

    def list(
        self,
        *,
        query: str | None = None,
        filter: CustomerFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Customer]:
        """Customers that the token's user may see. GET /api/v4/customers

        query: words of the name and of custom fields. filter: conditions that hold together.
        with_: what else to tell: contacts, companies, catalog_elements, group_id; `only_deleted` lists the deleted.
        order: `{"updated_at": "desc"}`; also created_at, id. page: where to begin. limit: per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("customers.list", **fields)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Customer | None:
        """One customer, None when there is none. with_: as for `list`. GET /api/v4/customers/{id}"""
        return await self._get("customers.get", id, with_=with_)

    async def add(self, customers: Sequence[CustomerAdd]) -> List[CustomerRef]:
        """New customers; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/customers
        """
        return await self._save("customers.add", items=customers)

    async def update(self, customers: Sequence[CustomerPatch]) -> List[CustomerRef]:
        """Changes customers, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/customers
        """
        return await self._save("customers.update", items=customers)

    async def update_one(self, id: int, customer: CustomerPatchOne) -> CustomerRef:
        """Changes one customer; what is not named stays. PATCH /api/v4/customers/{id}"""
        return await self._save_one("customers.update_one", id, body=customer)

    async def set_mode(self, mode: CustomersMode) -> CustomersMode:
        """Says by what customers are worked with, or switches them off. Administrators only.
        PATCH /api/v4/customers/mode
        """
        return await self._save_one("customers.set_mode", body=mode)

    async def bonus_points(self, id: int, change: BonusPointsChange) -> BonusPoints:
        """Gives a customer points, or takes them; the new balance. POST /api/v4/customers/{id}/bonus_points

        ValidationFailed: TooHigh at `redeem` for more than he has.
        """
        return await self._save_one("customers.bonus_points", id, body=change)
