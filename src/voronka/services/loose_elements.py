"""Elements by their ids alone, of whatever catalogs, as the API before v4 speaks of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access
from voronka.domain.elements import Element
from voronka.domain.freshness import Unfit
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import catalogs, elements, records, writes
from voronka.services.work import Work
from voronka.services.writes import Updated, Write
from voronka.store import records as store

add = elements.add


def page(work: Work, query: ListQuery, catalog_ids: Sequence[int] | None, around: Iterable[Kind]) -> Page[Card]:
    """None: of all catalogs that the actor may see. What is in others does not exist."""
    seen = [catalog.id for catalog in catalogs.all_of(work)]
    asked = seen if catalog_ids is None else [id for id in seen if id in catalog_ids]
    if not asked:
        return Page([])
    return records.page(work, Kind.ELEMENT, structs.replace(query, equal={**query.equal, "catalog_id": asked}), around)


def update(work: Work, asked: Sequence[Write]) -> Updated:
    """A change that names another catalog than the element's own is of no element."""
    held = _seen(work, [write.change.id for write in asked])
    places = [place for place, write in enumerate(asked) if _is_of(held.get(write.change.id), write.change)]
    some = [asked[place] for place in places]
    part = writes.placed(places, lambda: writes.update(work, Kind.ELEMENT, elements.update, some))
    why: list[Unfit | None] = [Unfit.UNKNOWN] * len(asked)
    for place, reason in zip(places, part.unfit, strict=True):
        why[place] = reason
    return Updated(part.records, why)


def delete(work: Work, ids: Sequence[int]) -> dict[int, Unfit]:
    """Of each that is not there to be deleted, why."""
    access.require(work.actor, Kind.ELEMENT, "delete")
    held = _seen(work, ids)
    elements.remove(work, list(held))
    return {id: Unfit.UNKNOWN for id in ids if id not in held}


def _seen(work: Work, ids: Sequence[int]) -> dict[int, Element]:
    level = access.require(work.actor, Kind.ELEMENT, "view")
    held = store.get_many(work, Kind.ELEMENT, ids, level)
    return {id: element for id, element in held.items() if element.catalog_id in work.facts.catalogs}


def _is_of(element: Element | None, change: Any) -> bool:
    return element is not None and element.catalog_id == change.catalog_id
