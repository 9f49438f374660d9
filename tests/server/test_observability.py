"""What a watchman sees: health, metrics, one id per request in answer and log."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import structlog
from sqlalchemy import text
from structlog.testing import capture_logs

from tests.conftest import ClientOf
from tests.world import World
from voronka.server.logs import without_secrets


def test_health_says_that_the_database_answers(client: httpx2.Client, world: World):
    answer = client.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": world.database.dialect.name}


def test_metrics_count_requests_by_operation_and_answer(client: httpx2.Client):
    def counted() -> float:
        lines = client.get("/metrics").text.splitlines()
        named = 'voronka_requests_total{operation="account.get",status="200"} '
        return next((float(line.removeprefix(named)) for line in lines if line.startswith(named)), 0)

    before = counted()
    client.get("/api/v4/account")
    client.get("/api/v4/account")

    assert counted() == before + 2


def test_every_answer_has_an_id_of_its_own(client: httpx2.Client):
    ids = {
        client.get(path).headers["X-Request-Id"] for path in ("/api/v4/account", "/api/v4/nothing", "/health", "/docs")
    }

    assert len(ids) == 4


@pytest.mark.parametrize(
    ("status", "method", "path", "more"),
    [
        (200, "GET", "/api/v4/account", {}),
        (204, "GET", "/api/v4/leads", {}),
        (304, "GET", "/api/v4/leads", {"headers": {"If-Modified-Since": "1700000000"}}),
        (400, "POST", "/api/v4/leads", {"content": b"{"}),
        (401, "GET", "/api/v4/leads", {"headers": {"Authorization": "Bearer nonsense"}}),
        (403, "GET", "/api/v4/leads", {"headers": {"X-Context-User-ID": "5"}}),
        (404, "GET", "/api/v4/roses", {}),
        (405, "PUT", "/api/v4/leads", {}),
        (413, "POST", "/api/v4/leads", {"content": b" " * (10 * 1024 * 1024 + 1)}),
        (422, "GET", "/api/v4/leads?limit=251", {}),
        (401, "GET", "/api/v2/leads", {"headers": {"Authorization": "Bearer nonsense"}}),
        (404, "GET", "/api/v2/roses", {}),
    ],
)
def test_whatever_the_answer_is_it_has_an_id(
    client: httpx2.Client, status: int, method: str, path: str, more: dict[str, Any]
) -> None:
    answer = client.request(method, path, **more)
    assert answer.status_code == status
    assert len(answer.headers["X-Request-Id"]) == 32


@pytest.fixture
def _a_table_is_missing(world: World) -> Iterator[None]:
    """Put back afterwards: the next test finds the same database, emptied."""
    world.do(lambda work: work.connection.execute(text("ALTER TABLE notes RENAME TO no_notes")))
    yield
    world.do(lambda work: work.connection.execute(text("ALTER TABLE no_notes RENAME TO notes")))


@pytest.mark.usefixtures("_a_table_is_missing")
@pytest.mark.parametrize("path", ["/api/v4/leads/notes", "/api/v2/notes?type=lead"])
def test_an_error_of_the_server_tells_where_its_story_is(client: httpx2.Client, path: str) -> None:
    with capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        answer = client.get(path)
    told = answer.json()
    assert (answer.status_code, told["title"], told["status"]) == (500, "Internal Server Error", 500)
    assert told["trace_id"] == answer.headers["X-Request-Id"]
    assert [line["request_id"] for line in lines if line["event"] == "failed"] == [told["trace_id"]]
    assert "no_notes" not in answer.text


def test_a_request_is_one_line_of_the_log_without_its_query(client_of: ClientOf):
    with capture_logs() as lines:
        client_of(None).get("/api/v4/leads?query=%D0%A1%D0%BE%D0%BA%D0%BE%D0%BB%D0%BE%D0%B2%D0%B0")
    [line] = lines

    assert (line["event"], line["operation"], line["path"], line["status"]) == (
        "request",
        "leads.list",
        "/api/v4/leads",
        401,
    )
    assert "query" not in str(line)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ({"access_token": "eyJ0"}, {"access_token": "…"}),
        ({"Authorization": "Bearer eyJ0"}, {"Authorization": "…"}),
        ({"event": "refused Bearer eyJ0 twice"}, {"event": "refused Bearer … twice"}),
        ({"url": "postgresql://crm:pass@host/crm"}, {"url": "postgresql://crm:…@host/crm"}),
        ({"status": 200, "path": "/api/v4/leads"}, {"status": 200, "path": "/api/v4/leads"}),
    ],
)
def test_secrets_are_blacked_out_whoever_logs_them(line: dict[str, object], shown: dict[str, object]):
    assert without_secrets(None, "info", dict(line)) == shown


def test_the_senders_own_request_id_comes_back(client: httpx2.Client) -> None:
    sent = {"X-Request-Id": "sync-2026.09:17_a"}
    assert client.get("/api/v4/account", headers=sent).headers["X-Request-Id"] == sent["X-Request-Id"]
    for unsafe in ("a b", "x" * 129, "<b>", "ы".encode()):
        given = client.get(
            "/api/v4/account", headers=[(b"X-Request-Id", unsafe if isinstance(unsafe, bytes) else unsafe.encode())]
        )
        assert len(given.headers["X-Request-Id"]) == 32
