"""Readers beside writers."""

import asyncio
import threading

from anyio.from_thread import BlockingPortal
from sqlalchemy.util import await_only

from tests.servers import WAIT, Servers, add_lead, adding
from tests.world import World
from voronka.domain.leads import LeadChange
from voronka.domain.listing import ListQuery
from voronka.services import leads
from voronka.services.work import Work


class Gate:
    """A unit that stands in the middle of its transaction until it is let go."""

    def __init__(self) -> None:
        self._inside, self._open = threading.Event(), threading.Event()
        self._loop_inside, self._loop_open = asyncio.Event(), asyncio.Event()

    def hold(self, work: Work) -> None:
        """On SQLite a unit has a thread of its own; on PostgreSQL it shares the loop with all others."""
        if work.dialect.name == "postgresql":
            self._loop_inside.set()
            await_only(asyncio.wait_for(self._loop_open.wait(), WAIT))
        else:
            self._inside.set()
            assert self._open.wait(WAIT)

    async def entered(self) -> None:
        while not (self._inside.is_set() or self._loop_inside.is_set()):
            await asyncio.wait([asyncio.ensure_future(self._loop_inside.wait())], timeout=0.01)

    def let_go(self) -> None:
        self._open.set()
        self._loop_open.set()


def test_nobody_who_reads_waits_for_those_who_write(servers: Servers, world: World, portal: BlockingPortal):
    """However many writers queue behind a long one: readers see what was there before, at once."""
    add_lead(world, "Роза")
    found, written = portal.call(_read_beside_writers, servers)

    assert found == [["Роза"]] * 12
    assert written == 20
    assert len(world.do(leads.page, ListQuery(limit=50)).items) == 22


async def _read_beside_writers(servers: Servers) -> tuple[list[list[str]], int]:
    gate, anna = Gate(), servers.world.anna

    def long_write(work: Work) -> None:
        leads.add(work, [LeadChange(name="Долгая")])
        gate.hold(work)

    def names(work: Work) -> list[str]:
        return [card.record.name for card in leads.page(work, ListQuery()).items]

    here = servers.databases[0]
    long = asyncio.create_task(here.run(servers.bound(0, long_write, anna)))
    await gate.entered()
    # on PostgreSQL writers do not queue, and what they have written by then would be seen
    waiting = 0 if servers.is_postgresql else 20
    writers = [asyncio.create_task(here.run(servers.bound(0, adding(LeadChange()), anna))) for _ in range(waiting)]
    try:
        async with asyncio.timeout(WAIT / 2):
            read = [here.run(servers.bound(0, names, anna), write=False) for _ in range(12)]
            found = await asyncio.gather(*read)
    finally:
        gate.let_go()
    await long
    late = [here.run(servers.bound(0, adding(LeadChange()), anna)) for _ in range(20 - waiting)]
    return found, len(await asyncio.gather(*writers, *late))


def test_who_reads_in_one_moment_sees_nothing_of_what_is_written_meanwhile(servers: Servers, portal: BlockingPortal):
    assert portal.call(_read_around_a_write, servers) == (["Роза"], ["Роза"])


async def _read_around_a_write(servers: Servers) -> tuple[list[str], list[str]]:
    gate, anna = Gate(), servers.world.anna

    def names(work: Work) -> list[str]:
        return [card.record.name for card in leads.page(work, ListQuery()).items]

    def twice(work: Work) -> tuple[list[str], list[str]]:
        before = names(work)
        gate.hold(work)
        return before, names(work)

    here, there = servers.databases
    await here.run(servers.bound(0, adding(LeadChange(name="Роза")), anna))
    reading = asyncio.create_task(here.run(servers.bound(0, twice, anna), write=False, one_moment=True))
    await gate.entered()
    await there.run(servers.bound(1, adding(LeadChange(name="Тюльпан")), anna))
    gate.let_go()
    return await asyncio.wait_for(reading, WAIT)
