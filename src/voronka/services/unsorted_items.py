"""The life of a request: it begins with its lead, and ends when that leaves the first stage or is deleted.

Whoever moves or deletes leads calls here; what came in with the lead, its contact and company, is shown or dropped.
"""

from collections.abc import Callable, Sequence
from secrets import token_hex
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent
from voronka.domain import unsorted
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import Overtaken
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.domain.unsorted import Incoming, State, Unsorted
from voronka.services import companies, contacts, journal, notes
from voronka.services.work import Work
from voronka.store import unsorted as store

UID_BYTES = 30  # the vendor's are 60 letters long


class Arrival(Struct, frozen=True):
    """A request and the records that were made of it."""

    incoming: Incoming
    lead: Lead
    contact_id: int | None
    company_id: int | None


def entitled(work: Work) -> Work:
    """What came in belongs together: who may accept or decline the lead does it with its contact and company."""
    return work.as_actor(structs.replace(work.actor, is_admin=True))


def begin(work: Work, arrivals: Sequence[Arrival]) -> list[Unsorted]:
    """Where a pipeline takes its requests at once, they are accepted as they come."""
    ids = work.new_ids("unsorted", len(arrivals))
    made = [_begun(work, id, arrival) for id, arrival in zip(ids, arrivals, strict=True)]
    if not store.insert(work, made):
        raise Overtaken("The same request has just been added by somebody else. List the unsorted ones.")
    calls = [unsorted.call_note(arrival.incoming, arrival.lead.id) for arrival in arrivals]
    if any(calls):
        notes.add(entitled(work), Kind.LEAD, [call for call in calls if call])
    journal.record(work, [_arrived(work, *each) for each in zip(made, arrivals, strict=True)])
    return made


def moved(work: Work, leads: Sequence[Lead]) -> None:
    """Out of the first stage is accepted; into the first stage of another pipeline, it waits there."""
    now = {lead.id: lead for lead in leads}
    waiting = store.waiting_of(work, sorted(now))
    settle(work, [item for item in waiting if not is_unsorted(work, now[item.lead_id])], "accepted")
    elsewhere = [
        structs.replace(item, pipeline_id=now[item.lead_id].pipeline_id, updated_at=work.now)
        for item in waiting
        if is_unsorted(work, now[item.lead_id]) and item.pipeline_id != now[item.lead_id].pipeline_id
    ]
    if elsewhere:
        store.save(work, elsewhere)
        by = work.actor.user_id
        told = [unsorted.told("unsorted_update", item, by, lead_name=now[item.lead_id].name) for item in elsewhere]
        journal.record(work, told)


def said(work: Work, lead_id: int, text: str) -> None:
    """Who waits in a chat goes on writing."""
    chats = [item for item in store.waiting_of(work, [lead_id]) if item.category == "chats"]
    told = [item.metadata | {"last_message_text": text} for item in chats]
    store.save(work, [structs.replace(item, metadata=each) for item, each in zip(chats, told, strict=True)])


def deleted(work: Work, leads: Sequence[Lead]) -> None:
    settle(work, store.waiting_of(work, [lead.id for lead in leads]), "declined")


def settle(
    work: Work,
    items: Sequence[Unsorted],
    state: State,
    *,
    by: int | None = None,
    responsible: int | Absent = ABSENT,
    result: int | None = None,
) -> None:
    """`by`: in whose name; `responsible`: for what came in; `result`: the record that it ended in, if not its own."""
    if not items:
        return
    by = work.actor.user_id if by is None else by
    after = [unsorted.settled(item, state, by, work.now) for item in items]
    store.save(work, after)
    (_show if state == "accepted" else _drop)(entitled(work), items, responsible)
    action = "accept" if state == "accepted" else "decline"
    told = [
        unsorted.told("unsorted_delete", item, by, action=action, result=result if result is not None else item.lead_id)
        for item in after
    ]
    journal.record(work, told)


def is_unsorted(work: Work, lead: Lead) -> bool:
    pipeline = work.facts.pipelines.get(lead.pipeline_id)
    status = pipeline.status(lead.status_id) if pipeline else None
    return bool(status and status.is_unsorted)


def _begun(work: Work, id: int, arrival: Arrival) -> Unsorted:
    ends = arrival.lead, arrival.contact_id, arrival.company_id
    item = unsorted.begin(arrival.incoming, id, token_hex(UID_BYTES), *ends, work.now)
    return item if is_unsorted(work, arrival.lead) else unsorted.settled(item, "accepted", work.actor.user_id, work.now)


def _arrived(work: Work, item: Unsorted, arrival: Arrival) -> Any:
    return unsorted.told("unsorted_add", item, work.actor.user_id, lead_name=arrival.lead.name)


def _show(work: Work, items: Sequence[Unsorted], responsible: int | Absent) -> None:
    people = hidden(work, contacts.get_many, [item.contact_id for item in items])
    firms = hidden(work, companies.get_many, [item.company_id for item in items])
    if people:
        contacts.update(
            work, [ContactChange(id=id, is_unsorted=False, responsible_user_id=responsible) for id in people]
        )
    if firms:
        companies.update(
            work, [CompanyChange(id=id, is_unsorted=False, responsible_user_id=responsible) for id in firms]
        )


def _drop(work: Work, items: Sequence[Unsorted], _responsible: int | Absent) -> None:
    people = hidden(work, contacts.get_many, [item.contact_id for item in items])
    firms = hidden(work, companies.get_many, [item.company_id for item in items])
    if people:
        contacts.delete(work, people)
    if firms:
        companies.delete(work, firms)


def hidden(work: Work, get_many: Callable[..., list[Any]], ids: Sequence[int | None]) -> list[int]:
    """Those that came in with a request and have not been shown since."""
    wanted = sorted({id for id in ids if id})
    return [card.record.id for card in get_many(work, wanted) if card.record.is_unsorted]
