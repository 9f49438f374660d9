"""What written values name must be there, and be seen by who writes: one question per kind for a whole batch.

Whoever sends back what he read may keep it, as a file of a field: values outlive the records that they name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from voronka.base.absent import ABSENT
from voronka.domain.access import DENIED
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.references import FINDERS, Reference, completed, held_in, is_meant, known_of, reference_of
from voronka.domain.fields.resolving import KEY, named
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.records import RecordChange
from voronka.services.work import Work
from voronka.store import records


class _Place(Struct, frozen=True):
    """Where in the batch a reference stands, and what the field of this record has held of it so far."""

    item: int
    path: str
    field: Field
    values: list[Any]
    nth: int
    reference: Reference
    held: dict[str, Any] | None


def complete(
    work: Work, kind: Kind, changes: Sequence[RecordChange], before: Mapping[int, Any], problems: Problems
) -> None:
    """Writes beside the ids, in place, what is known of those they name."""
    places = [place for item, change in enumerate(changes) for place in _places(work, kind, item, change, before)]
    found = _loaded(work, places)
    for place in places:
        end = _meant(work, place.reference, found)
        known = place.held if end is None else known_of(place.field, end.kind, found[end], work.facts)
        if known is None:
            problems.add(place.item, f"{place.path}.{place.reference.path}", Rule.UNKNOWN_CHOICE)
        else:
            place.values[place.nth] = completed(place.field, place.values[place.nth], known)


def _places(work: Work, kind: Kind, item: int, change: RecordChange, before: Mapping[int, Any]) -> Iterator[_Place]:
    if change.custom_fields is ABSENT:
        return
    fields = work.facts.fields_of(kind, getattr(change, "catalog_id", 0))
    for place, write in enumerate(change.custom_fields):
        field = named(fields, write)
        if field is None or field.type not in FINDERS:
            continue
        for nth, value in enumerate(write.values or ()):
            reference = reference_of(field, value, work.facts)
            if reference:
                held = held_in(before.get(change.id), field, reference)
                yield _Place(item, f"{KEY}.{place}.values.{nth}", field, write.values or [], nth, reference, held)


def _loaded(work: Work, places: Iterable[_Place]) -> dict[End, Any]:
    wanted: dict[Kind, set[int]] = defaultdict(set)
    for place in places:
        for kind in place.reference.kinds:
            wanted[kind].add(place.reference.id)
    found: dict[End, Any] = {}
    for kind, ids in sorted(wanted.items()):
        level = work.actor.level(kind, "view")
        if level != DENIED and kind in records.TABLES:
            loaded = records.get_many(work, kind, sorted(ids), level)
            found |= {End(kind, id): record for id, record in loaded.items()}
    return found


def _meant(work: Work, reference: Reference, found: dict[End, Any]) -> End | None:
    ends = (End(kind, reference.id) for kind in reference.kinds)
    return next((end for end in ends if end in found and is_meant(reference, end.kind, found[end], work.facts)), None)
