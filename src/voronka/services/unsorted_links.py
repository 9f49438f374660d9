"""A conversation that waits is attached to a deal that is there already: its own lead is dissolved in it."""

from collections.abc import Sequence

from msgspec import Struct

from voronka.domain.additions import Holding, addition, as_written
from voronka.domain.changes import Change
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import Problems, Refused, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Card, TagWrite
from voronka.domain.unsorted import LINKABLE, Unsorted
from voronka.services import contacts, journal, leads, linking, permits, records, unsorted, unsorted_items
from voronka.services.unsorted_items import entitled
from voronka.services.work import Work
from voronka.store import moving


class Attached(Struct, frozen=True):
    """Where a request ended."""

    uid: str
    target: End
    contact_id: int | None
    company_id: int | None


def link(work: Work, uid: str, target: End, contact_id: int | None = None, user_id: int = 0) -> Attached:
    """By who may change both: the lead that came with it, and what it is attached to."""
    item = unsorted.taken(work, uid)
    if item.category not in LINKABLE:
        raise Refused("Only requests of chats and mail can be linked. Accept or decline this one.")
    permits.require(work, Kind.LEAD, "edit", [card.record for card in leads.get_many(work, [item.lead_id])])
    problems = Problems()
    card = _target(work, item, target, problems)
    kept = _contact(work, contact_id, problems)
    unsorted.responsible_of(work, user_id, problems)
    problems.check()
    assert card is not None
    unsorted_items.settle(work, [item], "accepted", by=user_id or None, result=target.id)
    here = kept.record.id if kept else item.contact_id
    if kept and item.contact_id and item.contact_id != kept.record.id:
        _merge(entitled(work), item.contact_id, kept)
    _attach(entitled(work), card, target, here, item.company_id)
    moving.move_all(work, End(Kind.LEAD, item.lead_id), target)
    leads.delete(entitled(work), [item.lead_id])
    return Attached(uid, target, here, item.company_id)


def _target(work: Work, item: Unsorted, target: End, problems: Problems) -> Card | None:
    """A record that the actor may change, and not the request's own."""
    found = records.get_many(work, target.kind, [target.id], [Kind.CONTACT, Kind.COMPANY])
    if not found or target == End(Kind.LEAD, item.lead_id):
        problems.add(0, "link.entity_id", Rule.UNKNOWN_CHOICE)
        return None
    permits.require(work, target.kind, "edit", [found[0].record])
    return found[0]


def _contact(work: Work, contact_id: int | None, problems: Problems) -> Card | None:
    if not contact_id:
        return None
    found = contacts.get_many(work, [contact_id])
    if not found:
        problems.add(0, "link.metadata.contact_id", Rule.UNKNOWN_CHOICE)
        return None
    permits.require(work, Kind.CONTACT, "edit", [found[0].record])
    return found[0]


def _merge(work: Work, gone_id: int, kept: Card) -> None:
    """The one who stays keeps what he has; what he lacks comes from the other, and what hangs on that one."""
    [gone] = contacts.get_many(work, [gone_id])
    fields = work.facts.fields_of(Kind.CONTACT)
    tagged = [TagWrite(id=tag.id) for tag in gone.tags]
    draft = ContactChange(custom_fields=as_written(gone.record.custom_fields, fields), tags_to_add=tagged)
    added, _ = addition(ContactChange, kept.record, draft, Holding(kept.record, fields))
    contacts.update(work, [added])
    moving.move_all(work, End(Kind.CONTACT, gone_id), End(Kind.CONTACT, kept.record.id))
    contacts.delete(work, [gone_id])
    journal.record(work, [_merged(work, kept)])


def _merged(work: Work, kept: Card) -> Change:
    return Change(kind=Kind.CONTACT, id=kept.record.id, action="merge", actor_id=work.actor.user_id, record=kept.record)


def _attach(work: Work, card: Card, target: End, contact_id: int | None, company_id: int | None) -> None:
    """A deal has one company: the one that is there stays."""
    ends: Sequence[End] = [
        *([End(Kind.CONTACT, contact_id)] if contact_id else []),
        *([End(Kind.COMPANY, company_id)] if company_id and not card.linked(Kind.COMPANY) else []),
    ]
    if ends:
        linking.link(work, [LinkWrite(here=target, there=end) for end in ends])
