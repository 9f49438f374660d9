"""Sessions of the API before v4: a text that proves itself, so that nothing is written when clients only read."""

import re

from msgspec import Struct

from voronka.base.secrets import same
from voronka.domain.errors import SwitchedOff, Unauthorized
from voronka.domain.tokens import SESSION_LIVES
from voronka.domain.users import User
from voronka.services.access_tokens import REFUSED
from voronka.services.work import Work
from voronka.store import users as store

FORM = re.compile("([0-9a-f]{1,15})-([0-9a-f]{1,10})-([0-9a-f]{64})")


class Session(Struct, frozen=True):
    user: User
    expires_at: int


def open_for(work: Work, user_id: int) -> str:
    """For a user who has just proved who he is."""
    found = store.credentials(work, user_id)
    assert found is not None
    expires_at = work.now + SESSION_LIVES
    proof = work.secrets.session(work.account_id, user_id, found.key_version, expires_at)
    return f"{user_id:x}-{expires_at:x}-{proof}"


def session_of(work: Work, text: str) -> Session:
    """Whose session this is; a forged, foreign or old one is Unauthorized."""
    parts = FORM.fullmatch(text)
    if parts is None:
        raise Unauthorized(REFUSED)
    user_id, expires_at = int(parts[1], 16), int(parts[2], 16)
    found = store.credentials(work, user_id)
    if found is None or work.now >= expires_at:
        raise Unauthorized(REFUSED)
    if not same(parts[3], work.secrets.session(work.account_id, user_id, found.key_version, expires_at)):
        raise Unauthorized(REFUSED)
    if not found.is_active:
        raise SwitchedOff(REFUSED)
    return Session(work.facts.users[user_id], expires_at)
