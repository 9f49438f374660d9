"""`voronka serve` and `voronka worker` tell subscribers, and lose nothing when they are killed."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from tests.cli.installation import PATIENCE, VORONKA, Installation, Serving
from tests.hooks.receivers import Post, receiver

PRIVATE = {"VORONKA_WEBHOOKS_ALLOW_PRIVATE": "1"}


@contextmanager
def working(installation: Installation) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([VORONKA, "worker"], env=installation.environment | PRIVATE, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


def client_of(server: Serving) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {server.shown('token')}"}
    return httpx2.Client(base_url=server.address, headers=headers, timeout=PATIENCE)


def subscribe(client: httpx2.Client, destination: str) -> None:
    answer = client.post("/api/v4/webhooks", json={"destination": destination, "settings": ["add_lead"]})
    assert answer.status_code == 201, answer.text


def names(posts: list[Post]) -> set[str]:
    return {post.form["leads[add][0][name]"] for post in posts}


def test_a_change_over_http_is_told_by_the_server_itself(any_installation: Installation) -> None:
    with receiver() as site, any_installation.serving(**PRIVATE) as server, client_of(server) as client:
        subscribe(client, site.url)
        client.post("/api/v4/leads", json=[{"name": "Розы"}, {"name": "Тюльпаны"}])
        assert names(site.wait_for(2)) == {"Розы", "Тюльпаны"}


def test_this_machine_is_not_called_unless_a_setting_allows_it(installation: Installation) -> None:
    with receiver() as site, installation.serving() as server, client_of(server) as client:
        answer = client.post("/api/v4/webhooks", json={"destination": site.url, "settings": ["add_lead"]})
        assert answer.status_code == 400
        assert answer.json()["validation-errors"][0]["errors"][0]["detail"] == "Invalid URL"


def test_what_a_killed_server_had_accepted_is_told_by_a_worker(any_installation: Installation) -> None:
    accepted = [f"Букет {number}" for number in range(40)]
    with receiver() as site:
        with any_installation.serving("--no-worker", **PRIVATE) as server, client_of(server) as client:
            subscribe(client, site.url)
            for name in accepted:
                assert client.post("/api/v4/leads", json=[{"name": name}]).status_code == 200
            server.kill()
        assert site.posts == []
        with working(any_installation):
            assert names(site.wait_for(40)) == set(accepted)
