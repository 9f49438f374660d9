"""Links of records and elements. Written as `is_main`, read as `main_contact`: the vendor's own two words."""

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire, nothing, page_href
from voronka.api.amocrm_v4.reading import element_metadata
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Handler, Reply
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Link
from voronka.services import elements, linking
from voronka.services.work import Work

SHOWN_LIMIT = 50


def list_one(kind: Kind) -> Handler:
    """No links is an empty array, not 204 (unconfirmed): clients read the array. No record is 204, as everywhere."""

    def handle(work: Work, call: Call) -> Reply:
        held = linking.seen(work, kind, [call.path["id"]]).get(call.path["id"])
        if held is None:
            return nothing()
        return _listed(call, [_target(link) for link in held if _wanted(link, call.query.filter)])

    return handle


def list_many(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        ids = none(call.query.filter.entity_id)
        if not ids:
            problems = Problems()
            problems.add(0, "filter.entity_id", Rule.MISSING)
            problems.check()
        held = linking.seen(work, kind, ids or [])
        found = [
            _source(End(kind, id)) | _target(link)
            for id in held
            for link in held[id]
            if _wanted(link, call.query.filter)
        ]
        return _listed(call, found)

    return handle


def link(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        made = linking.link(work, _writes(kind, call))
        body = [_source(write.here) | _target(link) for write, link in made]
        return _answer({"href": call.url + "s"}, body)  # the list of links, not the address written to

    return handle


def unlink(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        linking.unlink(work, _writes(kind, call))
        return nothing()

    return handle


def list_of_element(work: Work, call: Call) -> Reply:
    try:
        elements.get(work, call.path["catalog_id"], call.path["id"])
    except NotFound:
        return nothing()
    return list_one(Kind.ELEMENT)(work, call)


def link_element(work: Work, call: Call) -> Reply:
    elements.get(work, call.path["catalog_id"], call.path["id"])
    return link(Kind.ELEMENT)(work, call)


def unlink_element(work: Work, call: Call) -> Reply:
    elements.get(work, call.path["catalog_id"], call.path["id"])
    return unlink(Kind.ELEMENT)(work, call)


def _listed(call: Call, found: list[Wire]) -> Reply:
    """All links at once (unconfirmed): no paging is documented, although the vendor's own address names a page."""
    return _answer(page_href(call, 1, SHOWN_LIMIT), found)


def _answer(href: dict[str, str], found: list[Wire]) -> Reply:
    return Reply(body={"_total_items": len(found), "_links": {"self": href}, "_embedded": {"links": found}})


def _source(end: End) -> Wire:
    return {"entity_id": end.id, "entity_type": end.kind.plural}


def _target(link: Link) -> Wire:
    return {
        "to_entity_id": link.to_id,
        "to_entity_type": link.to_type.plural,
        # seen from an element, each of its links has its quantity
        "metadata": element_metadata(link) if link.catalog_id else METADATA.get(link.to_type, _no_metadata)(link),
    }


def _no_metadata(link: Link) -> Wire | None:
    return None


METADATA: dict[Kind, Callable[[Link], Wire | None]] = {
    Kind.CONTACT: lambda link: {"main_contact": link.is_main},
}


def _wanted(link: Link, asked: Any) -> bool:
    ids, kind, catalogs = none(asked.to_entity_id), none(asked.to_entity_type), none(asked.to_catalog_id)
    return (
        (ids is None or link.to_id in ids)
        and (kind is None or link.to_type.plural == kind)
        and (catalogs is None or link.catalog_id in catalogs)
    )


def _writes(kind: Kind, call: Call) -> list[LinkWrite]:
    problems = Problems()
    writes = [_write(kind, call, item, place, problems) for place, item in enumerate(call.body)]
    problems.check()
    return [write for write in writes if write]


def _write(kind: Kind, call: Call, item: Any, place: int, problems: Problems) -> LinkWrite | None:
    target = BY_PLURAL.get(item.to_entity_type)
    if target is None:
        problems.add(place, "to_entity_type", Rule.UNKNOWN_CHOICE)
        return None
    # PHP writes an empty object as an empty array
    metadata = None if isinstance(item.metadata, list) else none(item.metadata)
    catalog_id = none(getattr(metadata, "catalog_id", UNSET))
    return LinkWrite(
        here=End(kind, call.path.get("id", item.entity_id)),
        there=End(target, item.to_entity_id),
        is_main=none(getattr(metadata, "is_main", UNSET)),
        # the path of an element says it; sent once more, it is held against the element
        catalog_id=call.path.get("catalog_id") if catalog_id is None else catalog_id,
        quantity=none(getattr(metadata, "quantity", UNSET)),
        price_id=none(getattr(metadata, "price_id", UNSET)),
        updated_by=none(getattr(metadata, "updated_by", UNSET)),
    )
