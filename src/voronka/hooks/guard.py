"""Connects only to addresses that were looked up and allowed just before: a name cannot lead elsewhere in between."""

import asyncio
import time
from collections.abc import Iterable
from typing import Any

from httpcore2 import (
    AnyIOBackend,
    AsyncNetworkBackend,
    AsyncNetworkStream,
    ConnectError,
    NetworkError,
    TimeoutException,
)

from voronka.domain.destinations import is_public
from voronka.services.destinations import addresses_of

REMEMBERED_FOR = 30.0
FIRST_TRY = 1.0  # seconds for an address while there is another one to try


class Guard(AsyncNetworkBackend):
    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._backend = AnyIOBackend()
        self._names: dict[tuple[str, int], tuple[float, asyncio.Task[list[str]]]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the layer below calls it so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        *others, last = await self._allowed(host, port)
        for address in others:
            try:
                return await self._backend.connect_tcp(address, port, FIRST_TRY, local_address, socket_options)
            except (NetworkError, TimeoutException):
                continue
        return await self._backend.connect_tcp(last, port, timeout, local_address, socket_options)

    async def _allowed(self, host: str, port: int) -> list[str]:
        try:
            addresses = await asyncio.shield(self._looked_up(host, port))
        except (OSError, UnicodeError) as error:
            raise ConnectError(f"the name {host} cannot be looked up: {error}") from error
        if not self._allow_private and not all(map(is_public, addresses)):
            raise ConnectError(f"{host} leads to a private address")
        return addresses

    def _looked_up(self, host: str, port: int) -> asyncio.Task[list[str]]:
        """One look-up for all who wait for it; an answer, good or bad, is good for a while."""
        until, task = self._names.get((host, port), (0.0, None))
        if task is None or (task.done() and until < time.monotonic()):
            self._forget()
            task = asyncio.create_task(addresses_of(host, port))
            task.add_done_callback(_look_at_error)
            self._names[host, port] = time.monotonic() + REMEMBERED_FOR, task
        return task

    def _forget(self) -> None:
        now = time.monotonic()
        self._names = {name: kept for name, kept in self._names.items() if kept[0] >= now or not kept[1].done()}


def _look_at_error(task: asyncio.Task[list[str]]) -> None:
    """Whoever asked may have gone when the look-up fails: nobody is to be told then."""
    if not task.cancelled():
        task.exception()
