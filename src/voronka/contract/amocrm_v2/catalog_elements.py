"""Elements of catalogs. Without a catalog the list is that of all catalogs."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    Links,
    NestedSaved,
    OneResponse,
    RelatedMany,
    Request,
    Response,
    Rows,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.records import FieldValues, FieldWrite, RequestId, Seconds
from voronka.contract.operation import Operation

PageNumber = Annotated[int, Meta(ge=1, le=10**9)]


class ElementQuery(Rows, kw_only=True):
    """id: all else is then ignored, but for the catalog. term, query: words of the name and of the values.

    page, PAGEN_1: which page, from 1. ELEMENT_COUNT: rows of a page; 50 without it and without limit_rows.
    order_by: id, name, date_create (or created_at), date_modify (or updated_at). order_type: asc or desc.
    """

    catalog_id: Ids | UnsetType = UNSET
    id: Ids | UnsetType = UNSET
    term: str | UnsetType = UNSET
    query: str | UnsetType = UNSET
    page: PageNumber | UnsetType = UNSET
    pagen: PageNumber | UnsetType = field(name="PAGEN_1", default=UNSET)
    element_count: Annotated[int, Meta(ge=0)] | UnsetType = field(name="ELEMENT_COUNT", default=UNSET)
    order_by: str | UnsetType = UNSET
    order_type: str | UnsetType = UNSET


class ElementWrite(Struct, kw_only=True):
    """A new element (`catalog_id` and `name` are needed) or a change (`id`, `catalog_id` and `updated_at` are).

    is_deleted: true deletes it.
    """

    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    catalog_id: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    created_at: Seconds | UnsetType = UNSET
    updated_at: Seconds | UnsetType = UNSET
    created_by: int | UnsetType = UNSET
    updated_by: int | UnsetType = UNSET
    custom_fields: list[FieldWrite] | UnsetType = UNSET
    leads_id: Ids | UnsetType = UNSET
    customers_id: Ids | UnsetType = UNSET
    is_deleted: bool | UnsetType = UNSET


class ElementsSet(Set[ElementWrite], kw_only=True):
    """delete: ids, of any catalogs."""

    delete: Ids | UnsetType = UNSET


class PrivateElement(Struct, kw_only=True):
    id: int
    catalog_id: int
    name: str
    created_by: int
    created_at: int
    updated_by: int
    updated_at: int
    is_deleted: bool
    custom_fields: list[FieldValues]
    leads: RelatedMany
    customers: RelatedMany


class Element(PrivateElement, kw_only=True):
    links: Links = field(name="_links")


# fmt: off
OPERATIONS = (
    Operation("v2.catalog_elements.list", "GET", "/api/v2/catalog_elements", query=ElementQuery, answer=Items[Element]),
    Operation("v2.catalog_elements.set", "POST", "/api/v2/catalog_elements", body=ElementsSet, answer=Items[Saved],
              most=MOST, form=True, summary="Add, change and delete elements"),
    Operation("private.catalog_elements.list", "GET", "/private/api/v2/json/catalog_elements/list", query=ElementQuery,
              answer=Response[PrivateElement], key="catalog_elements", root=RESPONSE, media=JSON),
    Operation("private.catalog_elements.set", "POST", "/private/api/v2/json/catalog_elements/set",
              body=Request[ElementsSet], answer=OneResponse[NestedSaved], key="catalog_elements", root=RESPONSE,
              media=JSON, most=MOST, form=True, summary="Add, change and delete elements"),
)
# fmt: on
