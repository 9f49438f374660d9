"""The server is killed in the midst of uploads: what it answered stands, what nobody goes on with leaves nothing."""

import threading
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.cli.installation import Installation, Serving
from tests.services.test_file_sweeping import lying_below, rows_of
from voronka.services import file_sweeping
from voronka.services.work import Work

PATIENCE = 60
DAY = 86_400
PART = 100_000
WHOLE = bytes(range(256)) * 40_000
ENOUGH = 3  # answered parts after which the blow falls


def test_killed_in_the_midst_of_an_upload(any_installation: Installation):
    with any_installation.serving() as server:
        token = server.shown("token")
        given_up = begun(server, token)
        step, sent = until_killed(server, token, begun(server, token))
    with any_installation.serving() as server, client_of(server, token) as client:
        file = rest_of(client, step, sent)
        assert client.get(path_of(file["_links"]["download"]["href"])).content == WHOLE
        assert client.post(given_up, content=WHOLE[:PART]).status_code == 200
        client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])
        server.kill()

    any_installation.do(lambda work: sweep(work, 31 * DAY))

    assert any_installation.do(rows_of) == {}
    assert lying_below(files_of(any_installation)) == []


def client_of(server: Serving, token: str) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.Client(base_url=server.address, headers=headers, timeout=PATIENCE)


def begun(server: Serving, token: str) -> str:
    """The path to which the first part goes: the server will have another port."""
    with client_of(server, token) as client:
        answer = client.post("/v1.0/sessions", json={"file_name": "Смета.bin", "file_size": len(WHOLE)})
        return path_of(answer.json()["upload_url"])


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def until_killed(server: Serving, token: str, step: str) -> tuple[str, int]:
    """Where the part goes that was not answered, and at which byte it begins."""
    killer = threading.Thread(target=server.kill)
    answered = 0
    try:
        with client_of(server, token) as client:
            while True:
                at = answered * PART
                answer = client.post(step, content=WHOLE[at : at + PART])
                assert answer.status_code == 200, answer.text
                step, answered = path_of(answer.json()["next_url"]), answered + 1
                if answered == ENOUGH:
                    killer.start()
    except httpx2.TransportError:
        killer.join(PATIENCE)
    return step, answered * PART


def rest_of(client: httpx2.Client, step: str, sent: int) -> Any:
    while True:
        answer = client.post(step, content=WHOLE[sent : sent + PART])
        assert answer.status_code == 200, answer.text
        if "next_url" not in answer.json():
            return answer.json()
        step, sent = path_of(answer.json()["next_url"]), sent + PART


def sweep(work: Work, later: int) -> None:
    then = Work(work.database, work.connection, work.account, work.actor, work.now + later)
    for step in file_sweeping.steps(work.database):
        step(then)
    for part in file_sweeping.lying(work.database, work.account_id, time.time() + later):
        file_sweeping.sweep_disk(then, part)


def files_of(installation: Installation) -> Path:
    return installation.data_dir / "files"
