"""Bearer tokens, which every facade of the vendor's takes."""

from collections.abc import Mapping

from voronka.api.http import Call
from voronka.domain.access import Actor
from voronka.domain.errors import Unauthorized
from voronka.services import access_tokens
from voronka.services.work import Work

OTHER_USER = "x-context-user-id"


def actor(work: Work, call: Call) -> Actor:
    return access_tokens.actor(work, token(call.headers), call.headers.get(OTHER_USER))


def token(headers: Mapping[str, str]) -> str:
    scheme, _, text = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text:
        raise Unauthorized(access_tokens.REFUSED)
    return text.strip()
