"""Who calls: a bearer token, the session cookie, login and key in the query of any address, or a telephony's key."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from msgspec import structs

from voronka.api import bearer
from voronka.api.amocrm_v2.envelope import CREDENTIALS, SESSION
from voronka.api.http import Call
from voronka.domain.access import SYSTEM, Actor
from voronka.domain.errors import Unauthorized
from voronka.domain.tokens import API_SCOPE, SESSION_LIVES
from voronka.domain.users import User
from voronka.services import logins, sessions
from voronka.services.access_tokens import REFUSED
from voronka.services.work import Work

OF_SERVICES = "private.calls.add"
RENEWED = 60  # seconds of use after which a session is handed out anew


def actor(work: Work, call: Call) -> Actor:
    """Whoever calls beside a telephony's key is who does it, but the key must be right all the same."""
    service = _of_service(work, call)
    if call.headers.get("authorization"):
        return bearer.actor(work, call)
    return _of_query(work, call) or service or _of_cookie(work, call)


def _of_service(work: Work, call: Call) -> Actor | None:
    """(unconfirmed) whose name its calls are in: a robot's, as nobody has signed in."""
    sent = parse_qs(call.query_string) if call.operation.name == OF_SERVICES else {}
    if "key" not in sent:
        return None
    found = logins.service_of_key(work, sent.get("code", [""])[-1], sent["key"][-1])
    robot = structs.replace(SYSTEM, client_id=found.client_id, scopes=tuple(found.scopes))
    robot.require_scope(API_SCOPE)
    return robot


def signed_in(work: Work, call: Call, user: User) -> Actor:
    """The answer brings a session along: some clients send their key once and then only the cookie."""
    call.session = sessions.open_for(work, user.id)
    return user.actor()


def _of_query(work: Work, call: Call) -> Actor | None:
    if "=" not in call.query_string:
        return None
    sent = parse_qs(call.query_string)
    for login, key in CREDENTIALS:
        if login in sent and key in sent:
            return signed_in(work, call, logins.sign_in_by_key(work, sent[login][-1], sent[key][-1]))
    return None


def _of_cookie(work: Work, call: Call) -> Actor:
    session = sessions.session_of(work, _cookie(call))
    if session.expires_at - work.now <= SESSION_LIVES - RENEWED:
        return signed_in(work, call, session.user)
    return session.user.actor()


def _cookie(call: Call) -> str:
    try:
        found = SimpleCookie(call.headers.get("cookie", "")).get(SESSION)
    except CookieError:
        found = None
    if found is None:
        raise Unauthorized(REFUSED)
    return found.value
