"""From a web request to one transaction and back: decode, identify, answer, commit, reply."""

from collections.abc import Callable

import structlog
from msgspec import Struct
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from voronka.api.decoding import check_path
from voronka.api.errors import TooLarge
from voronka.api.http import Call, Facade, Reply
from voronka.api.queries import decode_query_string
from voronka.contract.operation import Operation
from voronka.domain.errors import Refused
from voronka.server.afterwards import call_later
from voronka.server.auth import identify, origin
from voronka.server.rate_limit import RateLimit
from voronka.server.request_log import called
from voronka.server.settings import Settings
from voronka.store.database import Database
from voronka.store.work import Work

log = structlog.get_logger("voronka.request")

BODY_AT_MOST = 10 * 1024 * 1024


class Door(Struct, frozen=True):
    """What every endpoint needs besides its operation and handler."""

    settings: Settings
    database: Database
    rate_limit: RateLimit
    after_write: Callable[[], None]


async def answer(door: Door, facade: Facade, operation: Operation, request: Request) -> Response:
    called(request.scope, operation.name)
    call = _call(door, operation, request)
    try:
        fault = await _decode(facade, call, request)
        if fault is None and operation.name in facade.before:
            await _ask_outside(door, facade, call)
        reply = await door.database.run(
            lambda connection: _run(door, facade, connection, call, fault), write=operation.writes
        )
    except Exception as error:  # whatever it is, the client gets an answer and the log the story
        reply = _refusal(facade, error, call)
    if operation.writes:
        door.after_write()
    if reply.afterwards:
        call_later(reply.afterwards, allow_private=door.settings.webhooks_allow_private)
    return response(facade.finish(call, reply))


def response(reply: Reply) -> Response:
    body = reply.encoded()
    headers = dict(reply.headers)
    if body:
        headers["Content-Type"] = reply.content_type
    return Response(body, status_code=reply.status, headers=headers)


def _call(door: Door, operation: Operation, request: Request) -> Call:
    client_ip = request.client.host if request.client else None
    scheme, host = origin(request.headers, request.url.scheme, client_ip, door.settings)
    return Call(
        operation=operation,
        path=dict(request.path_params),
        query_string=request.url.query,
        headers=request.headers,
        origin=f"{scheme}://{host}",
        target=request.url.path,
        client_ip=client_ip or "",
    )


async def _decode(facade: Facade, call: Call, request: Request) -> Refused | None:
    """Fills in query and body. A fault is kept for later: who has no token is told that first."""
    operation = call.operation
    try:
        check_path(call.path)
        if operation.query is not None:
            call.query = decode_query_string(call.query_string, operation.query)
        if operation.body is not None:
            call.body = facade.read(call, await _read(request))
    except Refused as fault:
        return fault
    return None


async def _read(request: Request) -> bytes:
    raw = bytearray()
    async for part in request.stream():
        raw += part
        if len(raw) > BODY_AT_MOST:
            raise TooLarge(f"The body is larger than {BODY_AT_MOST // 1024 // 1024} MB. Send fewer records at a time.")
    return bytes(raw)


async def _ask_outside(door: Door, facade: Facade, call: Call) -> None:
    """For nobody but those who may call the operation: it must not become a way to make us ask."""
    await door.database.run(lambda connection: _work(door, facade, connection, call), write=False)
    await facade.before[call.operation.name](call, allow_private=door.settings.webhooks_allow_private)


def _work(door: Door, facade: Facade, connection: Connection, call: Call) -> Work:
    return identify(
        connection,
        door.database,
        call.origin.split("://", 1)[1],
        call.headers,
        call.operation,
        lambda work: facade.actor(work, call),
        base_domain=door.settings.base_domain,
    )


def _run(door: Door, facade: Facade, connection: Connection, call: Call, fault: Refused | None) -> Reply:
    work = _work(door, facade, connection, call)
    door.rate_limit.count(work.account_id, work.actor.client_id)
    if fault is not None:
        raise fault
    return facade.handlers[call.operation.name](work, call)


def _refusal(facade: Facade, error: Exception, call: Call) -> Reply:
    reply = RateLimit.refusal(error) or facade.refusal(error, call)
    if reply is None:
        log.error("failed", operation=call.operation.name, exc_info=error)
        reply = facade.broken()
    return reply
