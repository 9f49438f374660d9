"""Catalogs (списки): for whom lists are open."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    Links,
    NestedSaved,
    OneResponse,
    Request,
    Response,
    Rows,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.records import RequestId
from voronka.contract.operation import Operation


class CatalogQuery(Rows, kw_only=True):
    id: Ids | UnsetType = UNSET


class CatalogWrite(Struct, kw_only=True):
    """A new catalog (`name` is needed) or a change (`id` is needed).

    type: regular, invoices, products or suppliers; it is said once and stays. can_add_elements: of invoices
        alone; of others it says nothing. can_show_in_cards: cards may have a tab with the list.
    """

    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    name: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    can_add_elements: bool | UnsetType = UNSET
    can_show_in_cards: bool | UnsetType = UNSET
    can_link_multiple: bool | UnsetType = UNSET


class CatalogsSet(Set[CatalogWrite], kw_only=True):
    """delete: ids; with a catalog its elements and their fields are deleted."""

    delete: Ids | UnsetType = UNSET


class PrivateCatalog(Struct, kw_only=True):
    id: int
    name: str
    type: str
    created_by: int
    created_at: int
    sort: int
    can_add_elements: bool
    can_show_in_cards: bool
    can_link_multiple: bool
    sdk_widget_code: str | None


class Catalog(PrivateCatalog, kw_only=True):
    """By their place, `sort`."""

    links: Links = field(name="_links")


# fmt: off
OPERATIONS = (
    Operation("v2.catalogs.list", "GET", "/api/v2/catalogs", query=CatalogQuery, answer=Items[Catalog]),
    Operation("v2.catalogs.set", "POST", "/api/v2/catalogs", body=CatalogsSet, answer=Items[Saved], most=MOST,
              form=True, summary="Add, change and delete catalogs"),
    Operation("private.catalogs.list", "GET", "/private/api/v2/json/catalogs/list", query=CatalogQuery,
              answer=Response[PrivateCatalog], key="catalogs", root=RESPONSE, media=JSON),
    Operation("private.catalogs.set", "POST", "/private/api/v2/json/catalogs/set", body=Request[CatalogsSet],
              answer=OneResponse[NestedSaved], key="catalogs", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add, change and delete catalogs"),
)
# fmt: on
