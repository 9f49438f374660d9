"""`voronka worker`: delivers webhooks from a process of its own, beside `voronka serve --no-worker`."""

import asyncio
import signal

from voronka.cli.common import DatabaseUrl, DataDir, note, run_on_database, settings_of
from voronka.server.app import worker_of
from voronka.server.logs import set_up_logs
from voronka.server.settings import Settings
from voronka.store.database import Database


def command(data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Deliver webhooks until stopped. Several may run; each delivery is leased by one of them."""
    settings = settings_of(data_dir, database_url)
    set_up_logs(settings)
    note("Delivering webhooks; Ctrl+C stops after those under way.")
    run_on_database(settings, lambda database: _until_stopped(settings, database))


async def _until_stopped(settings: Settings, database: Database) -> None:
    stop, wake = asyncio.Event(), asyncio.Event()

    def end() -> None:
        stop.set()
        wake.set()

    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, end)
    await worker_of(settings, database, stop, wake)
