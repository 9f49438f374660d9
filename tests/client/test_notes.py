"""Notes through the client."""

import pytest

from voronka import AmoSync, ValidationFailed
from voronka.types import (
    CompanyAdd,
    ContactAdd,
    LeadAdd,
    NoteAdd,
    NoteFilter,
    NoteOfAdd,
    NoteOfFilter,
    NotePatch,
    NotePatchOne,
)


def test_notes_of_all_leads(amo: AmoSync):
    [lead] = amo.leads.add([LeadAdd(name="Свадьба")])
    texts = ("Роза", "Мак")
    made = amo.leads.notes.add(
        [NoteAdd(entity_id=lead.id, note_type="common", params={"text": each}) for each in texts]
    )

    amo.leads.notes.update([NotePatch(id=made[0].id, params={"text": "Розы"})])
    amo.leads.notes.update_one(made[1].id, NotePatchOne(params={"text": "Маки"}))
    amo.leads.notes.pin(made[0].id)

    found = amo.leads.notes.list(filter=NoteFilter(entity_id=[lead.id]), with_=["is_pinned"], limit=1).all()
    assert [(note.params, note.is_pinned) for note in found] == [({"text": "Розы"}, True), ({"text": "Маки"}, False)]
    amo.leads.notes.unpin(made[0].id)
    again = amo.leads.notes.get(made[0].id, with_=["is_pinned"])
    assert again
    assert again.is_pinned is False
    assert amo.leads.notes.get(5) is None


def test_notes_of_one_record(amo: AmoSync):
    [person] = amo.contacts.add([ContactAdd(name="Мария Ким")])
    call = {"phone": "+79261110022", "duration": 60, "call_status": 4}
    [made] = amo.contacts.notes_of.add(person.id, [NoteOfAdd(note_type="call_in", params=call, request_id="звонок")])
    assert (made.entity_id, made.request_id) == (person.id, "звонок")

    amo.contacts.notes_of.update(person.id, [NotePatch(id=made.id, params={"call_status": 2})])
    changed = amo.contacts.notes_of.update_one(person.id, made.id, NotePatchOne(params={"call_result": "Завтра"}))

    assert changed.updated_at
    [note] = amo.contacts.notes_of.list(person.id, filter=NoteOfFilter(note_type=["call_in"]), order={"id": "desc"})
    assert note.params == {**call, "call_status": 2, "call_result": "Завтра"}
    assert amo.contacts.notes_of.get(person.id, made.id) == note
    assert amo.contacts.notes_of.get(5, made.id) is None


def test_a_note_of_a_wrong_type_is_refused(amo: AmoSync):
    [company] = amo.companies.add([CompanyAdd(name="Кафе «Сирень»")])
    with pytest.raises(ValidationFailed) as refused:
        amo.companies.notes.add([NoteAdd(entity_id=company.id, note_type="chat", params={})])
    assert refused.value.problems[0].path == "note_type"
