"""API v4 as the server sees it."""

from typing import Any

from voronka.api import bearer, session_cookie
from voronka.api.amocrm_v4 import problems
from voronka.api.amocrm_v4.routes import BEFORE, HANDLERS
from voronka.api.decoding import decode_body, decode_form, is_form
from voronka.api.http import Call, Facade
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.domain.access import Actor
from voronka.services.work import Work

SPACES = b" \t\r\n"


def read(call: Call, raw: bytes) -> Any:
    operation = call.operation
    if operation.bare and raw.translate(None, SPACES) in (b"", b"[]"):
        raw = b"{}"
    content_type = call.headers.get("content-type", "")
    if operation.form and is_form(content_type):
        return decode_form(raw, content_type, operation.body, most=operation.most)
    return decode_body(raw, operation.body, most=operation.most)


def actor(work: Work, call: Call) -> Actor:
    """A bearer token; or the session that clients older than OAuth open, whose author lets them call v4 with it too."""
    if session_cookie.is_sent(call) and not call.headers.get("authorization"):
        return session_cookie.actor(work, call)
    return bearer.actor(work, call)


FACADE = Facade(
    operations=OPERATIONS,
    handlers=HANDLERS,
    before=BEFORE,
    paths=("/",),
    read=read,
    actor=actor,
    refusal=problems.translate,
    broken=problems.broken,
    no_such_path=problems.no_such_path,
    no_such_method=problems.no_such_method,
    finish=session_cookie.finish,
)
