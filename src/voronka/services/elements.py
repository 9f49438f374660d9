"""The verbs of catalog elements. Nobody is responsible for an element: who may work with lists may work with all."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access, elements
from voronka.domain.elements import Element, ElementChange
from voronka.domain.errors import NotFound
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.services import catalogs, chains, linking, records, saving
from voronka.services.saving import Noun
from voronka.services.work import Work
from voronka.store import records as store

NOUN = Noun(Kind.ELEMENT, elements.make, elements.apply)


def page(work: Work, catalog_id: int, query: ListQuery) -> Page[Element]:
    catalogs.get(work, catalog_id)
    asked = structs.replace(query, equal={**query.equal, "catalog_id": [catalog_id]})
    return records.page(work, Kind.ELEMENT, asked).map(lambda card: card.record)


def get(work: Work, catalog_id: int, id: int) -> Element:
    catalogs.get(work, catalog_id)
    found: Element = records.get(work, Kind.ELEMENT, id).record
    if found.catalog_id != catalog_id:
        raise NotFound(f"There is no element {id} in catalog {catalog_id}.")
    return found


def add(work: Work, drafts: Sequence[ElementChange]) -> list[Element]:
    _require_catalogs(work, drafts)
    return saving.add(work, NOUN, drafts)


def update(work: Work, changes: Sequence[ElementChange]) -> list[Element]:
    _require_catalogs(work, changes)
    return saving.update(work, NOUN, changes)


def update_one(work: Work, change: ElementChange) -> Element:
    get(work, change.catalog_id, change.id)
    return saving.update(work, NOUN, [change], only_one=True)[0]


def delete(work: Work, catalog_id: int, ids: Sequence[int]) -> list[Element]:
    """For good: nothing restores an element, so what it hung on lets go of it."""
    catalogs.get(work, catalog_id)
    level = access.require(work.actor, Kind.ELEMENT, "view")
    held = store.get_many(work, Kind.ELEMENT, ids, level)
    return remove(work, [id for id, element in held.items() if element.catalog_id == catalog_id])


def remove(work: Work, ids: Sequence[int]) -> list[Element]:
    """Of elements that the actor may see."""
    gone: list[Element] = saving.set_deleted(work, NOUN, ids, deleted=True)
    linking.cut_all(work, Kind.ELEMENT, ids)
    chains.forget(work, ids)
    return gone


def _require_catalogs(work: Work, changes: Iterable[ElementChange]) -> None:
    for catalog_id in {change.catalog_id for change in changes}:
        catalogs.get(work, catalog_id)
