"""Side by side as many as there are lanes, never two that clash; answers in the order of the work."""

import asyncio

import pytest
from anyio import wait_all_tasks_blocked
from anyio.from_thread import BlockingPortal

from voronka.services.importing.lanes import Lanes


class Work:
    """Begins at once, ends when it is told to."""

    def __init__(self) -> None:
        self.ends: dict[str, asyncio.Event] = {}
        self.told: list[str] = []
        self.begun: list[str] = []

    async def do(self, item: str) -> str:
        self.begun.append(item)
        await self.ends.setdefault(item, asyncio.Event()).wait()
        if "!" in item:
            raise ValueError(item)
        return item

    def tell(self, item: str, answer: str) -> None:
        assert item == answer
        self.told.append(item)

    def lanes(self, count: int) -> Lanes[str, str]:
        return Lanes(count, lambda one, other: one[0] == other[0], self.tell)


def test_the_second_begins_before_the_first_has_ended_and_is_told_after_it(portal: BlockingPortal):
    async def case() -> None:
        work = Work()
        run = asyncio.ensure_future(work.lanes(2).run(["a", "b", "c"], work.do))
        await wait_all_tasks_blocked()
        assert work.begun == ["a", "b"]
        work.ends["b"].set()
        await wait_all_tasks_blocked()
        assert work.told == []
        work.ends["a"].set()
        await wait_all_tasks_blocked()
        assert (work.begun, work.told) == (["a", "b", "c"], ["a", "b"])
        work.ends["c"].set()
        await run
        assert work.told == ["a", "b", "c"]

    portal.call(case)


def test_what_clashes_waits(portal: BlockingPortal):
    async def case() -> None:
        work = Work()
        run = asyncio.ensure_future(work.lanes(2).run(["a1", "a2"], work.do))
        await wait_all_tasks_blocked()
        assert work.begun == ["a1"]
        work.ends["a1"].set()
        await wait_all_tasks_blocked()
        assert work.begun == ["a1", "a2"]
        work.ends["a2"].set()
        await run

    portal.call(case)


def test_a_failure_abandons_what_is_under_way(portal: BlockingPortal):
    async def case() -> None:
        work = Work()
        run = asyncio.ensure_future(work.lanes(2).run(["a!", "b", "c"], work.do))
        await wait_all_tasks_blocked()
        work.ends["a!"].set()
        with pytest.raises(ValueError, match="a!"):
            await run
        assert (work.begun, work.told) == (["a!", "b"], [])

    portal.call(case)
