"""How to wait, in both colours: the async client uses the Async half, its generated twin the other one."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def async_sleep(seconds: float) -> None:
    await asyncio.sleep(seconds)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


async def async_run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A function that may block, in a thread."""
    return await asyncio.to_thread(function, *args, **kwargs)


def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)


class AsyncOnce(Generic[T]):
    """Work that is under way once at a time: who asks meanwhile gets the same outcome.

    It is nobody's own: when a caller is cancelled, the work goes on. A renewal that stops halfway has spent the old
    pair of tokens and not kept the new one.
    """

    def __init__(self) -> None:
        self._task: asyncio.Task[T] | None = None

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(_awaited(work))
            self._task.add_done_callback(_seen)
        return await asyncio.shield(self._task)

    async def settle(self) -> None:
        """Waits for the work under way, whatever comes of it."""
        if self._task is not None:
            await asyncio.wait([self._task])


async def _awaited(work: Callable[[], Awaitable[T]]) -> T:
    return await work()


def _seen(task: "asyncio.Task[T]") -> None:
    """All who waited may be cancelled; asyncio would complain of an error that nobody fetched."""
    if not task.cancelled():
        task.exception()


class Once(Generic[T]):
    """The same for threads: one after the other; the work itself sees that it has been done meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def run(self, work: Callable[[], T]) -> T:
        with self._lock:
            return work()

    def settle(self) -> None:
        with self._lock:
            pass
