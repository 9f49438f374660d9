"""A website on this machine that remembers which of its pages were asked for."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOBODY_LISTENS = "http://127.0.0.1:9/oauth"
WAIT = 15.0  # a deadline, not a duration

PAGE = """<!doctype html><title>Магазин</title><h1>Магазин «Ромашка»</h1><p id="heard"></p>
<script>
addEventListener("message", (event) => { document.getElementById("heard").textContent = JSON.stringify(event.data); });
</script>"""


class Site:
    def __init__(self, address: str) -> None:
        self.address = address
        self.page = PAGE
        self.status = 200
        self._visits: list[dict[str, str]] = []
        self._changed = threading.Condition()

    def come(self, query: str) -> None:
        self.note({name: value for name, [value] in parse_qs(query, keep_blank_values=True).items()})

    def note(self, visit: dict[str, str]) -> None:
        with self._changed:
            self._visits.append(visit)
            self._changed.notify_all()

    @property
    def visits(self) -> list[dict[str, str]]:
        with self._changed:
            return list(self._visits)

    def visit(self, number: int = 1) -> dict[str, str]:
        """The query of the visit with this number, once it has come."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._visits) >= number, WAIT), "nobody came"
            return self._visits[number - 1]


@contextmanager
def site() -> Iterator[Site]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Only what has a query is a visit: browsers ask for icons too."""
        assert isinstance(self.server, _Server)
        if query := urlsplit(self.path).query:
            self.server.site.come(query)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.site.page.encode())

    def do_POST(self) -> None:
        """JSON that a program brings."""
        assert isinstance(self.server, _Server)
        self.server.site.note(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.site.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests speak for themselves."""
