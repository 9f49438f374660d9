"""/health for whoever restarts us, /metrics for Prometheus."""

import os

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from voronka.store.database import Database

SEVERAL = "PROMETHEUS_MULTIPROC_DIR"  # set by `serve` when there are several processes

disable_created_metrics()

REQUESTS = Counter("voronka_requests", "Answered requests.", ["operation", "status"])
SECONDS = Histogram(
    "voronka_request_seconds",
    "From the first byte in to the last byte out.",
    ["operation"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def routes(database: Database) -> list[BaseRoute]:
    async def health(_request: Request) -> Response:
        try:
            await database.run(lambda connection: connection.execute(text("SELECT 1")).scalar(), write=False)
        except (SQLAlchemyError, OSError):
            return JSONResponse({"status": "failing", "database": "unreachable"}, 503)
        return JSONResponse({"status": "ok", "database": database.dialect.name})

    return [Route("/health", health), Route("/metrics", metrics)]


async def metrics(_request: Request) -> Response:
    return Response(generate_latest(_registry()), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def count(operation: str, status: int, seconds: float) -> None:
    REQUESTS.labels(operation, str(status)).inc()
    SECONDS.labels(operation).observe(seconds)


def _registry() -> CollectorRegistry:
    if SEVERAL not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
