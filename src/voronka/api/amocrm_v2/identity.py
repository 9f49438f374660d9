"""Who calls: a bearer token, the session cookie, login and key in the query of any address, or a telephony's key."""

from urllib.parse import parse_qs

from msgspec import structs

from voronka.api import bearer, session_cookie
from voronka.api.amocrm_v2.envelope import CREDENTIALS
from voronka.api.http import Call
from voronka.domain.access import SYSTEM, Actor
from voronka.domain.tokens import API_SCOPE
from voronka.services import logins
from voronka.services.work import Work

OF_SERVICES = "private.calls.add"


def actor(work: Work, call: Call) -> Actor:
    """Whoever calls beside a telephony's key is who does it, but the key must be right all the same."""
    service = _of_service(work, call)
    if call.headers.get("authorization"):
        return bearer.actor(work, call)
    return _of_query(work, call) or service or session_cookie.actor(work, call)


def _of_service(work: Work, call: Call) -> Actor | None:
    """(unconfirmed) whose name its calls are in: a robot's, as nobody has signed in."""
    sent = parse_qs(call.query_string) if call.operation.name == OF_SERVICES else {}
    if "key" not in sent:
        return None
    found = logins.service_of_key(work, sent.get("code", [""])[-1], sent["key"][-1])
    robot = structs.replace(SYSTEM, client_id=found.client_id, scopes=tuple(found.scopes))
    robot.require_scope(API_SCOPE)
    return robot


def _of_query(work: Work, call: Call) -> Actor | None:
    if "=" not in call.query_string:
        return None
    sent = parse_qs(call.query_string)
    for login, key in CREDENTIALS:
        if login in sent and key in sent:
            return session_cookie.signed_in(work, call, logins.sign_in_by_key(work, sent[login][-1], sent[key][-1]))
    return None
