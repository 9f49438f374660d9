"""Talks (беседы): what a customer and the company say to each other in one chat, from the first message to the close."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Item, Linked, Page, PageOf, Range
from voronka.contract.operation import Operation


class TalkEmbedded(Struct, kw_only=True):
    """At most one of each."""

    contacts: list[Linked] = []
    leads: list[Linked] = []
    customers: list[Linked] = []


class Talk(Item, kw_only=True):
    """A talk as read; there is no `id`. entity_type: lead or customer.

    status: in_work, closed, nps_scheduled, nps_in_progress, with_error. rate: the customer's mark, 0 to 10.
    origin: the channel's code. missed_at: when the customer wrote last, if the talk was closed without an answer.
    """

    talk_id: int
    created_at: int = 0
    updated_at: int = 0
    rate: int = 0
    contact_id: int = 0
    chat_id: str = ""
    entity_id: int | None = None
    entity_type: str | None = None
    status: str = "in_work"
    is_in_work: bool = True
    is_read: bool = False
    origin: str = ""
    source_id: int | None = None
    missed_at: int | None = None
    account_id: int = 0
    embedded: TalkEmbedded = field(name="_embedded", default_factory=TalkEmbedded)


class TalkClose(Struct, kw_only=True):
    """force_close: at once. Without it an active bot of type nps asks the customer first; the talk closes
    with his mark, or when the bot ends."""

    force_close: bool | UnsetType | None = UNSET


class MessageAuthor(Struct, kw_only=True):
    """type: external (a customer), internal (a user), bot."""

    id: str
    type: str
    name: str


class Message(Struct, kw_only=True):
    """One message. type: incoming or outgoing. message_type: text, contact, file, video, picture, voice, audio,
    sticker, location. delivery: sent, delivered, error; null for incoming ones.
    """

    id: str
    talk_id: int
    chat_id: str
    type: str
    message_type: str
    text: str
    attachment: dict[str, Any] | None
    author: MessageAuthor
    delivery: str | None
    created_at: int


class TalkFilter(Struct, kw_only=True):
    """entity_id: of leads unless entity_type says customer. only_in_work: any value leaves out those that are closed."""

    talk_id: list[int] | UnsetType = UNSET
    contact_id: list[int] | UnsetType = UNSET
    entity_id: list[int] | UnsetType = UNSET
    entity_type: Literal["lead", "customer"] | UnsetType = UNSET
    only_in_work: str | UnsetType = UNSET


class TalkQuery(Page, kw_only=True):
    filter: TalkFilter = field(default_factory=TalkFilter)


class MessageFilter(Struct, kw_only=True):
    created_at: Range | UnsetType = UNSET


class MessageQuery(Page, kw_only=True):
    filter: MessageFilter = field(default_factory=MessageFilter)


# fmt: off
OPERATIONS = (
    Operation("talks.list", "GET", "/api/v4/talks", query=TalkQuery, answer=PageOf[Talk], key="talks"),
    Operation("talks.get", "GET", "/api/v4/talks/{id}", answer=Talk),
    Operation("talks.close", "POST", "/api/v4/talks/{id}/close", body=TalkClose, bare=True, status=202, summary="Close one talk"),
    Operation("talks.messages.list", "GET", "/api/v4/talks/{id}/messages", query=MessageQuery, answer=PageOf[Message], key="messages"),
)
# fmt: on
