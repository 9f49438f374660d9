"""Chats of contacts: asked for at the top level of the query, answered without any links."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, nothing, request_ids
from voronka.api.http import Call, Reply
from voronka.domain.talks import Chat
from voronka.services import contact_chats
from voronka.services.contact_chats import ChatLink
from voronka.services.work import Work


def find(work: Work, call: Call) -> Reply:
    return _reply(call, [_to_wire(chat) for chat in _found(work, call)])


def link(work: Work, call: Call) -> Reply:
    linked = contact_chats.link(work, [ChatLink(item.contact_id, item.chat_id) for item in call.body])
    return _reply(
        call, [_to_wire(chat) | {"request_id": mark} for chat, mark in zip(linked, request_ids(call), strict=True)]
    )


def _found(work: Work, call: Call) -> list[Chat]:
    return contact_chats.find(work, call.query.contact_id, call.query.chat_id)


def _reply(call: Call, items: list[Wire]) -> Reply:
    """Nothing is 204, as it is with all lists (unconfirmed)."""
    body: Any = {"_total_items": len(items), "_embedded": {call.operation.key: items}}
    return Reply(body=body) if items else nothing()


def _to_wire(chat: Chat) -> Wire:
    return {"chat_id": chat.chat_id, "contact_id": chat.contact_id, "id": chat.link_id}
