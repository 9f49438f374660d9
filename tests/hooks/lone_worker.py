"""A worker in a process of its own, to be killed: `python -m tests.hooks.lone_worker DATABASE_URL`."""

import asyncio
import sys

from tests.databases import SECRETS
from tests.hooks.receivers import WAIT
from tests.renderers import RENDERERS
from voronka.hooks.settings import HookSettings
from voronka.hooks.worker import run_worker
from voronka.store.database import open_database


async def main(url: str) -> None:
    settings = HookSettings(allow_private=True, poll=0.05, answer_within=WAIT, lease=int(2 * WAIT))
    never = asyncio.Event()
    await run_worker(open_database(url, SECRETS), RENDERERS, settings, stop=never, wake=asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
