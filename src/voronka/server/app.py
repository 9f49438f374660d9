"""Puts all parts together: the operation table becomes routes, the journal gets its worker, documents their page."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache, lru_cache

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voronka import contract
from voronka.api.amocrm_v2.facade import FACADE as AMOCRM_V2
from voronka.api.amocrm_v4 import oauth_button, trigger_form, webhook_form
from voronka.api.amocrm_v4.facade import FACADE as AMOCRM_V4
from voronka.api.http import Facade
from voronka.contract import amocrm_v2, amocrm_v4
from voronka.contract.amocrm_v2.described import V2
from voronka.contract.described import V4, Described
from voronka.contract.docs_page import page
from voronka.contract.examples import Example, examples
from voronka.contract.openapi import document
from voronka.contract.operation import Operation
from voronka.hooks.settings import HookSettings, Renderers
from voronka.hooks.worker import run_worker
from voronka.server.endpoint import Door, answer, response
from voronka.server.observability import routes as observability
from voronka.server.paths import TidyPaths
from voronka.server.rate_limit import RateLimit
from voronka.server.request_log import RequestLog
from voronka.server.settings import Settings
from voronka.server.shelves import shelved
from voronka.store.database import Database

FACADES = (AMOCRM_V4, AMOCRM_V2)


def create_app(settings: Settings, database: Database) -> Starlette:
    """The application as it runs everywhere: under uvicorn, in tests, in memory."""
    wake = asyncio.Event()
    door = Door(settings, database, RateLimit(settings.rate_limit), wake.set)
    app = Starlette(
        routes=[*operation_routes(door), *script_routes(), *document_routes(), *observability(database)],
        exception_handlers={HTTPException: _no_such},
        lifespan=_with_worker(settings, database, wake),
    )
    app.add_middleware(RequestLog)
    app.add_middleware(TidyPaths)  # around the log: a key that stands in a path is out of it when the path is logged
    return app


def operation_routes(door: Door) -> list[BaseRoute]:
    """One route per path; literal parts win over placeholders."""
    by_path: dict[str, dict[str, tuple[Facade, Operation]]] = defaultdict(dict)
    for facade in FACADES:
        for operation in facade.operations:
            if operation.name in facade.handlers:
                by_path[_pattern(operation)][operation.method] = (facade, operation)
    ordered = sorted(by_path, key=lambda path: path.replace("{", "\x7f"))
    return shelved(_route(door, path, by_path[path]) for path in ordered)


def _pattern(operation: Operation) -> str:
    """`{id}` is an integer, so `/leads/links` is no lead; parts named in `texts` are any text."""
    parts = operation.path.split("/")
    return "/".join(
        part.replace("}", ":id}") if part.startswith("{") and part[1:-1] not in operation.texts else part
        for part in parts
    )


def _route(door: Door, path: str, operations: dict[str, tuple[Facade, Operation]]) -> Route:
    async def endpoint(request: Request) -> Response:
        facade, operation = operations["GET" if request.method == "HEAD" else request.method]
        return await answer(door, facade, operation, request)

    return Route(path, endpoint, methods=list(operations))


def script_routes() -> list[BaseRoute]:
    """The same for every account, so no operation."""

    async def button(request: Request) -> Response:
        return response(oauth_button.script())

    return [Route(path, button) for path in oauth_button.PATHS]


def document_routes() -> list[BaseRoute]:
    """The documents of each wire: for machines, and as a page that leads to the other one."""
    return [
        _openapi_route(amocrm_v4.OPERATIONS, V4, examples("amocrm_v4")),
        _openapi_route(amocrm_v2.OPERATIONS, V2, {}),
        _docs_route(
            "/docs", lambda: page(amocrm_v4.OPERATIONS, examples("amocrm_v4"), V4, '<a href="docs-v2">API v2</a>')
        ),
        _docs_route("/docs-v2", lambda: page(amocrm_v2.OPERATIONS, {}, V2, '<a href="docs">API v4</a>')),
    ]


def _openapi_route(operations: Sequence[Operation], wire: Described, shown: Mapping[str, Example]) -> Route:
    @lru_cache(maxsize=8)
    def encoded(server: str) -> bytes:
        title, version = contract.TITLE, contract.VERSION
        described = document(operations, title=title, version=version, server=server, examples=shown, wire=wire)
        return msgspec.json.encode(described)

    async def openapi(request: Request) -> Response:
        return Response(encoded(str(request.base_url).rstrip("/")), media_type="application/json")

    return Route(f"/{wire.file}", openapi)


def _docs_route(path: str, write: Callable[[], str]) -> Route:
    written = cache(write)

    async def docs(request: Request) -> Response:
        return Response(written(), media_type="text/html")

    return Route(path, docs)


async def _no_such(request: Request, error: Exception) -> Response:
    path = request.url.path
    facade = next(facade for facade in reversed(FACADES) if path.startswith(facade.paths))  # v4 has the rest
    is_method = isinstance(error, HTTPException) and error.status_code == 405
    reply = (facade.no_such_method if is_method else facade.no_such_path)(request.method, path)
    reply.headers = {**reply.headers, **(getattr(error, "headers", None) or {})}  # 405 tells in Allow what there is
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
    told = Renderers(webhook_form.renderers(settings.public_url, settings.base_domain), trigger_form.form)
    hooks = HookSettings(allow_private=settings.webhooks_allow_private)
    await run_worker(database, told, hooks, stop=stop, wake=wake)
