"""Segments: groups of customers, with a colour and custom fields of their own."""

from msgspec import Struct

from voronka.domain.records import Stored


class Segment(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    color: str
    available_products_price_types: list[int]
    bonus_points_conversion_rate: float | None  # points for each hundred of a purchase
    bonus_points_max_discount: float | None  # per cent of a purchase that points may pay
    custom_fields: Stored
    created_at: int
    updated_at: int
