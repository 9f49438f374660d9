"""Definitions of custom fields. Answers of writes are whole fields: the official client takes them for its own."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4 import shapes
from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.listing import order_of
from voronka.api.amocrm_v4.writing import given, none
from voronka.api.http import Call, Handler
from voronka.base.absent import ABSENT
from voronka.base.page import Page
from voronka.domain.fields.defining import FieldChange, Owner, StatusRef
from voronka.domain.fields.definition import Enum, Field
from voronka.domain.fields.options import OptionWrite
from voronka.domain.fields.settings import Level, SettingsWrite
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.listing import slice_of
from voronka.services import custom_fields
from voronka.services.work import Work

ORDERS = {"sort": custom_fields.by_sort, "id": custom_fields.by_id}


def lists(kind: Kind) -> Handler:
    return shapes.lists(lambda work, call: _page(work, call, owner_of(kind, call)), to_wire, total=True)


def gets(kind: Kind) -> Handler:
    return shapes.gets(lambda work, call: custom_fields.get(work, owner_of(kind, call), call.path["id"]), to_wire)


def adds(kind: Kind) -> Handler:
    def add(work: Work, call: Call, changes: Any) -> list[Field]:
        return custom_fields.add(work, owner_of(kind, call), changes)

    return shapes.saves_many(from_wire, add, to_wire, total=True)


def updates(kind: Kind) -> Handler:
    def update(work: Work, call: Call, changes: Any) -> list[Field]:
        return custom_fields.update(work, owner_of(kind, call), changes)

    return shapes.saves_many(from_wire, update, to_wire, total=True)


def updates_one(kind: Kind) -> Handler:
    def update_one(work: Work, call: Call, change: FieldChange) -> Field:
        owner = owner_of(kind, call)
        change.id = custom_fields.get(work, owner, call.path["id"]).id
        return custom_fields.update(work, owner, [change])[0]

    return shapes.saves_one(from_wire, update_one, to_wire)


def deletes(kind: Kind) -> Handler:
    return shapes.deletes(lambda work, call: custom_fields.delete(work, owner_of(kind, call), call.path["id"]))


def owner_of(kind: Kind, call: Call) -> Owner:
    return Owner(kind, call.path.get("catalog_id", 0))


def path_of(kind: Kind, catalog_id: int) -> str:
    """Of what the fields are, as the address says it."""
    if kind == Kind.SEGMENT:
        return "customers/segments"
    return f"catalogs/{catalog_id}" if kind == Kind.ELEMENT else kind.plural


def entity_type(kind: Kind) -> str:
    return "catalogs" if kind == Kind.ELEMENT else kind.plural


def _page(work: Work, call: Call, owner: Owner) -> Page[Field]:
    query = call.query
    name, direction = order_of(query.order, tuple(ORDERS)) if query.order else ("sort", "asc")
    found = custom_fields.of_owner(
        work,
        owner,
        ids=none(query.filter.id) or (),
        types=none(query.filter.type) or (),
        key=ORDERS[name],
        descending=direction == "desc",
    )
    return slice_of(found, place(call), ORDERS[name], descending=direction == "desc")


def from_wire(item: Any, _work: Work, _call: Call) -> FieldChange:
    return FieldChange(
        id=getattr(item, "id", 0),
        type=item.type,
        name=item.name,
        code=item.code,
        sort=given(item.sort),
        group_id=item.group_id,
        is_api_only=given(item.is_api_only),
        is_deletable=given(item.is_deletable),
        is_visible=given(item.is_visible),
        is_required=given(item.is_required),
        required_statuses=_statuses(item.required_statuses),
        hidden_statuses=_statuses(item.hidden_statuses),
        enums=_options(item.enums),
        nested=_options(item.nested),
        settings=_settings(item),
    )


def _statuses(sent: Any) -> Any:
    return sent and [StatusRef(status_id=where.status_id, pipeline_id=where.pipeline_id) for where in sent]


def _options(sent: Any) -> Any:
    """Null is what a field without options is read with, so it says nothing."""
    sent = given(sent)
    return ABSENT if sent is ABSENT else [_option(option) for option in sent]


def _option(sent: Any) -> OptionWrite:
    return OptionWrite(
        value=sent.value,
        sort=none(sent.sort),
        code=none(getattr(sent, "code", UNSET)),
        id=none(sent.id),
        parent_id=none(getattr(sent, "parent_id", UNSET)),
        request_id=_mark(getattr(sent, "request_id", UNSET)),
        parent_request_id=_mark(getattr(sent, "parent_request_id", UNSET)),
    )


def _mark(sent: Any) -> str | None:
    mark = none(sent)
    return None if mark is None else str(mark)


def _settings(item: Any) -> SettingsWrite:
    search_in = given(item.search_in)
    return SettingsWrite(
        currency=given(item.currency),
        remind=given(item.remind),
        chained_lists=_levels(item.chained_lists),
        search_in=ABSENT if search_in is ABSENT else str(search_in),
        tracking_callback=item.tracking_callback,
        settings=item.settings,
    )


def _levels(sent: Any) -> Any:
    """The official client sends an object keyed by catalog instead of an array."""
    sent = given(sent)
    if sent is ABSENT:
        return ABSENT
    return [
        Level(catalog_id=level.catalog_id, parent_catalog_id=none(level.parent_catalog_id), title=none(level.title))
        for level in (sent.values() if isinstance(sent, dict) else sent)
    ]


def to_wire(field: Field, work: Work, call: Call) -> Wire:
    settings = field.settings
    return {
        "id": field.id,
        "name": field.name,
        "type": field.type,
        "account_id": work.account_id,
        "code": field.code,
        "sort": field.sort,
        "is_api_only": field.is_api_only,
        "enums": [_enum(option) for option in field.enums] if _has_enums(field) else None,
        "nested": [_branch(option) for option in field.nested] if field.type == "category" else None,
        "group_id": field.group_id,
        "required_statuses": field.required_statuses,
        "hidden_statuses": field.hidden_statuses,
        "is_deletable": field.is_deletable,
        "is_predefined": field.is_predefined,
        "entity_type": entity_type(field.entity_type),
        **_own_of(field),
        "tracking_callback": settings.get("tracking_callback"),
        "remind": settings.get("remind"),
        "triggers": [],
        "currency": settings.get("currency"),
        "chained_lists": settings.get("chained_lists"),
        "search_in": settings.get("search_in"),
        "settings": settings.get("settings"),
        "_links": {
            "self": call.href(f"/api/v4/{path_of(field.entity_type, field.catalog_id)}/custom_fields/{field.id}")
        },
    }


def _own_of(field: Field) -> Wire:
    if field.entity_type == Kind.LEAD:
        return {"is_computed": False}
    if field.entity_type == Kind.ELEMENT:
        return {"is_visible": field.is_visible, "is_required": field.is_required, "catalog_id": field.catalog_id}
    return {}


def _has_enums(field: Field) -> bool:
    return bool(field.enums) or (TYPES[field.type].has_options and field.type != "category")


def _enum(option: Enum) -> Wire:
    return {"id": option.id, "value": option.value, "sort": option.sort, "code": option.code}


def _branch(option: Enum) -> Wire:
    return {"id": option.id, "parent_id": option.parent_id, "value": option.value, "sort": option.sort}
