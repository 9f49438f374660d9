"""Notes that come inside a record: they are put on it, whatever they say of where they stand."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET, structs

from voronka.api.amocrm_v2.faults import here
from voronka.api.amocrm_v2.notes import from_wire
from voronka.base.absent import or_else
from voronka.domain.errors import Invalid, Problem
from voronka.domain.kinds import Kind
from voronka.services import notes
from voronka.services.work import Work
from voronka.services.writes import Updated


def put(work: Work, kind: Kind, items: Sequence[Any], made: Sequence[Any]) -> Sequence[Any]:
    """`made`: the record of each item, which is handed back."""
    _put(work, kind, items, {place: record.id for place, record in enumerate(made)})
    return made


def put_changed(work: Work, kind: Kind, items: Sequence[Any], updated: Updated) -> Updated:
    """On those that were changed."""
    _put(work, kind, items, {place: items[place].id for place, why in enumerate(updated.unfit) if why is None})
    return updated


def _put(work: Work, kind: Kind, items: Sequence[Any], ids: dict[int, int]) -> None:
    places = [(place, nth) for place in ids for nth in range(len(or_else(items[place].notes, [])))]
    if not places:
        return
    sent = [structs.replace(items[place].notes[nth], id=UNSET, element_id=ids[place]) for place, nth in places]
    try:
        notes.add(work, kind, [from_wire(note) for note in sent])
    except Invalid as error:
        raise Invalid(
            _inside(found, *places[found.item], type(sent[found.item])) for found in error.problems
        ) from error


def _inside(problem: Problem, place: int, nth: int, type_: Any) -> Problem:
    return structs.replace(problem, item=place, path=f"notes.{nth}.{here(problem.path, type_)}")
