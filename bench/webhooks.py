"""Commit to delivered: changes at a steady rate through a started server, a healthy receiver, and how long each took.

    python bench/webhooks.py [--rate 200] [--batch 10] [--seconds 20] [--database-url URL]

The clock of a change starts when its request is answered, so shortly after the commit, and stops when the receiver
has read its notice. Everything runs on this machine: server, client and receiver share its processors.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs

import httpx2

VORONKA = Path(sys.executable).parent / "voronka"
NAME = "leads[add][0][name]"
DRAIN = 30.0


class Receiver:
    """Answers 200 at once and remembers when it heard of each lead."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self.repeated = 0
        self._wanted = 0
        self._all = asyncio.Event()
        self._open: set[asyncio.StreamWriter] = set()

    async def hear_of(self, count: int) -> None:
        self._wanted = count
        if len(self.heard) < count:
            await asyncio.wait([asyncio.ensure_future(self._all.wait())], timeout=DRAIN)

    def close(self) -> None:
        for writer in self._open:
            writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = re.search(rb"content-length: (\d+)", head.lower())
                assert length
                body = await reader.readexactly(int(length[1]))
                self.hear(parse_qs(body.decode())[NAME][0])
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def hear(self, name: str) -> None:
        self.repeated += name in self.heard
        self.heard.setdefault(name, time.perf_counter())
        if len(self.heard) == self._wanted:
            self._all.set()


async def measure(address: str, token: str, given: argparse.Namespace) -> None:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    hook = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(base_url=address, headers=headers, timeout=30) as client:
        answer = await client.post("/api/v4/webhooks", json={"destination": hook, "settings": ["add_lead"]})
        answer.raise_for_status()
        committed, took = await post_steadily(client, given.rate, given.batch, given.seconds)
    await receiver.hear_of(len(committed))
    report(receiver, committed, took)
    server.close()
    receiver.close()
    await asyncio.sleep(0.1)


async def post_steadily(
    client: httpx2.AsyncClient, rate: int, batch: int, seconds: float
) -> tuple[dict[str, float], list[float]]:
    """When each lead was committed, and how long the requests took. Late requests are not made up for."""
    committed: dict[str, float] = {}
    took: list[float] = []

    async def post(names: list[str]) -> None:
        began = time.perf_counter()
        answer = await client.post("/api/v4/leads", json=[{"name": name, "price": 1000} for name in names])
        answer.raise_for_status()
        took.append(time.perf_counter() - began)
        committed.update(dict.fromkeys(names, time.perf_counter()))

    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for first in range(0, int(rate * seconds), batch):
            await asyncio.sleep(max(0.0, start + first / rate - time.perf_counter()))
            group.create_task(post([f"Сделка {number}" for number in range(first, first + batch)]))
    return committed, took


def report(receiver: Receiver, committed: dict[str, float], took: list[float]) -> None:
    delays = sorted(max(0.0, at - committed[name]) for name, at in receiver.heard.items())
    print(f"{len(committed)} changes, {len(delays)} told, {receiver.repeated} more than once")
    print("sent → answered     ", line(sorted(took)))
    print("committed → told    ", line(delays))


def line(times: list[float]) -> str:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    last = len(times) - 1
    return "  ".join(f"{name} {times[round(last * share)] * 1000:6.0f} ms" for name, share in shares.items())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rate", type=int, default=200)
    options.add_argument("--batch", type=int, default=10)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--database-url", default="")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        settings = {
            "VORONKA_DATA_DIR": directory,
            "VORONKA_WEBHOOKS_ALLOW_PRIVATE": "1",
            "VORONKA_LOG_LEVEL": "warning",
        }
        if given.database_url:
            settings["VORONKA_DATABASE_URL"] = given.database_url
        command = [VORONKA, "serve", "--port", "0"]
        process = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True)
        try:
            printed = started(process)
            token, address = re.search(r"token\s+(\S+)", printed), re.search(r"serves (http://\S+)", printed)
            assert token
            assert address
            asyncio.run(measure(address[1], token[1], given))
        finally:
            process.terminate()
            process.wait()


def started(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    printed = ""
    for text in process.stdout:
        printed += text
        if "serves http" in text:
            return printed
    sys.exit(f"the server did not start: {printed}")


if __name__ == "__main__":
    main()
