"""What written values name must be there, and be seen by who writes: one question per kind for a whole batch.

Whoever sends back what he read may keep it, as a file of a field: values outlive the records that they name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from voronka.domain.access import DENIED
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.references import FINDERS, Reference, completed, held_in, is_meant, known_of, reference_of
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.records import RecordChange
from voronka.services.work import Work
from voronka.services.written_values import Written, written
from voronka.store import records


class _Named(Struct, frozen=True):
    """A reference, and what the field of this record has held of it so far."""

    at: Written
    reference: Reference
    held: dict[str, Any] | None


def complete(
    work: Work, kind: Kind, changes: Sequence[RecordChange], before: Mapping[int, Any], problems: Problems
) -> None:
    """Writes beside the ids, in place, what is known of those they name."""
    references = list(_named(work, written(work, kind, changes, FINDERS), before))
    found = _loaded(work, references)
    for each in references:
        at, end = each.at, _meant(work, each.reference, found)
        known = each.held if end is None else known_of(at.field, end.kind, found[end], work.facts)
        if known is None:
            problems.add(at.item, f"{at.path}.{each.reference.path}", Rule.UNKNOWN_CHOICE)
        else:
            at.complete(completed(at.field, at.value, known))


def _named(work: Work, places: Iterable[Written], before: Mapping[int, Any]) -> Iterator[_Named]:
    for at in places:
        reference = reference_of(at.field, at.value, work.facts)
        if reference:
            yield _Named(at, reference, held_in(before.get(at.record_id), at.field, reference))


def _loaded(work: Work, references: Iterable[_Named]) -> dict[End, Any]:
    wanted: dict[Kind, set[int]] = defaultdict(set)
    for each in references:
        for kind in each.reference.kinds:
            wanted[kind].add(each.reference.id)
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
