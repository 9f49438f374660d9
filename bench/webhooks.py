"""Row 4: changes at a steady rate through a started server and its worker, a healthy receiver: how long until each was
told, and whether all of them were although the server was killed in between.

The clock of a change starts when its request is answered, so shortly after the commit, and stops when the receiver
has read its notice. Everything runs on this machine: server, client and receiver share its processors.
"""

import asyncio
import re
import time
from contextlib import suppress
from urllib.parse import parse_qs

import httpx2
from msgspec import Struct

from bench import company, serving

SIZE = 1_000  # leads that are there
RATE = 200  # changes a second …
BATCH = 10  # … so many in a request
SECONDS = 20
SECONDS_UNTIL_KILLED = 3
PATIENCE = 60.0
P99_AT_MOST = 1.0

NAME = "leads[add][0][name]"
SETTINGS = {"webhooks_allow_private": "1"}


class Receiver:
    """Answers 200 at once and remembers when it heard of each lead."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self._news = asyncio.Event()
        self._open: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = re.search(rb"content-length: (\d+)", head.lower())
                assert length
                body = await reader.readexactly(int(length[1]))
                self.heard.setdefault(parse_qs(body.decode())[NAME][0], time.perf_counter())
                self._news.set()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def missing(self, names: set[str]) -> set[str]:
        """Those that it has not heard of when all were given time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while names - self.heard.keys():
                    self._news.clear()
                    await self._news.wait()
        return names - self.heard.keys()

    def close(self) -> None:
        for writer in self._open:
            writer.close()


class Told(Struct, frozen=True):
    """Seconds from the commit to the receiver; how many changes were answered around a kill -9 and then never told."""

    p50: float
    p95: float
    p99: float
    last: float
    never: int
    answered: int
    lost: int

    @property
    def is_kept(self) -> bool:
        return self.p99 <= P99_AT_MOST and not self.never


def measure(url: str) -> Told:
    token = serving.look(url, company.token)
    serving.look(url, company.unsubscribe)
    told = asyncio.run(_measure(url, token))
    times = ", ".join(f"{name} {getattr(told, name) * 1000:.0f} ms" for name in ("p50", "p95", "p99", "last"))
    late = "ok" if told.is_kept else f"MISSED, bar {P99_AT_MOST:.0f} s for p99"
    print(f"  {RATE} changes a second, told after: {times}, {told.never} never  {late}", flush=True)
    lost = "MISSED" if told.lost else "ok"
    print(
        f"  kill -9 under this load: of {told.answered:,} changes answered {told.lost} were never told  {lost}",
        flush=True,
    )
    return told


async def _measure(url: str, token: str) -> Told:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    hook = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        delays, never = await _steady(url, token, hook, receiver)
        answered, lost = await _killed(url, token, receiver)
    finally:
        server.close()
        receiver.close()
        await asyncio.sleep(0.1)
    p50, p95, p99, last = (max(0.0, delays[round((len(delays) - 1) * share)]) for share in (0.5, 0.95, 0.99, 1))
    return Told(p50, p95, p99, last, never, answered, lost)


async def _steady(url: str, token: str, hook: str, receiver: Receiver) -> tuple[list[float], int]:
    """How long each took, sorted, and how many were never told."""
    with serving.installation(url, **SETTINGS) as (_, port):
        async with _client(port, token) as client:
            wanted = {"destination": hook, "settings": ["add_lead"]}
            (await client.post("/api/v4/webhooks", json=wanted)).raise_for_status()
            committed = await _post_steadily(client, "Сделка", SECONDS)
        never = await receiver.missing(set(committed))
    return sorted(receiver.heard[name] - at for name, at in committed.items() if name not in never), len(never)


async def _killed(url: str, token: str, receiver: Receiver) -> tuple[int, int]:
    """How many changes were answered, and how many of these nobody told. Those not answered may be told too."""
    with serving.installation(url, **SETTINGS) as (process, port):
        async with _client(port, token) as client:
            posting = asyncio.create_task(_post_steadily(client, "Заказ", SECONDS_UNTIL_KILLED * 2))
            await asyncio.sleep(SECONDS_UNTIL_KILLED)
            process.kill()
            answered = await posting
    with serving.installation(url, **SETTINGS):
        lost = await receiver.missing(set(answered))
    return len(answered), len(lost)


def _client(port: int, token: str) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30)


async def _post_steadily(client: httpx2.AsyncClient, name: str, seconds: float) -> dict[str, float]:
    """When each lead was committed. Late requests are not made up for; those that get no answer are left out."""
    committed: dict[str, float] = {}
    mark = f"{name} {time.time_ns()}"

    async def post(names: list[str]) -> None:
        with suppress(httpx2.TransportError):
            answer = await client.post("/api/v4/leads", json=[{"name": name, "price": 1000} for name in names])
            answer.raise_for_status()
            committed.update(dict.fromkeys(names, time.perf_counter()))

    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for first in range(0, int(RATE * seconds), BATCH):
            await asyncio.sleep(max(0.0, start + first / RATE - time.perf_counter()))
            group.create_task(post([f"{mark} {number}" for number in range(first, first + BATCH)]))
    return committed
