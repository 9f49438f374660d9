"""Calls of addresses that integrations named. Those that finished work owes are made after the commit, tried once and
waited for by nobody: the vendor does not try again either, and an integration that got no code is let in anew.
"""

import asyncio

import httpcore2
import httpx2
import structlog

from voronka.hooks.deliver import UNREACHABLE, raw_url
from voronka.hooks.guard import Guard

log = structlog.get_logger("voronka.afterwards")

WITHIN = 10.0
_running: set[asyncio.Task[None]] = set()  # the loop itself holds tasks only weakly


def call_later(url: str, *, allow_private: bool) -> None:
    """Lost if this process dies first."""
    task = asyncio.get_running_loop().create_task(_called(url, allow_private))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def call_out(url: str, body: bytes | None = None, *, allow_private: bool) -> int | str:
    """A GET, or a POST of JSON. The status of the answer, or why there is none."""
    target = httpx2.URL(url)
    method, headers = "GET", [("User-Agent", "Voronka"), ("Host", target.netloc.decode())]
    if body is not None:
        method = "POST"
        headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    pool = httpcore2.AsyncConnectionPool(
        ssl_context=httpx2.create_ssl_context(), network_backend=Guard(allow_private=allow_private)
    )
    try:
        async with (
            asyncio.timeout(WITHIN),
            pool,
            pool.stream(method, raw_url(target), headers=headers, content=body) as got,
        ):
            return got.status  # what else it says nobody reads
    except (TimeoutError, *UNREACHABLE) as error:
        return type(error).__name__


async def _called(url: str, allow_private: bool) -> None:
    """The address carries a code: only its host is logged."""
    answered = await call_out(url, allow_private=allow_private)
    if isinstance(answered, int):
        log.info("integration called", host=httpx2.URL(url).host, status=answered)
    else:
        log.warning("integration not called", host=httpx2.URL(url).host, error=answered)
