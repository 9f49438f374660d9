"""Calls that a finished request owes to somebody else: made after the commit, tried once, waited for by nobody."""

import asyncio

import httpcore2
import httpx2
import structlog

from voronka.hooks.deliver import UNREACHABLE
from voronka.hooks.guard import Guard

log = structlog.get_logger("voronka.afterwards")

WITHIN = 10.0
_running: set[asyncio.Task[None]] = set()  # the loop itself holds tasks only weakly


def call_later(url: str, *, allow_private: bool) -> None:
    """Lost if this process dies first; an integration that got no code asks for another one."""
    task = asyncio.get_running_loop().create_task(_call(url, allow_private))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def _call(url: str, allow_private: bool) -> None:
    """The address carries a code: only its host is logged."""
    host = httpx2.URL(url).host
    pool = httpcore2.AsyncConnectionPool(
        ssl_context=httpx2.create_ssl_context(), network_backend=Guard(allow_private=allow_private)
    )
    try:
        async with asyncio.timeout(WITHIN), pool:
            response = await pool.request("GET", url, headers={"User-Agent": "Voronka"})
            log.info("code delivered", host=host, status=response.status)
    except (TimeoutError, *UNREACHABLE) as error:
        log.warning("code not delivered", host=host, error=type(error).__name__)
