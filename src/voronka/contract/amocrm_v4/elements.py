"""Elements (элементы) of a catalog: one product, one invoice, one supplier."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.custom_field_values import FieldsWrite, FieldValues
from voronka.contract.amocrm_v4.envelope import (
    Comma,
    FieldFilter,
    Item,
    Order,
    Page,
    PageOf,
    Saved,
)
from voronka.contract.amocrm_v4.records import Signed
from voronka.contract.operation import Operation


class Warning(Struct, kw_only=True):
    message: str | None = None


class ElementEmbedded(Struct, kw_only=True):
    """warning: invoices only, what is wrong with the document; its message is null when nothing is."""

    warning: Warning | UnsetType = UNSET


class Element(Item, kw_only=True):
    """An element as read.

    is_deleted may be null. custom_fields_values: null when no field is filled. invoice_link by `with`: what the field
    INVOICE_HASH_LINK holds.
    """

    id: int
    name: str = ""
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    is_deleted: bool | None = None
    custom_fields_values: list[FieldValues] | None = None
    catalog_id: int = 0
    account_id: int = 0
    currency_id: int | UnsetType | None = UNSET
    invoice_link: str | UnsetType | None = UNSET
    embedded: ElementEmbedded | UnsetType = field(name="_embedded", default=UNSET)
    request_id: str | UnsetType = UNSET


class ElementFields(Signed, kw_only=True):
    """currency_id: kept as sent; 0 or null: none."""

    custom_fields_values: FieldsWrite | UnsetType | None = UNSET
    currency_id: Annotated[int, Meta(ge=0)] | UnsetType | None = UNSET


class ElementAdd(ElementFields, kw_only=True):
    """A new element of the catalog in the path. An invoice also needs its BILL_STATUS field."""

    name: str


class ElementPatchOne(ElementFields, kw_only=True):
    """A change of the element in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET


class ElementPatch(ElementPatchOne, kw_only=True):
    id: int


class ElementRef(Item, kw_only=True):
    """The short answer of a write. `updated_at` after updates."""

    id: int
    name: str | UnsetType = UNSET
    catalog_id: int = 0
    invoice_link: str | None = None
    updated_at: int | UnsetType = UNSET
    embedded: ElementEmbedded | UnsetType = field(name="_embedded", default=UNSET)
    request_id: str | UnsetType = UNSET


class ElementFilter(Struct, kw_only=True):
    """custom_fields_values: fields of the catalog, by their id."""

    id: list[int] | UnsetType = UNSET
    custom_fields_values: FieldFilter = field(default_factory=dict)


class ElementGetQuery(Struct, kw_only=True):
    """with: invoice_link, supplier_field_values; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class ElementQuery(Page, kw_only=True):
    """query: words of name and custom fields. id: the same as filter[id], as the official client sends it.

    with: invoice_link, supplier_field_values; others are ignored. order: id.
    """

    query: str | UnsetType = UNSET
    order: Order = field(default_factory=dict)
    id: list[int] | UnsetType = UNSET
    with_: Comma = field(name="with", default_factory=list)
    filter: ElementFilter = field(default_factory=ElementFilter)


# fmt: off
OPERATIONS = (
    Operation("catalogs.elements.list", "GET", "/api/v4/catalogs/{catalog_id}/elements", query=ElementQuery, answer=PageOf[Element], key="elements"),
    Operation("catalogs.elements.get", "GET", "/api/v4/catalogs/{catalog_id}/elements/{id}", query=ElementGetQuery, answer=Element),
    Operation("catalogs.elements.add", "POST", "/api/v4/catalogs/{catalog_id}/elements", body=list[ElementAdd], answer=Saved[ElementRef], key="elements", status=201),
    Operation("catalogs.elements.update", "PATCH", "/api/v4/catalogs/{catalog_id}/elements", body=list[ElementPatch], answer=Saved[ElementRef], key="elements"),
    Operation("catalogs.elements.update_one", "PATCH", "/api/v4/catalogs/{catalog_id}/elements/{id}", body=ElementPatchOne, answer=ElementRef),
)
# fmt: on
