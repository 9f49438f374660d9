"""Online chats: a visitor of one's site writes by its button. Who he is, nobody knows but by what he says."""

from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import NAME_AT_MOST
from voronka.domain.sources import Source
from voronka.domain.website_buttons import WebsiteButton, host

ORIGIN = "online_chat"
SHOWN = 200  # lines that a visitor's window holds
PAGE_AT_MOST = 2000

# The button's address is public: within a minute one chat, and one button, take no more than people would write.
LINES_A_MINUTE = 20
CHATS_A_MINUTE = 30
MINUTE = 60

OF_APPLICATIONS = ("", "localhost")  # hosts of the pages that mobile applications show


class Visit(Struct, kw_only=True):
    text: str
    chat_id: str | None = None
    name: str = ""
    page: str = ""


def is_trusted(button: WebsiteButton, origin: str | None) -> bool:
    """Whether a page may show the button: as its script asks, so that what it hides cannot be written to either."""
    if origin is None:
        return False
    here = (urlsplit(origin).hostname or "") if origin != "null" else ""
    if button.is_used_in_app and here in OF_APPLICATIONS:
        return True
    sites = [found for site in button.sites if (found := host(site))]
    return any(here == site or here.endswith(f".{site}") for site in sites)


def check(visit: Visit, problems: Problems) -> None:
    if not visit.text.strip():
        problems.add(0, "text", Rule.BLANK)
    if len(visit.name) > NAME_AT_MOST:
        problems.add(0, "name", Rule.TOO_LONG, str(NAME_AT_MOST))


def metadata(visit: Visit, source: Source, chat_id: str, now: int) -> dict[str, Any]:
    """Of the request that waits until somebody accepts the visitor."""
    return {
        "from": visit.name or None,
        "to": source.name,
        "received_at": now,
        "service": ORIGIN,
        "client": {"name": visit.name or None, "avatar": None},
        "origin": {"chat_id": chat_id, "ref": visit.page[:PAGE_AT_MOST] or None, "visitor_uid": None},
        "last_message_text": visit.text,
        "source_name": source.name,
    }
