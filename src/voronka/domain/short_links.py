"""Short links: one contact's own short address of a page."""

import secrets
import string

from msgspec import Struct

from voronka.domain.destinations import parse
from voronka.domain.errors import Problems, Rule

ALPHABET = string.ascii_letters + string.digits
SEEN_FOR = 60  # seconds in which further openings tell nothing new
LETTERS = 8  # 62^8 codes: nobody comes upon one by trying


class ShortLink(Struct, kw_only=True, frozen=True):
    code: str
    url: str
    contact_id: int
    created_by: int
    created_at: int


class ShortLinkDraft(Struct, frozen=True):
    url: str
    contact_id: int


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def check(draft: ShortLinkDraft, item: int, problems: Problems) -> None:
    """Only pages of the web: a browser is sent there unasked."""
    if parse(draft.url) is None:
        problems.add(item, "url", Rule.URL)
