"""The parts of a record's answer that all records share: its stamps, fields, tags and links."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.http import Call
from voronka.base.numbers import plain
from voronka.domain.fields.reading import to_wire as fields_to_wire
from voronka.domain.kinds import BY_PLURAL, RANK, Kind
from voronka.domain.records import Card, Link, Tag
from voronka.services.work import Work


def self_link(call: Call, path: str, id: int | str) -> Wire:
    return {"self": {"href": f"{call.origin}/api/v4/{path}/{id}"}}


def fields_of(work: Work, kind: Kind, stored: Any, catalog_id: int = 0) -> list[Wire] | None:
    return fields_to_wire(work.facts.fields_of(kind, catalog_id), stored)


def tags_to_wire(tags: list[Tag]) -> list[Wire]:
    return [{"id": tag.id, "name": tag.name, "color": tag.color} for tag in tags]


def stamps_to_wire(record: Any) -> Wire:
    return {
        "created_by": record.created_by,
        "updated_by": record.updated_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }


def asked_to_wire(card: Card, call: Call, kinds: Sequence[Kind], *, main: bool = False) -> Wire:
    """What a `with` asks for besides: the linked records of these kinds, then elements of catalogs."""
    with_ = call.query.with_
    shown = {kind.plural: linked_to_wire(card, kind, call, main=main) for kind in kinds if kind.plural in with_}
    return shown | {"catalog_elements": elements_to_wire(card)} if "catalog_elements" in with_ else shown


def linked_to_wire(card: Card, kind: Kind, call: Call, *, main: bool = False) -> list[Wire]:
    """The records at the other ends; `main` where the holder has a main contact."""
    path = f"{call.origin}/api/v4/{kind.plural}/"
    is_main = main and kind == Kind.CONTACT
    return [_linked(link, path, is_main) for link in card.links if link.to_type == kind]


def _linked(link: Link, path: str, main: bool) -> Wire:
    links = {"self": {"href": f"{path}{link.to_id}"}}
    if main:
        return {"id": link.to_id, "is_main": link.is_main, "_links": links}
    return {"id": link.to_id, "_links": links}


def elements_to_wire(card: Card) -> list[Wire]:
    return [{"id": link.to_id, "metadata": element_metadata(link)} for link in card.linked(Kind.ELEMENT)]


def element_metadata(link: Link) -> Wire:
    metadata: Wire = {"quantity": plain(link.quantity), "catalog_id": link.catalog_id}
    return metadata | {"price_id": link.price_id} if link.price_id is not None else metadata


def around(with_: list[str]) -> list[Kind]:
    """Which links a `with` asks for; what it names besides is none of the store's business. (unconfirmed) What nobody
    knows is ignored: Ruby's client asks leads for their tags."""
    return [kind for name in with_ if (kind := BY_PLURAL.get(name)) and kind in RANK]
