"""Events through the client."""

from voronka import AmoSync
from voronka.types import EventFilter, LeadAdd, LeadPatchOne


def test_what_happened_is_read_newest_first(amo: AmoSync):
    [lead] = amo.leads.add([LeadAdd(name="Розы", price=100)])
    amo.leads.update_one(lead.id, LeadPatchOne(price=150))

    happened = amo.events.list(filter=EventFilter(entity=["lead"], entity_id=[lead.id]), with_=["lead_name"]).all()

    assert [event.type for event in happened] == ["sale_field_changed", "lead_added"]
    again = amo.events.get(happened[0].id)
    assert again
    assert again.value_after == happened[0].value_after


def test_types_of_events_have_names_for_people(amo: AmoSync):
    names = {each.key: each.lang for each in amo.events.types(language_code="ru")}

    assert names["lead_added"]


def test_an_event_that_never_was_is_none(amo: AmoSync):
    assert amo.events.get("01hxxxxxxxxxxxxxxxxxxxxxxx") is None
