"""`voronka serve`: one command from nothing to an API that answers."""

import stat
from concurrent.futures import ThreadPoolExecutor

import httpx2

from tests.cli.installation import PATIENCE, Installation


def account(address: str, token: str) -> httpx2.Response:
    return httpx2.get(f"{address}/api/v4/account", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE)


def test_the_first_start_makes_everything_and_shows_how_to_come_in(any_installation: Installation):
    with any_installation.serving() as server:
        answer = account(server.address, server.shown("token"))

        assert answer.status_code == 200
        assert answer.json()["subdomain"] == "demo"
        assert server.shown("login") == "admin@demo.localhost"
        assert len(server.shown("password")) >= 12


def test_the_second_start_reuses_all_and_shows_no_secret(any_installation: Installation):
    with any_installation.serving() as server:
        token = server.shown("token")
    with any_installation.serving() as server:
        assert account(server.address, token).status_code == 200
        assert "password" not in server.printed
        assert "eyJ" not in server.printed


def test_a_demonstration_company_can_be_had_at_any_start(any_installation: Installation):
    with any_installation.serving() as server:
        token = server.shown("token")
    for _ in range(2):
        with any_installation.serving("--demo") as server:
            leads = httpx2.get(f"{server.address}/api/v4/leads?limit=250", headers={"Authorization": f"Bearer {token}"})

            assert "120 leads" in server.printed
            assert len(leads.json()["_embedded"]["leads"]) == 120


def test_it_ends_cleanly_when_told_to(installation: Installation):
    with installation.serving() as server:
        httpx2.get(f"{server.address}/health", timeout=PATIENCE)

        assert server.stop() == 0


def test_two_first_starts_at_once_make_one_account(any_installation: Installation):
    def start() -> tuple[str, int]:
        with any_installation.serving() as server:
            return server.printed, httpx2.get(f"{server.address}/health").status_code

    with ThreadPoolExecutor() as both:
        one, other = both.submit(start), both.submit(start)
        printed = one.result()[0] + other.result()[0]

    assert (one.result()[1], other.result()[1]) == (200, 200)
    assert printed.count("token  ") == 1


def test_several_processes_serve_one_address(any_installation: Installation):
    with any_installation.serving("--workers", "2") as server:
        token = server.shown("token")
        assert {account(server.address, token).status_code for _ in range(8)} == {200}
        assert (
            'voronka_requests_total{operation="account.get",status="200"}'
            in httpx2.get(f"{server.address}/metrics").text
        )


def test_a_taken_port_is_said_in_one_line(installation: Installation):
    with installation.serving() as server:
        port = server.address.rpartition(":")[2]
        done = installation.call("serve", "--port", port)

    assert done.returncode == 1
    assert (
        done.stderr
        == f"voronka: Cannot listen on 127.0.0.1:{port}: Address already in use. Choose another --port or --host.\n"
    )


def test_nobody_else_on_the_machine_can_read_the_data(installation: Installation):
    with installation.serving():
        assert stat.S_IMODE(installation.data_dir.stat().st_mode) == 0o700
        assert stat.S_IMODE((installation.data_dir / "secret.key").stat().st_mode) == 0o600


def test_the_log_names_the_request_and_holds_no_secret(installation: Installation):
    with installation.serving(VORONKA_LOG_FORMAT="json") as server:
        token = server.shown("token")
        request_id = account(server.address, token).headers["X-Request-Id"]
        httpx2.get(f"{server.address}/oauth?client_secret=silence&code=gold")
    log = server.log.read_text()

    assert request_id in log
    assert '"operation": "account.get", "status": 200' in log
    assert token not in log
    assert "silence" not in log
    assert "gold" not in log
