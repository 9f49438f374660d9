"""What a watchman sees: health, metrics, one id per request in answer and log."""

import httpx2
import pytest
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
