"""Runs the application under uvicorn: in this process, or in several with the webhook worker in one of its own."""

import asyncio
import gc
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from msgspec.structs import asdict, replace
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from voronka.server import observability
from voronka.server.app import create_app
from voronka.server.logs import set_up_logs
from voronka.server.settings import PREFIX, Settings, load_settings, open_configured

FACTORY = "voronka.server.process:app_of_environment"

OPTIONS: dict[str, Any] = {
    "interface": "asgi3",
    "ws": "none",
    "lifespan": "on",
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,  # auth.py reads them, and must see who really called
    "timeout_keep_alive": 75,
    "timeout_graceful_shutdown": 10,
}


def listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    listener.set_inheritable(True)
    return listener


def serve(settings: Settings, listener: socket.socket) -> None:
    """Until SIGINT or SIGTERM; requests under way are finished first."""
    if settings.workers == 1:
        _serve_here(settings, listener)
    else:
        _serve_in_processes(settings, listener)


def app_of_environment() -> ASGIApp:
    """What each of several processes runs."""
    settings = load_settings()
    set_up_logs(settings)
    app = create_app(settings, open_configured(settings))
    _spare_what_stays()
    return app


def _spare_what_stays() -> None:
    """A page of 250 records is thousands of objects that are gone with the answer. Python would go through all modules,
    types and tables for every tenth such page, 40 ms long, to see whether they are still needed."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _serve_here(settings: Settings, listener: socket.socket) -> None:
    async def served() -> None:
        database = open_configured(settings)
        config = uvicorn.Config(create_app(settings, database), **OPTIONS)
        _spare_what_stays()
        try:
            await _Server(config).serve([listener])
        finally:
            await database.close()

    with asyncio.Runner(loop_factory=uvicorn.Config(FACTORY, log_config=None).get_loop_factory()) as runner:
        runner.run(served())


def _serve_in_processes(settings: Settings, listener: socket.socket) -> None:
    with tempfile.TemporaryDirectory(prefix="voronka-metrics-") as metrics:
        os.environ |= as_environment(replace(settings, worker=False)) | {observability.SEVERAL: metrics}
        config = uvicorn.Config(FACTORY, factory=True, workers=settings.workers, **OPTIONS)
        with _worker(settings):
            Multiprocess(config, [listener]).run()


class _Server(uvicorn.Server):
    """Ends where it began: uvicorn would raise the signal once more, and the database would not be closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {sign: signal.signal(sign, self.handle_exit) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    if not settings.worker:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "voronka.cli.main", "worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def as_environment(settings: Settings) -> dict[str, str]:
    return {PREFIX + name.upper(): _text(value) for name, value in asdict(settings).items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)
