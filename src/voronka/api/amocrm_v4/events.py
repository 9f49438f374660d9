"""Events, read only. Records are named in the singular here, elements by their catalog."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.contract.amocrm_v4.envelope import Range
from voronka.domain.errors import Problems, Rule
from voronka.domain.event_names import EventType
from voronka.domain.event_query import Entity, EventQuery, Side, StoredEvent, ValueFilter
from voronka.domain.kinds import BY_SINGULAR, Kind
from voronka.services import events
from voronka.services.events import Told
from voronka.services.work import Work

CATALOG = "catalog_"
# `note`, which one client asks for, adds nothing (unconfirmed): what it shows no source tells, the id is there anyway.
NAMED = {f"{kind.singular}_name": kind for kind in BY_SINGULAR.values() if kind != Kind.TASK}


def find(work: Work, call: Call) -> Page[Told]:
    return events.page(work, query_from_wire(call), _named(call.query.with_))


def find_one(work: Work, call: Call) -> Told:
    return events.get(work, call.path["id"], _named(call.query.with_))


def find_types(work: Work, call: Call) -> Page[EventType]:
    return Page(events.types(work, none(call.query.language_code)))


def _named(with_: list[str]) -> set[Kind]:
    return {NAMED[name] for name in with_ if name in NAMED}


def query_from_wire(call: Call) -> EventQuery:
    asked = call.query.filter
    problems = Problems()
    found = EventQuery(
        **paged(call),
        ids=none(asked.id),
        created_by=none(asked.created_by),
        entities=_entities(none(asked.entity), problems),
        entity_ids=none(asked.entity_id),
        types=none(asked.type),
        values=[*_values("before", asked.value_before), *_values("after", asked.value_after)],
        **_times(asked.created_at, problems),
    )
    problems.check()
    return found


def _times(asked: Any, problems: Problems) -> dict[str, Any]:
    """One moment is «after it»; two, or [from] and [to], are both ends of a range."""
    if not asked:
        return {}
    if isinstance(asked, Range):
        ends = {"created_from": none(asked.from_), "created_to": none(asked.to)}
        return {name: None if end is None else int(end) for name, end in ends.items()}
    if len(asked) > 2:
        problems.add(0, "filter.created_at", Rule.TOO_MANY, "2")
    return {"created_after": asked[0]} if len(asked) == 1 else {"created_from": asked[0], "created_to": asked[1]}


def _entities(asked: list[str] | None, problems: Problems) -> list[Entity] | None:
    return None if asked is None else [_entity(name, problems) for name in dict.fromkeys(asked)]


def _entity(name: str, problems: Problems) -> Entity:
    number = name.removeprefix(CATALOG)
    if name.startswith(CATALOG) and number.isascii() and number.isdigit() and len(number) < 19:
        return Entity(Kind.ELEMENT, int(number))
    if name not in BY_SINGULAR:
        problems.add(0, "filter.entity", Rule.UNKNOWN_CHOICE)
    return Entity(BY_SINGULAR.get(name, Kind.LEAD))


def _values(side: Side, asked: Any) -> list[ValueFilter]:
    if asked is UNSET:
        return []
    stages, customers = none(asked.leads_statuses) or [], none(asked.customers_statuses) or []
    return [
        ValueFilter(
            side=side,
            stages=[(none(stage.pipeline_id), stage.status_id) for stage in stages] or None,
            customer_statuses=[stage.status_id for stage in customers] or None,
            responsible_user_ids=none(asked.responsible_user_id) or None,
            enum_ids=none(asked.custom_field_values) or None,
            value=none(asked.value),
        )
    ]


def to_wire(told: Told, work: Work, call: Call) -> Wire:
    event = told.event
    return {
        "id": event.id,
        "type": event.type,
        "entity_id": event.entity_id,
        "entity_type": f"{CATALOG}{event.catalog_id}" if event.kind == Kind.ELEMENT else event.kind.singular,
        "created_by": event.created_by,
        "created_at": event.created_at,
        "value_after": event.after,
        "value_before": event.before,
        "account_id": work.account_id,
        "_links": self_link(call, "events", event.id),
        "_embedded": {"entity": _entity_to_wire(told, work, call)},
    }


def _entity_to_wire(told: Told, work: Work, call: Call) -> Wire:
    event = told.event
    shown: Wire = {"id": event.entity_id}
    if told.name is not None:
        shown["name"] = told.name
    if told.contact_id is not None:
        shown["linked_talk_contact_id"] = told.contact_id
    catalog = work.facts.catalogs.get(event.catalog_id)
    if catalog and "catalog_name" in call.query.with_:
        # where the vendor puts it no source says; beside the element's own name it is found
        shown |= {"catalog_id": catalog.id, "catalog_name": catalog.name}
    return shown | {"_links": self_link(call, _path(event), event.entity_id)}


def _path(event: StoredEvent) -> str:
    if event.kind == Kind.SEGMENT:
        return "customers/segments"
    return f"catalogs/{event.catalog_id}/elements" if event.kind == Kind.ELEMENT else event.kind.plural


def type_to_wire(type: EventType, work: Work, call: Call) -> Wire:
    return {"key": type.key, "type": type.number, "lang": type.name}
