"""What linked records are called, as far as the actor may see them."""

from collections.abc import Iterable

from voronka.domain.access import DENIED
from voronka.domain.kinds import Kind
from voronka.domain.records import Card
from voronka.services.work import Work
from voronka.store import records


def of_linked(work: Work, cards: Iterable[Card], kind: Kind) -> dict[int, str]:
    """The names of the records of this kind that the cards are linked with, by id."""
    ids = sorted({link.to_id for card in cards for link in card.linked(kind)})
    level = work.actor.level(kind, "view")
    if not ids or level == DENIED:
        return {}
    return {id: record.name for id, record in records.get_many(work, kind, ids, level).items()}
