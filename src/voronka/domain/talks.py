"""Talks: what is said in a chat. A chat is a customer's conversation in one channel, a talk is a part of it: from the
first message to the close, as a lead is a part of what is sold to a contact."""

import re
from typing import Any

from msgspec import Struct, structs

from voronka.domain.changes import Action, Change, Standing
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery

IN_WORK = "in_work"
CLOSED = "closed"
ASKED = "nps_in_progress"
NPS = frozenset({"nps_scheduled", ASKED})

MESSAGE_TYPES = frozenset({"text", "contact", "file", "video", "picture", "voice", "audio", "sticker", "location"})
TEXT_AT_MOST = 20_000

RATE = re.compile(r"\s*(10|\d)(?:\s*(?:/|из|out of|of|de)\s*10)?\s*[.!)]*\s*", re.IGNORECASE)

INCOMING = "incoming"
OUTGOING = "outgoing"


class Chat(Struct, kw_only=True, frozen=True):
    """`link_id` is the id of its link with the contact, 0 without one. `client_id` as with sources."""

    chat_id: str
    client_id: str
    contact_id: int | None
    link_id: int
    origin: str
    source_id: int | None
    created_at: int
    updated_at: int


class Talk(Struct, kw_only=True, frozen=True):
    """`rate`: the mark from 0 to 10 with which the customer answered the bot. Without one it is 0 too, as clients read
    a number: that somebody gave a 0 the event tells."""

    id: int
    chat_id: str
    contact_id: int
    entity_type: Kind | None
    entity_id: int | None
    status: str
    is_read: bool
    rate: int
    origin: str
    source_id: int | None
    missed_at: int | None
    created_at: int
    updated_at: int

    @property
    def is_in_work(self) -> bool:
        return self.status != CLOSED


class Author(Struct, kw_only=True, frozen=True):
    """`type`: external is a customer, internal a user, and there are bots."""

    id: str
    type: str
    name: str


class Message(Struct, kw_only=True, frozen=True):
    id: str
    talk_id: int
    chat_id: str
    type: str
    message_type: str
    text: str
    attachment: dict[str, Any] | None  # type, link, file_name
    author: Author
    delivery: str | None
    created_at: int


class Said(Struct, kw_only=True, frozen=True):
    """A message and the talk that it belongs to, for those who are told of it."""

    message: Message
    talk: Talk


class Incoming(Struct, kw_only=True):
    """What a channel hands in. A chat that nobody knows yet begins with it; so does, without `contact_id`, a contact
    of the author's name."""

    chat_id: str
    author: str
    text: str = ""
    message_type: str = "text"
    attachment: dict[str, Any] | None = None
    author_id: str = ""
    contact_id: int | None = None
    origin: str = "custom"
    source: str | None = None  # external_id of one of the caller's sources


class TalkQuery(ListQuery, kw_only=True):
    entity_type: Kind = Kind.LEAD
    entity_ids: list[int] | None = None
    only_in_work: bool = False


def check(message_type: str, text: str, problems: Problems) -> None:
    if message_type not in MESSAGE_TYPES:
        problems.add(0, "message_type", Rule.UNKNOWN_CHOICE)
    if message_type == "text" and not text.strip():
        problems.add(0, "text", Rule.BLANK)
    if len(text) > TEXT_AT_MOST:
        problems.add(0, "text", Rule.TOO_LONG, str(TEXT_AT_MOST))


def rate_of(text: str) -> int | None:
    """Who is asked for a mark may also ask back: «5 минут, пожалуйста» is none, «9 из 10!» is."""
    found = RATE.fullmatch(text)
    return int(found[1]) if found else None


def touched(before: Talk, now: int, **values: Any) -> Talk:
    return structs.replace(before, updated_at=now, **values)


def told(talk: Talk, action: Action, actor_id: int, before: dict[str, Any] | None = None) -> Change:
    """It happens to the contact who talks."""
    after = {name: getattr(talk, name) for name in before or {}}
    return Change(
        kind=Kind.CONTACT,
        id=talk.contact_id,
        action=action,
        actor_id=actor_id,
        before=before or {},
        after=after,
        record=talk,
    )


def said(message: Message, talk: Talk, actor_id: int, standing: Standing | None = None) -> Change:
    return Change(
        kind=Kind.CONTACT,
        id=talk.contact_id,
        action="message",
        actor_id=actor_id,
        record=Said(message=message, talk=talk),
        standing=standing,
    )
