"""Reading records: a page or one, with the tags and links shown around them, as far as the actor may see."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from voronka.base.page import Page
from voronka.domain import access
from voronka.domain.errors import NotFound
from voronka.domain.kinds import TAGGED, Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import linking
from voronka.services.work import Work
from voronka.store import links, record_lists, records, tags


def page(work: Work, kind: Kind, query: ListQuery, around: Iterable[Kind] = ()) -> Page[Card]:
    level = access.require(work.actor, kind, "view")
    found = record_lists.page(work, kind, query, level)
    return found.with_items(cards(work, kind, found.items, around))


def page_together(work: Work, around: Mapping[Kind, Sequence[Kind]], query: ListQuery) -> Page[Card]:
    """Records of several kinds as one list; those of kinds that the actor may not see are left out."""
    found = record_lists.page_together(work, access.require_some(work.actor, around, "view"), query)
    cards_of: dict[tuple[Kind, int], Card] = {}
    for kind, shown in around.items():
        ids = [id for of, id in found.items if of == kind]
        cards_of |= {(kind, card.record.id): card for card in (get_many(work, kind, ids, shown) if ids else [])}
    return Page([cards_of[key] for key in found.items if key in cards_of], found.has_more)


def get(work: Work, kind: Kind, id: int, around: Iterable[Kind] = (), *, deleted: bool = False) -> Card:
    found = get_many(work, kind, [id], around, deleted=deleted)
    if not found:
        raise NotFound(f"There is no {kind.singular.replace('_', ' ')} {id} that you may see.")
    return found[0]


def get_many(
    work: Work, kind: Kind, ids: Sequence[int], around: Iterable[Kind] = (), *, deleted: bool = False
) -> list[Card]:
    """`deleted`: those that lie in the recycle bin, and no others."""
    level = access.require(work.actor, kind, "view")
    found = records.get_many(work, kind, ids, level, deleted=deleted) if ids else {}
    return cards(work, kind, list(found.values()), around)


def editable(work: Work, kind: Kind, ids: Iterable[int], *, lock: bool = False, keep: bool = False) -> dict[int, Any]:
    """Those of `ids` that are there and seen, for who writes what hangs on them: all of these he may change."""
    level = access.require(work.actor, kind, "view")
    found: dict[int, Any] = records.get_many(work, kind, sorted(set(ids)), level, lock=lock, keep=keep)
    access.require(work.actor, kind, "edit", found.values())
    return found


def cards(work: Work, kind: Kind, found: Any, around: Iterable[Kind]) -> list[Card]:
    ids = [record.id for record in found]
    tagged = tags.of_records(work, kind, ids) if kind in TAGGED else {}
    linked = linking.as_seen(work, links.of_records(work, kind, ids, around, shown=True))
    return [Card(record, tagged.get(record.id, []), linked.get(record.id, [])) for record in found]
