"""Online chats: pages of trusted sites may read the answers, nobody else's pages may."""

from collections.abc import Sequence

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.domain.online_chats import Visit
from voronka.domain.talks import INCOMING, Message
from voronka.services import online_chats
from voronka.services.work import Work


def write(work: Work, call: Call) -> Reply:
    body = call.body
    visit = Visit(
        text=body.text.strip(),
        chat_id=none(body.chat_id),
        name=(none(body.name) or "").strip(),
        page=none(body.page) or "",
    )
    return _reply(call, *online_chats.write(work, call.path["code"], visit, _page_of(call)))


def find_one(work: Work, call: Call) -> Reply:
    chat_id = call.path["chat_id"]
    return _reply(call, chat_id, online_chats.read(work, call.path["code"], chat_id, _page_of(call)))


def _page_of(call: Call) -> str | None:
    """Browsers name the site whose page asks."""
    return call.headers.get("origin")


def _reply(call: Call, chat_id: str, messages: Sequence[Message]) -> Reply:
    headers = {"Access-Control-Allow-Origin": _page_of(call) or "", "Vary": "Origin", "Cache-Control": "no-store"}
    return Reply(body={"chat_id": chat_id, "lines": [_line(message) for message in messages]}, headers=headers)


def _line(message: Message) -> Wire:
    is_own = message.type == INCOMING
    return {
        "id": message.id,
        "is_own": is_own,
        "author": "" if is_own else message.author.name,
        "text": message.text,
        "created_at": message.created_at,
    }
