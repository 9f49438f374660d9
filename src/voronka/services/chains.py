"""Steps of chained lists end with the elements they name."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.records import changed_fields
from voronka.services.rewriting import AT_ONCE, rewrite_even_binned, stamp
from voronka.services.work import Work
from voronka.store import field_values


def forget(work: Work, elements: Sequence[int]) -> None:
    """No rule of a stage is asked: the element is gone, whatever a lead would need it for."""
    gone = set(elements)
    for kind in sorted(TYPES["chained_list"].owners):
        fields = work.facts.fields_of(kind).by_id.values()
        _forget(work, kind, [field.id for field in fields if field.type == "chained_list"], gone)


def _forget(work: Work, kind: Kind, chains: Sequence[int], gone: set[int]) -> None:
    def without(record: Any) -> Any:
        held = {str(id): record.custom_fields[str(id)] for id in chains if str(id) in record.custom_fields}
        left = {id: [step for step in steps if step["catalog_element_id"] not in gone] for id, steps in held.items()}
        return structs.replace(record, custom_fields=changed_fields(record.custom_fields, left), **stamp(work))

    last = 0
    while ids := field_values.holders(work, kind, chains, sorted(gone), after=last, limit=AT_ONCE):
        rewrite_even_binned(work, kind, ids, without)
        last = ids[-1]
