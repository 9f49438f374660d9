"""A catalog ends with all that is in it. What other records hold of it is let go of, and told."""

from collections.abc import Iterator, Sequence

from voronka.domain.elements import Element
from voronka.domain.fields.composites import levels_of
from voronka.domain.freshness import Unfit
from voronka.domain.kinds import Kind
from voronka.services import catalogs, elements, ended_rights, prices
from voronka.services.rewriting import AT_ONCE
from voronka.services.work import Work
from voronka.store import catalogs as store
from voronka.store import indexes


def delete(work: Work, ids: Sequence[int]) -> dict[int, Unfit]:
    """Of each that stays, why: catalogs of the vendor's own kinds, and those that custom fields choose from."""
    seen = {catalog.id for catalog in catalogs.all_of(work)}
    asked = [id for id in ids if id in seen]
    catalogs.require_all(work, "view", asked)
    catalogs.begin(work, "delete", asked)
    needed = _named_by_fields(work)
    stay: dict[int, Unfit] = {}
    for id in ids:
        catalog = work.facts.catalogs.get(id)
        if catalog is None or id not in seen:
            stay[id] = Unfit.UNKNOWN
        elif not catalog.can_be_deleted or id in needed:
            stay[id] = Unfit.NEEDED
    gone = [id for id in dict.fromkeys(ids) if id not in stay]
    if gone:
        _remove(work, gone)
    return stay


def _remove(work: Work, gone: Sequence[int]) -> None:
    """Rows of elements are kept, deleted, as events tell of them; without their fields nothing indexes their values."""
    for part in _elements(work, gone):
        elements.remove(work, [element.id for element in part if not element.is_deleted])
    ended_rights.forget(work, catalogs=gone)
    prices.forget(work, [field for id in gone for field in work.facts.fields_of(Kind.ELEMENT, id).by_id.values()])
    store.remove(work, gone)
    work.facts_change()
    for part in _elements(work, gone):
        indexes.refill(work, part)


def _elements(work: Work, gone: Sequence[int]) -> Iterator[list[Element]]:
    """A part at a time: of a list of any length no more is in memory."""
    last = 0
    while part := store.elements_of(work, gone, after=last, limit=AT_ONCE):
        yield part
        last = part[-1].id


def _named_by_fields(work: Work) -> set[int]:
    """A field that chooses from a catalog says so itself: chained lists by their levels, linked records by one id."""
    found: set[int] = set()
    for field in (field for held in work.facts.fields.values() for field in held.by_id.values()):
        found |= levels_of(field)
        search_in = str(field.settings.get("search_in") or "")
        found |= {int(search_in)} if search_in.isdecimal() else set()
    return found
