# Made from _async by scripts/make_sync.py. Change it there.
"""Customers (покупатели)."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.custom_field_groups import CustomFieldGroups
from voronka.client._sync.custom_fields import CustomFields
from voronka.client._sync.entity_subscriptions import EntitySubscriptions
from voronka.client._sync.file_links import AttachedFiles
from voronka.client._sync.links import Linking
from voronka.client._sync.notes import Notes, NotesOf
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import List
from voronka.client._sync.segments import CustomerStatuses, Segments
from voronka.client._sync.tags import Tags
from voronka.client._sync.transactions import Transactions, TransactionsOf
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


class Customers(Linking):
    """Those who buy again: `amo.customers`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "customers")
        self.subscriptions = EntitySubscriptions(caller, "customers")
        self.notes = Notes(caller, "customers")
        self.notes_of = NotesOf(caller, "customers")
        self.files = AttachedFiles(caller, "customers")
        self.tags = Tags(caller, "customers")
        self.custom_fields = CustomFields(caller, "customers")
        self.custom_field_groups = CustomFieldGroups(caller, "customers")
        self.statuses = CustomerStatuses(caller)
        self.segments = Segments(caller)
        self.transactions = Transactions(caller)
        self.transactions_of = TransactionsOf(caller)

    def list(
        self,
        *,
        query: str | None = None,
        filter: CustomerFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> Pages[Customer]:
        """Customers that the token's user may see. GET /api/v4/customers

        query: words of the name and of custom fields. filter: conditions that hold together.
        with_: what else to tell: contacts, companies, catalog_elements, group_id; `only_deleted` lists the deleted.
        order: `{"updated_at": "desc"}`; also created_at, id. page: where to begin. limit: per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("customers.list", **fields)

    def get(self, id: int, *, with_: Sequence[str] = ()) -> Customer | None:
        """One customer, None when there is none. with_: as for `list`. GET /api/v4/customers/{id}"""
        return self._get("customers.get", id, with_=with_)

    def add(self, customers: Sequence[CustomerAdd]) -> List[CustomerRef]:
        """New customers; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/customers
        """
        return self._save("customers.add", items=customers)

    def update(self, customers: Sequence[CustomerPatch]) -> List[CustomerRef]:
        """Changes customers, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/customers
        """
        return self._save("customers.update", items=customers)

    def update_one(self, id: int, customer: CustomerPatchOne) -> CustomerRef:
        """Changes one customer; what is not named stays. PATCH /api/v4/customers/{id}"""
        return self._save_one("customers.update_one", id, body=customer)

    def set_mode(self, mode: CustomersMode) -> CustomersMode:
        """Says by what customers are worked with, or switches them off. Administrators only.
        PATCH /api/v4/customers/mode
        """
        return self._save_one("customers.set_mode", body=mode)

    def bonus_points(self, id: int, change: BonusPointsChange) -> BonusPoints:
        """Gives a customer points, or takes them; the new balance. POST /api/v4/customers/{id}/bonus_points

        ValidationFailed: TooHigh at `redeem` for more than he has.
        """
        return self._save_one("customers.bonus_points", id, body=change)
