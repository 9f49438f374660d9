"""Tells the world what happened: finds the accounts that have something to tell and sends a postman for each.

It keeps nothing that the database does not hold, so it may be killed at any moment and several may run at once.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from voronka.hooks.deliver import Sender
from voronka.hooks.postman import Postman
from voronka.hooks.settings import HookSettings, Renderers
from voronka.services import customer_moves, deliveries, file_sweeping, waiting_calls
from voronka.services.work import Connection, Database, Work

T = TypeVar("T")

log = logging.getLogger("voronka.hooks")


async def run_worker(
    database: Database, renderers: Renderers, settings: HookSettings, *, stop: asyncio.Event, wake: asyncio.Event
) -> None:
    """Until `stop`. Set `wake` after a commit in this process; the commits of others are found by looking."""
    async with Sender(settings) as sender:
        await _Worker(database, renderers, settings, sender, stop).run(wake)


class _Worker:
    def __init__(
        self, database: Database, renderers: Renderers, settings: HookSettings, sender: Sender, stop: asyncio.Event
    ) -> None:
        self._database = database
        self._renderers = renderers
        self._settings = settings
        self._sender = sender
        self._stop = stop
        self._postmen: dict[int, tuple[Postman, asyncio.Task[None]]] = {}

    async def run(self, wake: asyncio.Event) -> None:
        pruning = asyncio.create_task(self._prune_now_and_then())
        while not self._stop.is_set():
            wake.clear()
            await self._look_around()
            await _first_of(self._stop, wake, self._settings.poll)
            await asyncio.sleep(self._settings.breath)
        pruning.cancel()
        for postman, _ in self._postmen.values():
            postman.poke()
        ends = [pruning, *(task for _, task in self._postmen.values())]
        for end in await asyncio.gather(*ends, return_exceptions=True):
            if isinstance(end, Exception):
                log.error("stopping: %s", end)

    async def _look_around(self) -> None:
        try:
            found = await self._database.run(self._find, write=False)
        except Exception:
            log.exception("looking for work failed; trying again")
            return
        for account_id in found:
            self._postman(account_id).poke()

    def _find(self, connection: Connection) -> set[int]:
        return deliveries.accounts_with_work(connection, int(self._settings.clock()))

    def _postman(self, account_id: int) -> Postman:
        known = self._postmen.get(account_id)
        if known and not known[1].done():
            return known[0]
        postman = Postman(account_id, self._database, self._renderers, self._settings, self._sender, self._stop)
        task = asyncio.create_task(postman.run())
        task.add_done_callback(lambda task: self._came_home(account_id, postman, task))
        self._postmen[account_id] = postman, task
        return postman

    def _came_home(self, account_id: int, postman: Postman, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("account %s: the postman gave up", account_id, exc_info=error)
        known = self._postmen.get(account_id)
        if known and known[0] is postman:
            del self._postmen[account_id]

    async def _prune_now_and_then(self) -> None:
        while True:
            try:
                await self._prune()
            except Exception:
                log.exception("what is done now and then failed; trying again later")
            await asyncio.sleep(self._settings.prune_every)

    async def _prune(self) -> None:
        for account_id in await self._database.run(deliveries.all_accounts, write=False):
            own = (deliveries.prune, customer_moves.follow_dates, waiting_calls.place)
            for step in (*own, *file_sweeping.steps(self._database)):
                while await self._in_account(account_id, step):
                    pass  # each part is a transaction of its own: others come in between
            now = self._settings.clock()
            for part in await asyncio.to_thread(file_sweeping.lying, self._database, account_id, now):
                await self._in_account(account_id, partial(file_sweeping.sweep_disk, part=part))

    async def _in_account(self, account_id: int, unit: Callable[[Work], T]) -> T | None:
        def in_account(connection: Connection) -> T | None:
            work = deliveries.work_of(self._database, connection, account_id, int(self._settings.clock()))
            return unit(work) if work is not None else None

        return await self._database.run(in_account)


async def _first_of(stop: asyncio.Event, wake: asyncio.Event, within: float) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in (stop, wake)]
    await asyncio.wait(waiting, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
