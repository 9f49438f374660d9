"""Online chats (онлайн-чат) of website buttons: what a visitor's browser sends and shows. Not the vendor's: his pages
speak to a service of their own."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from voronka.contract.operation import Operation, Right

TEXT_AT_MOST = 2000


class VisitorMessage(Struct, kw_only=True):
    """What a visitor writes. chat_id: as his first message was answered. name: how he is called. page: where he is."""

    text: Annotated[str, Meta(max_length=TEXT_AT_MOST)]
    chat_id: str | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET
    page: str | UnsetType | None = UNSET


class ChatLine(Struct, kw_only=True):
    """author: empty in the visitor's own lines."""

    id: str
    is_own: bool
    author: str
    text: str
    created_at: int


class OnlineChat(Struct, kw_only=True):
    """The newest 200 lines, the oldest of them first. chat_id: whoever knows it reads the chat and writes in it."""

    chat_id: str
    lines: list[ChatLine]


# fmt: off
OPERATIONS = (
    Operation("online_chats.write", "POST", "/website_buttons/{code}/chats", body=VisitorMessage, answer=OnlineChat, right=Right.NOBODY, texts=("code",), room=16 * 1024, summary="Write as a visitor of a trusted site"),
    Operation("online_chats.get", "GET", "/website_buttons/{code}/chats/{chat_id}", answer=OnlineChat, right=Right.NOBODY, texts=("code", "chat_id"), is_key=True, summary="Read a visitor's own chat"),
)
# fmt: on
