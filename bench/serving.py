"""Started servers and a client that costs next to nothing."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bench import company
from voronka.services.work import Work
from voronka.store.database import open_database

T = TypeVar("T")

VORONKA = Path(sys.executable).parent / "voronka"


class Client:
    """One connection that is kept."""

    def __init__(self, port: int, token: str = "") -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=600)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, target: str) -> bytes:
        return self._ask("GET", target)

    def post(self, target: str, body: bytes) -> bytes:
        return self._ask("POST", target, body)

    def json(self, target: str) -> Any:
        return msgspec.json.decode(self.get(target) or b"null")

    def _ask(self, method: str, target: str, body: bytes | None = None) -> bytes:
        self._connection.request(method, target, body, self._headers)
        answer = self._connection.getresponse()
        raw = answer.read()
        assert answer.status in (200, 204), f"{method} {target}: {answer.status} {raw[:2000].decode()}"
        return raw


def look(url: str, unit: Callable[[Work], T]) -> T:
    """One unit of work in the measured company, done from here."""

    async def run() -> T:
        database = open_database(url, company.SECRETS)
        try:
            return await database.run(lambda connection: unit(company.work_in(connection, database)))
        finally:
            await database.close()

    return asyncio.run(run())


@contextmanager
def voronka(url: str) -> Iterator[Client]:
    """`voronka serve` as anybody starts it, but for the worker of webhooks: it would call nobody and be in the way."""
    token = look(url, company.token)
    with installation(url, "--no-worker") as (_, port):
        yield Client(port, token)


@contextmanager
def installation(url: str, *options: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with tempfile.TemporaryDirectory(prefix="voronka-bench-") as data_dir:
        settings |= {"secret_key": company.KEY, "data_dir": data_dir, "database_url": url}
        own = {f"VORONKA_{name.upper()}": value for name, value in settings.items()}
        with started([VORONKA, "serve", "--port", "0", *options], own) as running:
            yield running


@contextmanager
def raw(url: str) -> Iterator[Client]:
    with started([sys.executable, "-m", "bench.raw_server", url], {}) as (_, port):
        yield Client(port)


@contextmanager
def started(command: list[str | Path], environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The process and the port that it tells of: `http://127.0.0.1:PORT` somewhere in its output."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            yield process, _port(process)
        finally:
            process.terminate()
            process.wait(30)
            assert process.stdout
            process.stdout.close()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    for line in process.stdout:
        if "http://127.0.0.1:" in line:
            return int(line.split("http://127.0.0.1:")[1].split("/")[0].split()[0])
    raise AssertionError("the server did not start")
