"""Steps of chained lists end with the elements they name."""

from collections.abc import Sequence

from msgspec import structs

from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.records import changed_fields
from voronka.services.rewriting import AT_ONCE, rewrite_even_binned, stamp
from voronka.services.work import Work
from voronka.store import field_values


def forget(work: Work, elements: Sequence[int]) -> None:
    """No rule of a stage is asked: the element is gone, whatever a lead would need it for."""
    fields = work.facts.fields_of(Kind.LEAD).by_id.values()
    chains = [field.id for field in fields if field.type == "chained_list"]
    gone, last = set(elements), 0

    def without(lead: Lead) -> Lead:
        held = {str(id): lead.custom_fields[str(id)] for id in chains if str(id) in lead.custom_fields}
        left = {id: [step for step in steps if step["catalog_element_id"] not in gone] for id, steps in held.items()}
        return structs.replace(lead, custom_fields=changed_fields(lead.custom_fields, left), **stamp(work))

    while ids := field_values.holders(work, Kind.LEAD, chains, elements, after=last, limit=AT_ONCE):
        rewrite_even_binned(work, Kind.LEAD, ids, without)
        last = ids[-1]
