"""Chats of contacts: an administrator links those of his integration; who sees a contact sees his chats."""

import uuid
from collections.abc import Sequence

from msgspec import Struct, structs

from voronka.domain import access
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.talks import Chat
from voronka.services.sources import owner
from voronka.services.work import Work
from voronka.store import records
from voronka.store import talks as store

ORIGIN = "custom"


class ChatLink(Struct, frozen=True):
    contact_id: int
    chat_id: str


def find(work: Work, contact_ids: Sequence[int], chat_ids: Sequence[str]) -> list[Chat]:
    """By contacts or by chats, exactly one of the two."""
    level = access.require(work.actor, Kind.CONTACT, "view")
    problems = Problems()
    if bool(contact_ids) == bool(chat_ids):
        problems.add(0, "chat_id", Rule.UNEXPECTED if chat_ids else Rule.MISSING)
    problems.check()
    return store.linked_chats(work, contact_ids, [as_uuid(id) or "" for id in chat_ids], level)


def link(work: Work, writes: Sequence[ChatLink]) -> list[Chat]:
    """In the order of the writes. The vendor has a service of its own where chats are made beforehand; here there is
    none, so a chat that nobody knows becomes one of the caller's integration."""
    work.actor.require_admin()
    level = access.require(work.actor, Kind.CONTACT, "view")
    problems = Problems()
    seen = records.existing(work, Kind.CONTACT, sorted({write.contact_id for write in writes}), level)
    held = store.chats_of(work, sorted(filter(None, (as_uuid(write.chat_id) for write in writes))))
    before = dict(held)
    for item, (write, id) in enumerate(zip(writes, work.new_ids("chats", len(writes)), strict=True)):
        chat_id = as_uuid(write.chat_id)
        if write.contact_id not in seen:
            problems.add(item, "contact_id", Rule.UNKNOWN_CHOICE)
        if chat_id is None:
            problems.add(item, "chat_id", Rule.FORMAT, "a UUID")
        elif chat_id in held and held[chat_id].client_id != owner(work):
            problems.add(item, "chat_id", Rule.UNKNOWN_CHOICE)
        else:
            held[chat_id] = _linked(work, held.get(chat_id) or new_chat(work, chat_id, ORIGIN), write.contact_id, id)
    problems.check()
    store.add_chats(work, [chat for id, chat in held.items() if id not in before])
    store.save_chats(work, [chat for id, chat in held.items() if id in before and chat != before[id]])
    return [held[as_uuid(write.chat_id) or ""] for write in writes]


def new_chat(work: Work, chat_id: str, origin: str) -> Chat:
    return Chat(
        chat_id=chat_id,
        client_id=owner(work),
        contact_id=None,
        link_id=0,
        origin=origin,
        source_id=None,
        created_at=work.now,
        updated_at=work.now,
    )


def as_uuid(text: str) -> str | None:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None


def _linked(work: Work, chat: Chat, contact_id: int, id: int) -> Chat:
    """A link that is there already stays what it is."""
    if chat.contact_id == contact_id:
        return chat
    return structs.replace(chat, contact_id=contact_id, link_id=id, updated_at=work.now)
