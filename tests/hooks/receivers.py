"""Receivers of notices, as they are in the world: quick, slow, broken, gone. Each is a real server on this machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from msgspec import Struct

WAIT = 20.0  # a deadline, not a duration: no test waits so long unless it fails


class Post(Struct, frozen=True):
    """One request as it came."""

    path: str
    headers: dict[str, str]
    pairs: list[tuple[str, str]]

    @property
    def form(self) -> dict[str, str]:
        return dict(self.pairs)


Answer = Callable[[Post], int | None]


class Receiver:
    """`answer` is a code, or a function of the request; None closes the connection without a word."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}/hook"
        self.answer: Answer | int | None = 200
        self.headers: dict[str, str] = {}
        self.body = b"ok"
        self.connections = 0
        self._posts: list[Post] = []
        self._changed = threading.Condition()
        self._released = threading.Event()

    @property
    def posts(self) -> list[Post]:
        with self._changed:
            return list(self._posts)

    def take(self, post: Post) -> int | None:
        with self._changed:
            self._posts.append(post)
            self._changed.notify_all()
        return self.answer(post) if callable(self.answer) else self.answer

    def wait_for(self, count: int, otherwise: str = "") -> list[Post]:
        """The first `count` requests, once they are there."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self._posts) >= count, WAIT)
            assert came, f"only {len(self._posts)} of {count}. {otherwise}"
            return self._posts[:count]

    def hold(self, post: Post) -> int:
        """An answer that does not come until `release`: a receiver that hangs."""
        self._released.wait(WAIT)
        return 200

    def release(self) -> None:
        self._released.set()


@contextmanager
def receiver(answer: Answer | int | None = 200) -> Iterator[Receiver]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.receiver = Receiver(server)
    server.receiver.answer = answer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.receiver
    finally:
        server.receiver.release()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def closed_port() -> Iterator[str]:
    """An address at which nobody listens: the port is ours, so nobody else can open it meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/hook"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    receiver: Receiver

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever posts may hang up before the answer."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, _Server)
        self.receiver = self.server.receiver
        self.receiver.connections += 1

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length).decode()
        if len(body) < length:
            return  # whoever posts was killed in the middle of it
        headers = {name.lower(): value for name, value in self.headers.items()}
        code = self.receiver.take(Post(self.path, headers, parse_qsl(body, strict_parsing=True)))
        if code is None:
            self.close_connection = True
            return
        self.send_response(code)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.receiver.body)))
        self.end_headers()
        self.wfile.write(self.receiver.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests speak for themselves."""
