"""Requests that wait, through the client."""

import pytest

from tests.world import World
from voronka import AmoSync, BadRequest, NotFound
from voronka.domain.leads import LeadChange
from voronka.domain.unsorted import Incoming
from voronka.services import unsorted
from voronka.services.leads_complex import Draft
from voronka.types import (
    ComplexContact,
    FormMetadata,
    LeadAdd,
    SipMetadata,
    UnsortedAccept,
    UnsortedAddEmbedded,
    UnsortedDecline,
    UnsortedFilter,
    UnsortedFormAdd,
    UnsortedLead,
    UnsortedLink,
    UnsortedLinkTo,
    UnsortedSipAdd,
)


def form(number: int) -> UnsortedFormAdd:
    came = UnsortedAddEmbedded(leads=[UnsortedLead(name=f"Букет {number}")], contacts=[ComplexContact(name="Мария")])
    metadata = FormMetadata(form_id="f7", form_sent_at=1750000000)
    return UnsortedFormAdd(source_uid=f"site-{number}", source_name="Сайт", metadata=metadata, embedded=came)


def test_forms_wait_and_are_sorted(amo: AmoSync, world: World):
    first, second = amo.leads.unsorted.add_forms([form(1), form(2)])
    waiting = amo.leads.unsorted.list(filter=UnsortedFilter(category=["forms"]), limit=1).all()
    assert [item.uid for item in waiting] == [first.uid, second.uid]
    assert waiting[0].metadata["form_sent_at"] == "1750000000"

    accepted = amo.leads.unsorted.accept(first.uid, UnsortedAccept(user_id=world.anna.id))
    declined = amo.leads.unsorted.decline(second.uid, UnsortedDecline())

    assert (accepted.uid, declined.category) == (first.uid, "forms")
    lead = amo.leads.get(accepted.embedded.leads[0].id)
    assert lead
    assert lead.responsible_user_id == world.anna.id
    assert amo.leads.get(declined.embedded.leads[0].id) is None
    assert amo.leads.unsorted.get(first.uid) is None
    summary = amo.leads.unsorted.summary()
    assert (summary.total, summary.accepted, summary.declined, summary.categories.forms.total) == (2, 1, 1, 2)
    with pytest.raises(BadRequest):
        amo.leads.unsorted.decline(second.uid, UnsortedDecline())
    with pytest.raises(NotFound):
        amo.leads.unsorted.accept("нет такого", UnsortedAccept())


def test_a_call_waits_as_well(amo: AmoSync):
    call = SipMetadata(from_="+79261110022", phone="101", duration=42, is_call_event_needed=True)
    [made] = amo.leads.unsorted.add_sip([UnsortedSipAdd(source_uid="ats", source_name="АТС", metadata=call)])
    found = amo.leads.unsorted.get(made.uid)
    assert found
    assert (found.metadata["from"], found.metadata["duration"]) == ("+79261110022", 42)
    assert amo.leads.notes.list().all()[0].note_type == "call_in"


def test_a_conversation_is_attached_to_a_lead(amo: AmoSync, world: World):
    [deal] = amo.leads.add([LeadAdd(name="Свадьба")])
    chat = Draft(lead=LeadChange(name="Чат"), incoming=Incoming(category="chats", metadata={}))
    [item] = world.do(unsorted.add, [chat])

    to = UnsortedLinkTo(entity_id=deal.id, entity_type="leads")
    linked = amo.leads.unsorted.link(item.uid, UnsortedLink(link=to))

    assert linked.embedded.leads
    assert [lead.id for lead in linked.embedded.leads] == [deal.id]
    assert amo.leads.get(item.lead_id) is None
