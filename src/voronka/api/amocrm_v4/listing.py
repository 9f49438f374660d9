"""`page`, `limit`, `order`, `query` and the filters that all records share → the domain's one ListQuery."""

from math import floor
from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import paged
from voronka.api.amocrm_v4.writing import none
from voronka.api.field_filters import field_filters as by_fields
from voronka.api.http import Call
from voronka.api.modified import modified_since
from voronka.contract.amocrm_v4.envelope import Range as WireRange
from voronka.contract.amocrm_v4.envelope import TextRange
from voronka.domain.fields import filtering
from voronka.domain.fields.filtering import FieldFilter
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery, Order, Range
from voronka.services.work import Work

LISTS = ("id", "pipeline_id", "status_id", "created_by", "updated_by", "responsible_user_id")
RANGES = ("price", "created_at", "updated_at", "closed_at", "closest_task_at", "next_date")
ORDERS = ("created_at", "updated_at", "id")
MINOR = 100


def records_query(work: Work, kind: Kind, call: Call) -> ListQuery:
    query, asked = call.query, call.query.filter
    return ListQuery(
        **paged(call),
        order=order_of(query.order, ORDERS),
        text=none(query.query),
        names=none(asked.name),
        equal={name: value for name in LISTS if (value := none(getattr(asked, name, UNSET))) is not None},
        ranges={
            name: _scaled(name, value) for name in RANGES if (value := none(getattr(asked, name, UNSET))) is not None
        },
        fields=field_filters(work, kind, asked.custom_fields_values),
        only_deleted=only_deleted(call),
        if_modified_since=modified_since(call.headers),
    )


def only_deleted(call: Call) -> bool:
    """The recycle bin is asked for, of one record as of a list: what is not in it is not there."""
    return "only_deleted" in call.query.with_


def order_of(order: dict[str, Any], allowed: tuple[str, ...]) -> Order:
    """The first order that the list knows; others are ignored, as unknown parameters are."""
    return next(((name, direction) for name, direction in order.items() if name in allowed), ("id", "asc"))


def _scaled(name: str, value: Any) -> Range:
    """Prices are compared in minor units."""
    return range_of(value, MINOR if name == "price" else 1)


def range_of(value: Any, scale: int = 1) -> Range:
    """A bare value is that value exactly."""
    if isinstance(value, WireRange):
        return Range(*(None if (end := none(bound)) is None else end * scale for bound in (value.from_, value.to)))
    return Range(value * scale, value * scale)


def changed_range(asked: Any) -> dict[str, Range]:
    """Where one moment stands for everything that changed after it."""
    asked = none(asked)
    if asked is None:
        return {}
    return {"updated_at": range_of(asked) if isinstance(asked, WireRange) else Range(from_=floor(asked) + 1)}


def field_filters(work: Work, kind: Kind, asked: dict[int, Any], catalog_id: int = 0) -> list[FieldFilter]:
    sought = {
        id: filtering.Range(none(raw.from_), none(raw.to)) if isinstance(raw, TextRange) else raw
        for id, raw in asked.items()
    }
    return by_fields(work, kind, sought, catalog_id)
