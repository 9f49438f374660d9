"""The session that /private/api/auth.php opens, in its cookie. Clients that sign in there call API v2 and v4 with it.

Browsers send cookies of their own accord, so a page of somebody else's must not write with them. `SameSite=Lax` keeps
the cookie from what pages of other sites send; but a neighbour below the same domain is the same site, and there are
browsers that do not know the word. So whoever names another origin is refused too: browsers name it whenever they
write, programs never do.
"""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from voronka.api.http import Call, Reply
from voronka.domain.access import Actor
from voronka.domain.errors import Forbidden, Unauthorized
from voronka.domain.tokens import SESSION_LIVES
from voronka.domain.users import User
from voronka.services import sessions
from voronka.services.access_tokens import REFUSED
from voronka.services.work import Work

NAME = "session_id"
RENEWED = 60  # seconds of use after which a session is handed out anew


def is_sent(call: Call) -> bool:
    return _value(call) is not None


def actor(work: Work, call: Call) -> Actor:
    value = _value(call)
    if value is None:
        raise Unauthorized(REFUSED)
    session = sessions.session_of(work, value)
    if call.operation.writes:
        _require_own_page(call)
    if session.expires_at - work.now <= SESSION_LIVES - RENEWED:
        return signed_in(work, call, session.user)
    return session.user.actor()


def signed_in(work: Work, call: Call, user: User) -> Actor:
    """The answer brings a session along: some clients send their key once and then only the cookie."""
    call.session = sessions.open_for(work, user.id)
    return user.actor()


def finish(call: Call, reply: Reply) -> Reply:
    """Hands out the session of who has just proved who he is, or whose session is used."""
    if call.session and reply.status < 500:
        secure = "; Secure" if call.origin.startswith("https:") else ""
        lives = f"Max-Age={SESSION_LIVES}; Path=/; HttpOnly; SameSite=Lax"
        reply.headers = {**reply.headers, "Set-Cookie": f"{NAME}={call.session}; {lives}{secure}"}
    return reply


def _require_own_page(call: Call) -> None:
    sent = call.headers.get("origin")
    own = {urlsplit(call.origin).netloc, call.headers.get("host")}
    if sent is not None and urlsplit(sent).netloc not in own:
        raise Forbidden("A page of another site cannot write with your session. Call with a token of OAuth.")


def _value(call: Call) -> str | None:
    try:
        found = SimpleCookie(call.headers.get("cookie", "")).get(NAME)
    except CookieError:
        return None
    return None if found is None else found.value
