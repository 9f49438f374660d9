"""Steps of chained lists end with the elements they name."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from voronka.domain.access import ALL
from voronka.domain.changes import Change, difference
from voronka.domain.kinds import Kind
from voronka.domain.records import Tag, changed_fields
from voronka.services import journal
from voronka.services.work import Work
from voronka.store import field_values, records, tags


def forget(work: Work, elements: Sequence[int]) -> None:
    """No rule of a stage is asked: the element is gone, whatever a lead would need it for."""
    fields = work.facts.fields_of(Kind.LEAD).by_id.values()
    chains = [field.id for field in fields if field.type == "chained_list"]
    ids = field_values.holders(work, Kind.LEAD, chains, elements)
    before = records.get_many(work, Kind.LEAD, ids, ALL, lock=True)
    after = [_without(work, lead, chains, set(elements)) for lead in before.values()]
    records.save(work, Kind.LEAD, before, after)
    tagged = tags.of_records(work, Kind.LEAD, ids)
    journal.record(work, [_change(work, before[lead.id], lead, tagged.get(lead.id, [])) for lead in after])


def _without(work: Work, lead: Any, chains: Sequence[int], elements: set[int]) -> Any:
    left = {
        str(id): [step for step in lead.custom_fields[str(id)] if step["catalog_element_id"] not in elements]
        for id in chains
        if str(id) in lead.custom_fields
    }
    stamp = {"updated_at": work.now, "updated_by": work.actor.user_id}
    return structs.replace(lead, custom_fields=changed_fields(lead.custom_fields, left), **stamp)


def _change(work: Work, before: Any, after: Any, tagged: list[Tag]) -> Change:
    old, new = difference(before, after)
    return Change(
        kind=Kind.LEAD,
        id=after.id,
        action="update",
        actor_id=work.actor.user_id,
        before=old,
        after=new,
        record=after,
        tags=tagged,
    )
