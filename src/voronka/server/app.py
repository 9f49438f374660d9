"""Puts all parts together: the operation table becomes routes, the journal gets its worker, documents their page."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache, lru_cache

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voronka import contract
from voronka.api.amocrm_v4 import problems
from voronka.api.amocrm_v4.routes import HANDLERS
from voronka.api.amocrm_v4.webhook_form import renderers
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.docs_page import page
from voronka.contract.examples import examples
from voronka.contract.openapi import document
from voronka.contract.operation import Operation
from voronka.hooks.settings import HookSettings
from voronka.hooks.worker import run_worker
from voronka.server.endpoint import Door, answer, response
from voronka.server.observability import routes as observability
from voronka.server.paths import TidyPaths
from voronka.server.rate_limit import RateLimit
from voronka.server.request_log import RequestLog
from voronka.server.settings import Settings
from voronka.store.database import Database


def create_app(settings: Settings, database: Database) -> Starlette:
    """The application as it runs everywhere: under uvicorn, in tests, in memory."""
    wake = asyncio.Event()
    door = Door(settings, database, RateLimit(settings.rate_limit), wake.set)
    app = Starlette(
        routes=[*operation_routes(door), *document_routes(), *observability(database)],
        exception_handlers={HTTPException: _no_such},
        lifespan=_with_worker(settings, database, wake),
    )
    app.add_middleware(TidyPaths)
    app.add_middleware(RequestLog)
    return app


def operation_routes(door: Door) -> list[BaseRoute]:
    """One route per path; literal parts win over placeholders."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in OPERATIONS:
        if operation.name in HANDLERS:
            by_path[_pattern(operation)][operation.method] = operation
    return [_route(door, path, by_path[path]) for path in sorted(by_path, key=lambda path: path.replace("{", "\x7f"))]


def _pattern(operation: Operation) -> str:
    """`{id}` is an integer, so `/leads/links` is no lead; parts named in `texts` are any text."""
    parts = operation.path.split("/")
    return "/".join(
        part.replace("}", ":id}") if part.startswith("{") and part[1:-1] not in operation.texts else part
        for part in parts
    )


def _route(door: Door, path: str, operations: dict[str, Operation]) -> Route:
    async def endpoint(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        return await answer(door, operation, HANDLERS[operation.name], request)

    return Route(path, endpoint, methods=list(operations))


def document_routes() -> list[BaseRoute]:
    async def openapi(request: Request) -> Response:
        return Response(_openapi(str(request.base_url).rstrip("/")), media_type="application/json")

    async def docs(request: Request) -> Response:
        return Response(_docs(), media_type="text/html")

    return [Route("/openapi.json", openapi), Route("/docs", docs)]


@lru_cache(maxsize=8)
def _openapi(server: str) -> bytes:
    described = document(
        OPERATIONS, title=contract.TITLE, version=contract.VERSION, server=server, examples=examples("amocrm_v4")
    )
    return msgspec.json.encode(described)


@cache
def _docs() -> str:
    return page(OPERATIONS, examples("amocrm_v4"))


async def _no_such(request: Request, error: Exception) -> Response:
    wrong = (
        problems.no_such_method
        if isinstance(error, HTTPException) and error.status_code == 405
        else problems.no_such_path
    )
    reply = wrong(request.method, request.url.path)
    reply.headers = dict(getattr(error, "headers", None) or {})  # 405 tells in Allow what there is
    return response(reply)


def _with_worker(
    settings: Settings, database: Database, wake: asyncio.Event
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The worker of webhooks runs beside the server, so one process is the whole product."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        worker = asyncio.create_task(worker_of(settings, database, stop, wake)) if settings.worker else None
        yield
        stop.set()
        wake.set()
        if worker is not None:
            await worker

    return lifespan


async def worker_of(settings: Settings, database: Database, stop: asyncio.Event, wake: asyncio.Event) -> None:
    """The same worker for `voronka serve` and `voronka worker`."""
    told = renderers(settings.public_url, settings.base_domain)
    hooks = HookSettings(allow_private=settings.webhooks_allow_private)
    await run_worker(database, told, hooks, stop=stop, wake=wake)
