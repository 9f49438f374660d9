"""Chats of contacts (чаты контактов): which conversation of a messenger belongs to which contact."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, CommaInts, PageOf, RequestId, Saved
from voronka.contract.operation import Operation, Right


class ContactChat(Struct, kw_only=True):
    """id: of the link between the two; another one each time the chat goes to another contact."""

    chat_id: str
    contact_id: int
    id: int


class ContactChatAdded(ContactChat, kw_only=True):
    request_id: str | UnsetType = UNSET


class ContactChatAdd(Struct, kw_only=True):
    """A chat has one contact at most, a contact any number of chats. The chat must be the integration's own."""

    contact_id: int
    chat_id: str
    request_id: RequestId | UnsetType | None = UNSET


class ContactChatQuery(Struct, kw_only=True):
    """Exactly one of the two, at the top level; one value or several."""

    contact_id: CommaInts = field(default_factory=list)
    chat_id: Comma = field(default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("contacts.chats.list", "GET", "/api/v4/contacts/chats", query=ContactChatQuery, answer=PageOf[ContactChat], key="chats"),
    Operation("contacts.chats.add", "POST", "/api/v4/contacts/chats", body=list[ContactChatAdd], answer=Saved[ContactChatAdded], key="chats", right=Right.ADMIN, summary="Link chats to contacts"),
)
# fmt: on
