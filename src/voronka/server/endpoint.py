"""From a web request to one transaction and back: decode, identify, answer, commit, reply."""

from collections.abc import Callable
from functools import partial

import msgspec
import structlog
from anyio import to_thread
from msgspec import Struct
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from voronka.api.decoding import check_path
from voronka.api.errors import BadRequest, TooLarge
from voronka.api.http import Call, Facade, Handler, Reply
from voronka.api.queries import decode_query_string
from voronka.contract.operation import Operation
from voronka.domain.errors import Refused
from voronka.server.afterwards import call_later, call_out
from voronka.server.auth import identify, origin, shared
from voronka.server.rate_limit import RateLimit
from voronka.server.request_log import called, request_id
from voronka.server.settings import Settings
from voronka.store.database import Database
from voronka.store.work import Work

log = structlog.get_logger("voronka.request")


class Door(Struct, frozen=True):
    """What every endpoint needs besides its operation and handler."""

    settings: Settings
    database: Database
    rate_limit: RateLimit
    after_write: Callable[[], None]


async def answer(door: Door, facade: Facade, operation: Operation, request: Request) -> Response:
    called(request.scope, operation)
    call = _call(door, operation, request)
    try:
        fault = await _decode(facade, call, request)
        if fault is None and operation.name in facade.before:
            await _ask_outside(door, facade, call)
        reply = await _run(door, facade, call, partial(_begin, door, facade, fault))
        while (further := await _outside(door, reply)) is not None:
            reply = await _run(door, facade, call, further)
    except Exception as error:  # whatever it is, the client gets an answer and the log the story
        reply = _refusal(facade, error, call)
    if operation.writes:
        door.after_write()
    return response(facade.finish(call, reply))


def response(reply: Reply) -> Response:
    if reply.file is not None:
        return FileResponse(reply.file, reply.status, reply.headers, reply.content_type)
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
        shared_host=shared(host, door.settings.base_domain),
        target=request.url.path,
        client_ip=client_ip or "",
        is_head=request.method == "HEAD",
    )


async def _decode(facade: Facade, call: Call, request: Request) -> Refused | None:
    """Fills in query and body. A fault is kept for later: who has no token is told that first."""
    operation = call.operation
    try:
        check_path(call.path)
        if operation.query is not None:
            call.query = decode_query_string(call.query_string, operation.query)
        if operation.body is not None:
            _require_plain(request)
            raw = await _read(request, operation.room)
            call.body = raw if operation.body is bytes else facade.read(call, raw)
    except Refused as fault:
        return fault
    return None


def _require_plain(request: Request) -> None:
    """Unpacked, a few bytes may be gigabytes."""
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise BadRequest(f"The body is packed ({packed[:20]}). Send it as it is, without Content-Encoding.")


async def _read(request: Request, most: int) -> bytes:
    raw = bytearray()
    async for part in request.stream():
        raw += part
        if len(raw) > most:
            raise TooLarge(f"The body is larger than {most // 1024} KB. Send less at a time.")
    return bytes(raw)


async def _ask_outside(door: Door, facade: Facade, call: Call) -> None:
    """For nobody but those who may call the operation: it must not become a way to make us ask."""
    await door.database.run(lambda connection: _work(door, facade, connection, call), write=False)
    await facade.before[call.operation.name](call, allow_private=door.settings.webhooks_allow_private)


def _work(door: Door, facade: Facade, connection: Connection, call: Call) -> Work:
    return identify(
        connection,
        door.database,
        call.shared_host if call.operation.anywhere else call.host,
        call.headers,
        call.operation,
        lambda work: facade.actor(work, call),
        base_domain=door.settings.base_domain,
    )


async def _outside(door: Door, reply: Reply) -> Handler | None:
    if reply.posting is not None:
        url, body = reply.posting.url, msgspec.json.encode(reply.posting.body)
        return partial(
            reply.posting.then, await call_out(url, body, allow_private=door.settings.webhooks_allow_private)
        )
    return await to_thread.run_sync(reply.outside) if reply.outside is not None else None


async def _run(door: Door, facade: Facade, call: Call, handler: Handler) -> Reply:
    """A part of the request, in a transaction of its own: whether it may, is asked each time."""

    def unit(connection: Connection) -> tuple[Reply, list[str]]:
        work = _work(door, facade, connection, call)
        return handler(work, call), work.owed

    reply, owed = await door.database.run(unit, write=call.operation.writes)
    for url in owed:
        call_later(url, allow_private=door.settings.webhooks_allow_private)
    return reply


def _begin(door: Door, facade: Facade, fault: Refused | None, work: Work, call: Call) -> Reply:
    door.rate_limit.count(work.account_id, work.actor.client_id)
    if fault is not None:
        raise fault
    return facade.handlers[call.operation.name](work, call)


def _refusal(facade: Facade, error: Exception, call: Call) -> Reply:
    reply = RateLimit.refusal(error) or facade.refusal(error, call)
    if reply is None:
        log.error("failed", operation=call.operation.name, exc_info=error)
        reply = facade.broken(request_id())
    return reply
