"""What customers write: a message from outside finds its chat, its contact and its talk, or makes them."""

from typing import Any

from msgspec import structs

from voronka.domain import leads, talks
from voronka.domain.access import ALL
from voronka.domain.changes import Standing
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import Invalid, Problem, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED
from voronka.domain.talks import IN_WORK, INCOMING, NPS, Author, Chat, Incoming, Message, Talk
from voronka.services import contacts, journal, sources, talk_ends
from voronka.services.contact_chats import as_uuid, new_chat
from voronka.services.talks import new_message
from voronka.services.work import Work
from voronka.store import links, records
from voronka.store import talks as store


def receive(work: Work, incoming: Incoming) -> Message:
    """A message from outside, brought by the facade of a channel: into the open talk of its chat, or a new one."""
    chat = _chat(work, incoming)
    assert chat.contact_id is not None
    open_talk = store.open_talk(work, chat.chat_id)
    talk = _went_on(work, open_talk, chat.contact_id) if open_talk else _begun(work, chat, chat.contact_id)
    author = Author(id=incoming.author_id or str(chat.contact_id), type="external", name=incoming.author)
    message = new_message(work, talk, INCOMING, author, incoming)
    store.add_message(work, message)
    first = talks.told(talk, "talk_update" if open_talk else "talk_add", 0)
    journal.record(work, [first, talks.said(message, talk, 0, _standing(work, talk))])
    rate = talks.rate_of(incoming.text) if talk.status in NPS else None
    if rate is not None:
        talk_ends.rated(work, talk, rate)
    return message


def partner(work: Work, chat: Chat | None) -> int | None:
    """The contact with whom the chat is, while there is one."""
    return _there(work, chat.contact_id if chat else None)


def open_lead(work: Work, contact_id: int) -> int | None:
    """The newest lead of the contact that is neither won nor lost."""
    linked = links.of_records(work, Kind.CONTACT, [contact_id], [Kind.LEAD]).get(contact_id, [])
    ids = sorted(link.to_id for link in linked)
    found: dict[int, Any] = records.get_many(work, Kind.LEAD, ids, ALL, keep=True)
    return max((id for id, lead in found.items() if lead.status_id not in CLOSED), default=None)


def _standing(work: Work, talk: Talk) -> Standing | None:
    """Of the lead that is talked about, where triggers want to know it."""
    if not work.facts.triggers or talk.entity_type != Kind.LEAD or not talk.entity_id:
        return None
    return leads.standing(records.get_many(work, Kind.LEAD, [talk.entity_id], ALL).get(talk.entity_id))


def _chat(work: Work, incoming: Incoming) -> Chat:
    """The chat of the message, with its contact; both are made when they are not there."""
    chat_id, source_id = _checked(work, incoming)
    known = store.chats_of(work, [chat_id], lock=True).get(chat_id)
    chat = known or structs.replace(new_chat(work, chat_id, incoming.origin), source_id=source_id)
    if known and known.client_id != sources.owner(work):
        raise Invalid([Problem(0, "chat_id", Rule.UNKNOWN_CHOICE)])
    contact_id = partner(work, chat) or _there(work, incoming.contact_id) or _new_contact(work, incoming.author)
    if contact_id != chat.contact_id:
        chat = structs.replace(chat, contact_id=contact_id, link_id=work.new_id("chats"), updated_at=work.now)
    if known is None:
        store.add_chats(work, [chat])
    elif chat != known:
        store.save_chats(work, [chat])
    return chat


def _checked(work: Work, incoming: Incoming) -> tuple[str, int | None]:
    problems = Problems()
    chat_id = as_uuid(incoming.chat_id)
    if chat_id is None:
        problems.add(0, "chat_id", Rule.FORMAT, "a UUID")
    found = sources.by_external_id(work, [incoming.source]) if incoming.source else {}
    if incoming.source and not found:
        problems.add(0, "source", Rule.UNKNOWN_CHOICE)
    talks.check(incoming.message_type, incoming.text, problems)
    problems.check()
    return chat_id or "", next((source.id for source in found.values()), None)


def _there(work: Work, contact_id: int | None) -> int | None:
    is_there = contact_id and records.get_many(work, Kind.CONTACT, [contact_id], ALL, keep=True)
    return contact_id if is_there else None


def _new_contact(work: Work, name: str) -> int:
    """One who is not known, or no more."""
    system = work.as_system()
    responsible = work.actor.user_id or min(user.id for user in work.facts.users.values() if user.is_admin)
    return contacts.add(system, [ContactChange(name=name, responsible_user_id=responsible)])[0].id


def _begun(work: Work, chat: Chat, contact_id: int) -> Talk:
    talk = Talk(
        id=work.new_id("talks"),
        chat_id=chat.chat_id,
        contact_id=contact_id,
        **_about(open_lead(work, contact_id)),
        status=IN_WORK,
        is_read=False,
        rate=0,
        origin=chat.origin,
        source_id=chat.source_id,
        missed_at=None,
        created_at=work.now,
        updated_at=work.now,
    )
    store.add(work, talk)
    return talk


def _about(lead_id: int | None) -> dict[str, Any]:
    return {"entity_type": Kind.LEAD if lead_id else None, "entity_id": lead_id}


def _went_on(work: Work, before: Talk, contact_id: int) -> Talk:
    """With whom the chat belongs to by now, and about what is under way with him."""
    talk = talks.touched(before, work.now, is_read=False)
    if contact_id != before.contact_id:
        talk = structs.replace(talk, contact_id=contact_id, **_about(open_lead(work, contact_id)))
    store.save(work, talk)
    return talk
