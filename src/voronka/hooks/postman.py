"""One account's part of the work: rounds of one transaction each, and the sending in between."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Container, Coroutine

from msgspec import Struct

from voronka.domain.deliveries import Addressee, Delivery, Outcome
from voronka.hooks.deliver import Sender
from voronka.hooks.fanout import fan_out
from voronka.hooks.lines import Line
from voronka.hooks.settings import HookSettings, Renderers
from voronka.services import bot_calls, deliveries, website_buttons
from voronka.services.work import Connection, Database

log = logging.getLogger("voronka.hooks")


class Round(Struct):
    """What one transaction brought."""

    claimed: list[Delivery] = []
    calls: list[Delivery] = []  # of bots
    active: Container[Addressee] = ()
    switched_off: list[str] = []
    has_more: bool = False


class Postman:
    def __init__(
        self,
        account_id: int,
        database: Database,
        renderers: Renderers,
        settings: HookSettings,
        sender: Sender,
        stop: asyncio.Event,
    ) -> None:
        self._account_id = account_id
        self._database = database
        self._renderers = renderers
        self._settings = settings
        self._sender = sender
        self._changed = asyncio.Event()
        self._stop = stop  # from the moment it is set nothing more is begun
        self._lines: defaultdict[str, Line] = defaultdict(lambda: Line(settings))
        self._outcomes: list[Outcome] = []
        self._sending: set[asyncio.Task[None]] = set()

    def poke(self) -> None:
        """There may be something to do, or it is time to stop."""
        self._changed.set()

    async def run(self) -> None:
        """Until nothing is left to do; then a new one is sent out at the next change."""
        while not self._stop.is_set():
            await self._changed.wait()
            self._changed.clear()
            if await self._round():
                self._changed.set()
            if self._is_idle and not self._changed.is_set():
                return
            await asyncio.sleep(self._settings.breath)
        await self._close()

    @property
    def _is_idle(self) -> bool:
        return not self._outcomes and not self._sending and all(line.is_empty for line in self._lines.values())

    async def _round(self) -> bool:
        """One transaction: results written, changes told, deliveries claimed, buttons created. True: there is more."""
        outcomes, self._outcomes = self._outcomes, []
        try:
            done = await self._database.run(lambda connection: self._work(connection, outcomes))
        except Exception:
            log.exception("account %s: the database refused; trying again", self._account_id)
            self._outcomes = outcomes + self._outcomes
            await asyncio.sleep(self._settings.retry_after_error)
            return True
        for destination in done.switched_off:
            log.warning("account %s: %s answered badly too often and is switched off", self._account_id, destination)
        for delivery in done.claimed:
            self._lines[delivery.destination].add(delivery)
        for line in list(self._lines.values()):
            line.keep(done.active)
            self._start(line)
        for call in done.calls:
            self._begin(self._call(call))
        return done.has_more

    def _work(self, connection: Connection, outcomes: list[Outcome]) -> Round:
        settings = self._settings
        work = deliveries.work_of(self._database, connection, self._account_id, int(settings.clock()))
        if work is None:
            return Round()
        switched_off = deliveries.settle(work, outcomes)
        bot_calls.settle(work, outcomes)
        calls = [] if self._stop.is_set() else bot_calls.claim(work, settings.lease)
        told = fan_out(work, self._renderers, settings.told_at_once)
        room = {destination: line.room for destination, line in self._lines.items()}
        claimed, is_full = deliveries.claim(work, room, settings.waiting, settings.claimed_at_once, settings.lease)
        creates_more = website_buttons.create_pending(work)
        has_more = is_full or creates_more or told == settings.told_at_once
        active = deliveries.active(work)
        return Round(claimed=claimed, calls=calls, active=active, switched_off=switched_off, has_more=has_more)

    def _start(self, line: Line) -> None:
        if not self._stop.is_set():
            for delivery in line.start():
                self._begin(self._send(line, delivery))

    def _begin(self, sending: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(sending)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _call(self, call: Delivery) -> None:
        """Of bots there are few calls, each of another record: they wait in no line."""
        outcome = await self._sender.send(call)
        if outcome is not None:
            self._outcomes.append(outcome)
        self._changed.set()

    async def _send(self, line: Line, delivery: Delivery) -> None:
        outcome = await self._sender.send(delivery)
        line.finish(delivery, outcome)
        if outcome is not None:
            self._outcomes.append(outcome)
        self._start(line)
        self._changed.set()

    async def _close(self) -> None:
        """What is on its way is waited for; the rest goes back, so that the next worker need not wait for the lease."""
        unsent = [delivery for line in self._lines.values() for delivery in line.clear()]
        if self._sending:
            await asyncio.wait(self._sending)
        if self._outcomes or unsent:
            await self._database.run(lambda connection: self._leave(connection, unsent))

    def _leave(self, connection: Connection, unsent: list[Delivery]) -> None:
        work = deliveries.work_of(self._database, connection, self._account_id, int(self._settings.clock()))
        if work is not None:
            deliveries.settle(work, self._outcomes)
            bot_calls.settle(work, self._outcomes)
            deliveries.release(work, unsent)
