"""Calls that a telephony reports: each becomes a note on the card that has its number."""

from msgspec import Struct

from voronka.base.absent import ABSENT, Absent
from voronka.base.folding import phone_key
from voronka.domain.facts import Facts
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.notes import NoteChange
from voronka.domain.records import SignedChange

UNIQ_AT_MOST = 255  # letters: it is looked up by an index
WAITS = 18 * 3600  # seconds that a call without a card is kept, where it waits for one
LOOKED_AFTER = 300  # seconds after which it is looked for again

NOTE_TYPES = {"inbound": "call_in", "outbound": "call_out"}


class CallDraft(SignedChange, kw_only=True):
    direction: str
    duration: int  # seconds
    source: str
    phone: str
    uniq: str | None
    link: str | None
    call_result: str | None
    call_status: int | None
    call_responsible: int | str | None

    @property
    def key(self) -> str:
        """By what its card is found."""
        return phone_key(self.phone)


class Logged(Struct, frozen=True):
    """Where a call stands."""

    note_id: int
    owner: End


class WaitingCall(Struct, frozen=True):
    """A call whose number nobody has yet. user_id: in whose name it was sent, 0 for an integration of its own."""

    id: int
    user_id: int
    draft: CallDraft
    created_at: int


class Openings(Struct, frozen=True):
    """What is under way with a contact or company: how many deals, and the oldest of them."""

    count: int = 0
    oldest: int = 0


def card_of(holder: End, leads: Openings, customers: Openings) -> End:
    """The one deal that is under way; where there are several or none, the holder of the number himself."""
    if (leads.count, customers.count) == (1, 0):
        return End(Kind.LEAD, leads.oldest)
    if (leads.count, customers.count) == (0, 1):
        return End(Kind.CUSTOMER, customers.oldest)
    return holder


def note_of(call: CallDraft, owner: End, facts: Facts) -> NoteChange:
    who = call.call_responsible
    who = (call.created_by or None) if who is None and call.created_by is not ABSENT else who
    responsible: int | Absent = call.responsible_user_id
    if responsible is ABSENT and isinstance(who, int) and who in facts.users:
        responsible = who
    return NoteChange(
        entity_id=owner.id,
        note_type=NOTE_TYPES[call.direction],
        params={
            "uniq": call.uniq,
            "duration": call.duration,
            "source": call.source,
            "link": call.link,
            "phone": call.phone,
            "call_result": call.call_result,
            "call_status": call.call_status,
            "call_responsible": who,
        },
        responsible_user_id=responsible,
        created_by=call.created_by,
        updated_by=call.updated_by,
        created_at=call.created_at,
        updated_at=call.updated_at,
    )
