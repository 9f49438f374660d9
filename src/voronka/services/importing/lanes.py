"""Work side by side: while the database stores one batch, the next is made ready. Answers come in the items' order."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Lanes(Generic[A, B]):
    """At most `count` at once, and never two that clash."""

    def __init__(self, count: int, clash: Callable[[A, A], bool], tell: Callable[[A, B], None]) -> None:
        self.count = count
        self.clash = clash
        self.tell = tell
        self._begun: deque[tuple[A, asyncio.Future[B]]] = deque()

    async def run(self, items: Iterable[A], do: Callable[[A], Awaitable[B]]) -> None:
        try:
            for item in items:
                while any(self.clash(item, other) for other, _ in self._begun):
                    await self._first()
                self._begun.append((item, asyncio.ensure_future(do(item))))
                await asyncio.sleep(0)  # it begins before the next item is even read
                while len(self._begun) >= self.count:
                    await self._first()
            while self._begun:
                await self._first()
        finally:
            await self._abandon()

    async def _first(self) -> None:
        item, answer = self._begun[0]
        self.tell(item, await answer)
        self._begun.popleft()

    async def _abandon(self) -> None:
        """After a failure: what is under way is undone by its transaction."""
        left = [answer for _, answer in self._begun]
        for answer in left:
            answer.cancel()
        await asyncio.gather(*left, return_exceptions=True)
