"""Webhooks in the world of the tests: subscriptions without the check of addresses, and a worker that runs beside."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal
from msgspec import structs
from sqlalchemy import select

from tests.databases import SECRETS, Templates
from tests.hooks.receivers import WAIT
from tests.renderers import RENDERERS
from tests.world import Cast, World, settle
from voronka.domain.webhooks import Webhook
from voronka.hooks.settings import HookSettings
from voronka.hooks.worker import run_worker
from voronka.services import subscriptions
from voronka.services.subscriptions import Subscription
from voronka.store.database import Database, open_database
from voronka.store.tables import attempts, deliveries
from voronka.store.work import Work

# However busy the machine is, a receiver that answers is in time: what is to be too late never comes.
QUICK = HookSettings(allow_private=True, poll=0.05, breath=0.005, retry_after_error=0.05, answer_within=WAIT, lease=600)

Working = Callable[..., AbstractContextManager[asyncio.Event]]


@pytest.fixture
def located(templates: Templates, portal: BlockingPortal) -> tuple[str, Cast]:
    """The URL of the world's database, so that another process can open it too."""
    return portal.call(templates.fresh, "world", settle)


@pytest.fixture
def world(located: tuple[str, Cast], portal: BlockingPortal, tmp_path: Path) -> Iterator[World]:
    url, cast = located

    async def opened() -> Database:
        return open_database(url, SECRETS, tmp_path / "files")

    database = portal.call(opened)
    yield World(database, portal, cast)
    portal.call(database.close)


@pytest.fixture
def working(world: World, portal: BlockingPortal) -> Working:
    """`with working():` a worker is at work; more settings by name. What it yields wakes it.

    `on_stop` is called once it has been asked to stop and before that is waited for.
    """

    @contextmanager
    def working(on_stop: Callable[[], None] | None = None, **settings: Any) -> Iterator[asyncio.Event]:
        stop, wake = portal.call(asyncio.Event), portal.call(asyncio.Event)

        async def run() -> None:
            await run_worker(world.database, RENDERERS, structs.replace(QUICK, **settings), stop=stop, wake=wake)

        done = portal.start_task_soon(run)
        try:
            yield wake
        finally:
            portal.call(stop.set)
            if on_stop:
                on_stop()
            done.result(timeout=WAIT)

    return working


def subscribe(world: World, destination: str, *codes: str) -> Webhook:
    wanted = Subscription(destination=destination, settings=list(codes or ["add_lead"]))
    return world.do_as(world.irina, subscriptions.subscribe, wanted)


def states(world: World) -> list[str]:
    def read(work: Work) -> list[str]:
        ours = select(deliveries.c.state).where(deliveries.c.account_id == work.account_id).order_by(deliveries.c.id)
        return list(work.connection.execute(ours).scalars())

    return world.do(read)


def codes(world: World) -> list[int]:
    def read(work: Work) -> list[int]:
        ours = select(attempts.c.code).where(attempts.c.account_id == work.account_id).order_by(attempts.c.id)
        return list(work.connection.execute(ours).scalars())

    return world.do(read)


def eventually(condition: Callable[[], bool], what: str) -> None:
    """For what can only be seen by looking: the database of a worker at work."""
    looked = threading.Event()
    until = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < until, f"never: {what}"
        looked.wait(0.01)
