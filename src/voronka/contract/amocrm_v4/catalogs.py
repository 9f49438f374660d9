"""Catalogs (списки): lists of elements such as products, invoices, suppliers. Elements are in elements.py."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Item, Page, PageOf, RequestId, Saved, Sort, Timestamp
from voronka.contract.operation import Operation, Right


class Catalog(Item, kw_only=True):
    """A catalog as read. type: regular, invoices, products, suppliers. Ids are above 1000."""

    id: int
    name: str = ""
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    sort: int = 0
    type: str = "regular"
    can_add_elements: bool = True
    can_show_in_cards: bool = False
    can_link_multiple: bool = True
    can_be_deleted: bool = True
    sdk_widget_code: str | int | None = None
    account_id: int = 0
    request_id: str | UnsetType = UNSET


class CatalogFields(Struct, kw_only=True):
    """can_add_elements: invoices only. can_show_in_cards: cards may have a tab with the list. can_link_multiple: an
    element may hang on several records."""

    sort: Sort | UnsetType | None = UNSET
    can_add_elements: bool | UnsetType | None = UNSET
    can_show_in_cards: bool | UnsetType | None = UNSET
    can_link_multiple: bool | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class CatalogAdd(CatalogFields, kw_only=True):
    """A new catalog; type is regular unless it is said. There is one catalog of products, invoices, suppliers each."""

    name: str
    type: str | UnsetType | None = UNSET


class CatalogPatchOne(CatalogFields, kw_only=True):
    """A change of the catalog in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET


class CatalogPatch(CatalogPatchOne, kw_only=True):
    id: int


class CatalogQuery(Page, kw_only=True):
    """type: regular, invoices, products, suppliers; at the top level, not in `filter`."""

    type: list[str] | UnsetType = UNSET


# (unconfirmed) The vendor may answer 200 to adds; clients take both alike, and 201 is what he documents elsewhere.
# fmt: off
OPERATIONS = (
    Operation("catalogs.list", "GET", "/api/v4/catalogs", query=CatalogQuery, answer=PageOf[Catalog], key="catalogs"),
    Operation("catalogs.get", "GET", "/api/v4/catalogs/{id}", answer=Catalog),
    Operation("catalogs.add", "POST", "/api/v4/catalogs", body=list[CatalogAdd], answer=Saved[Catalog], key="catalogs", status=201, right=Right.ADMIN),
    Operation("catalogs.update", "PATCH", "/api/v4/catalogs", body=list[CatalogPatch], answer=Saved[Catalog], key="catalogs", right=Right.ADMIN),
    Operation("catalogs.update_one", "PATCH", "/api/v4/catalogs/{id}", body=CatalogPatchOne, answer=Catalog, right=Right.ADMIN),
)
# fmt: on
