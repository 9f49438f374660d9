"""The parts of a record's answer that all records share: its columns, tags, links, and the short answers of writes."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.http import Call
from voronka.domain.fields.reading import to_wire as fields_to_wire
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.records import Card, Link, Record, Tag
from voronka.services.work import Work


def self_link(call: Call, path: str, id: int | str) -> Wire:
    return {"self": call.href(f"/api/v4/{path}/{id}")}


def shared_to_wire(record: Record) -> Wire:
    return {
        "id": record.id,
        "name": record.name,
        "responsible_user_id": record.responsible_user_id,
        "group_id": record.group_id,
        "created_by": record.created_by,
        "updated_by": record.updated_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "closest_task_at": record.closest_task_at,
        "is_deleted": record.is_deleted,
    }


def fields_of(work: Work, kind: Kind, stored: Any, catalog_id: int = 0) -> list[Wire] | None:
    return fields_to_wire(work.facts.fields_of(kind, catalog_id), stored)


def tags_to_wire(tags: list[Tag]) -> list[Wire]:
    return [{"id": tag.id, "name": tag.name, "color": tag.color} for tag in tags]


def linked_to_wire(card: Card, kind: Kind, call: Call, *, main: bool = False) -> list[Wire]:
    """The records at the other ends; `is_main` where the holder has a main contact."""
    return [_linked(link, call, main) for link in card.linked(kind)]


def _linked(link: Link, call: Call, main: bool) -> Wire:
    links = {"_links": self_link(call, link.to_type.plural, link.to_id)}
    return {"id": link.to_id, "is_main": link.is_main, **links} if main else {"id": link.to_id, **links}


def elements_to_wire(card: Card) -> list[Wire]:
    return [{"id": link.to_id, "metadata": element_metadata(link)} for link in card.linked(Kind.ELEMENT)]


def element_metadata(link: Link) -> Wire:
    metadata: Wire = {"quantity": plain(link.quantity), "catalog_id": link.catalog_id}
    return metadata | {"price_id": link.price_id} if link.price_id is not None else metadata


def plain(number: float | None) -> int | float | None:
    """2.0 pieces are 2."""
    return int(number) if number is not None and number == int(number) else number


def around(with_: list[str]) -> list[Kind]:
    """Which links a `with` asks for; what it names besides is none of the store's business."""
    return [BY_PLURAL[name] for name in with_ if name in BY_PLURAL]


def added_to_wire(kind: Kind, record: Any, call: Call) -> Wire:
    return {"id": record.id, "_links": self_link(call, kind.plural, record.id)}


def updated_to_wire(kind: Kind, record: Any, call: Call, *, named: bool) -> Wire:
    name = {"name": record.name} if named else {}
    return {"id": record.id, **name, "updated_at": record.updated_at, "_links": self_link(call, kind.plural, record.id)}
