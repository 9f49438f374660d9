"""Segments: added one by one as bare objects, unlike everything else; listed with counts and page."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.reading import fields_of, self_link
from voronka.api.amocrm_v4.writing import fields_from_wire, given, patched
from voronka.api.http import Call
from voronka.base.numbers import plain
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.domain.segments import Counted, SegmentWrite
from voronka.services import segments
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Counted]:
    return segments.page(work, place(call))


def find_one(work: Work, call: Call) -> Counted:
    return segments.get(work, call.path["id"])


def add(work: Work, call: Call, write: SegmentWrite) -> Counted:
    return segments.add(work, write)


def update_one(work: Work, call: Call, write: SegmentWrite) -> Counted:
    return segments.update(work, call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    segments.delete(work, call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> SegmentWrite:
    return SegmentWrite(
        name=given(item.name),
        color=given(item.color),
        available_products_price_types=given(item.available_products_price_types),
        bonus_points_conversion_rate=patched(item.bonus_points_conversion_rate),
        bonus_points_max_discount=patched(item.bonus_points_max_discount),
        custom_fields=fields_from_wire(item.custom_fields_values),
    )


def to_wire(counted: Counted, work: Work, call: Call) -> Wire:
    segment = counted.segment
    return {
        "id": segment.id,
        "created_at": segment.created_at,
        "updated_at": segment.updated_at,
        "account_id": work.account_id,
        "name": segment.name,
        "color": segment.color,
        "available_products_price_types": segment.available_products_price_types,
        "customers_count": counted.customers,
        "custom_fields_values": fields_of(work, Kind.SEGMENT, segment.custom_fields) or [],
        "bonus_points_conversion_rate": plain(segment.bonus_points_conversion_rate),
        "bonus_points_max_discount": plain(segment.bonus_points_max_discount),
        "_links": self_link(call, "customers/segments", segment.id),
    }
