"""Segments (сегменты): groups of customers. Their custom fields are those of `customers/segments`."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from voronka.contract.amocrm_v4.custom_field_values import FieldsWrite, FieldValues
from voronka.contract.amocrm_v4.envelope import Item, Number, Page, PageOf, RequestId
from voronka.contract.operation import Operation, Right

Percent = Annotated[int, Meta(ge=0, le=100)] | Annotated[float, Meta(ge=0, le=100)]


class Segment(Item, kw_only=True):
    """A segment as read.

    color: small hex without `#`. customers_count: of those that are not deleted and that you may see.
    available_products_price_types: ids of the price fields that its customers are shown.
    bonus_points_conversion_rate: points for each hundred of a purchase. bonus_points_max_discount: per cent of a
        purchase that points may pay, for the till to heed: who redeems points names no purchase here. Both are null
        where nothing is said.
    """

    id: int
    created_at: int = 0
    updated_at: int = 0
    account_id: int = 0
    name: str = ""
    color: str = ""
    available_products_price_types: list[int] = []
    customers_count: int = 0
    custom_fields_values: list[FieldValues] = []
    bonus_points_conversion_rate: Number | None = None
    bonus_points_max_discount: Number | None = None


class SegmentFields(Struct, kw_only=True):
    """What may be written into a segment."""

    color: str | UnsetType | None = UNSET
    available_products_price_types: list[int] | UnsetType | None = UNSET
    bonus_points_conversion_rate: Percent | UnsetType | None = UNSET
    bonus_points_max_discount: Percent | UnsetType | None = UNSET
    custom_fields_values: FieldsWrite | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class SegmentAdd(SegmentFields, kw_only=True):
    """A new segment: one object, not an array. color: one of the vendor's 40."""

    name: str


class SegmentPatchOne(SegmentFields, kw_only=True):
    """A change of the segment in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET


class SegmentQuery(Page, kw_only=True):
    pass


# fmt: off
OPERATIONS = (
    Operation("customers.segments.list", "GET", "/api/v4/customers/segments", query=SegmentQuery, answer=PageOf[Segment], key="segments"),
    Operation("customers.segments.get", "GET", "/api/v4/customers/segments/{id}", answer=Segment),
    Operation("customers.segments.add", "POST", "/api/v4/customers/segments", body=SegmentAdd, answer=Segment, right=Right.ADMIN, summary="Add one segment"),
    Operation("customers.segments.update_one", "PATCH", "/api/v4/customers/segments/{id}", body=SegmentPatchOne, answer=Segment, right=Right.ADMIN),
    Operation("customers.segments.delete", "DELETE", "/api/v4/customers/segments/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
