"""Nothing is left of what nobody finished, of what was thrown away long ago, and of what a killed server began."""

import os
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select

from tests.api.amocrm_v4.drive import opened, picture, send, upload
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.access import SYSTEM
from voronka.services import file_sweeping
from voronka.services.work import Work
from voronka.store import tables

HOUR, DAY = 3600, 86_400
TABLES = (
    tables.files,
    tables.file_versions,
    tables.file_contents,
    tables.file_links,
    tables.file_sessions,
    tables.file_parts,
)


def lying(world: World) -> list[Path]:
    return lying_below(world.database.disk.home)


def lying_below(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file())


def rows(world: World) -> dict[str, int]:
    return world.do(rows_of)


def rows_of(work: Work) -> dict[str, int]:
    """How many of each table there are, of those that have any."""
    found: dict[str, int] = {}
    for table in TABLES:
        ours = select(func.count()).select_from(table).where(table.c.account_id == work.account_id)
        found[table.name] = work.connection.execute(ours).scalar_one()
    return {name: number for name, number in found.items() if number}


def sweep(world: World, later: int) -> None:
    """As the worker does, when so much time has passed."""

    def at(unit: Any) -> Any:
        def run(work: Work) -> Any:
            return unit(Work(work.database, work.connection, work.account, SYSTEM, work.now + later))

        return world.do(run)

    for step in file_sweeping.steps(world.database):
        while at(step):
            pass
    for part in file_sweeping.lying(world.database, world.romashka.id, time.time() + later):
        at(lambda work, part=part: file_sweeping.sweep_disk(work, part))


def test_an_upload_that_nobody_finishes_leaves_nothing(client: httpx2.Client, world: World):
    url = opened(client, "a.txt", 4)["upload_url"]
    send(client, url, b"ab")
    sweep(world, DAY - 60)
    assert len(lying(world)) == 1 and rows(world) == {"file_sessions": 1, "file_parts": 1}

    sweep(world, DAY + 60)

    assert lying(world) == [] and rows(world) == {}
    assert send(client, url, b"ab").status_code == 404


def test_a_finished_upload_leaves_its_contents_alone(client: httpx2.Client, world: World):
    file = upload(client, "a.txt", b"abcd", parts=2)
    sweep(world, 2 * DAY)

    assert [path.parent.parent.name for path in lying(world)] == ["contents"]
    assert rows(world) == {"files": 1, "file_versions": 1, "file_contents": 1}
    assert client.get(file["_links"]["download"]["href"]).content == b"abcd"


def test_the_recycle_bin_keeps_files_for_thirty_days(client: httpx2.Client, world: World):
    [lead] = client.post("/api/v4/leads", json=[{"name": "Чай"}]).json()["_embedded"]["leads"]
    file = upload(client, "роза.png", picture(400, 200), with_preview=True)
    client.put(f"/api/v4/leads/{lead['id']}/files", json=[{"file_uuid": file["uuid"]}])
    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])
    sweep(world, 30 * DAY - 60)
    assert client.post("/v1.0/files/restore", json=[{"uuid": file["uuid"]}]).status_code == 200
    assert client.get(file["_links"]["download"]["href"]).status_code == 200
    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])

    sweep(world, 30 * DAY + 60)

    assert lying(world) == [] and rows(world) == {}
    assert client.get(f"/v1.0/files/{file['uuid']}").status_code == 204


def test_contents_stay_as_long_as_any_version_has_them(client: httpx2.Client, world: World):
    first, second = upload(client, "a.txt", b"the same"), upload(client, "b.txt", b"the same")
    assert len(lying(world)) == 1
    client.request("DELETE", "/v1.0/files", json=[{"uuid": first["uuid"]}])
    sweep(world, 31 * DAY)

    assert client.get(second["_links"]["download"]["href"]).content == b"the same"
    assert rows(world) == {"files": 1, "file_versions": 1, "file_contents": 1}


def test_companies_share_no_contents(client: httpx2.Client, client_of: ClientOf, world: World):
    ours, theirs = upload(client, "a.txt", b"the same"), upload(client_of(world.egor), "a.txt", b"the same")
    assert len(lying(world)) == 2
    client.request("DELETE", "/v1.0/files", json=[{"uuid": ours["uuid"]}])
    sweep(world, 31 * DAY)

    assert client_of(None).get(theirs["_links"]["download"]["href"]).content == b"the same"


@pytest.mark.parametrize("place", ["contents/ab/abcdef", "contents/ab/abcdef.100x50.jpg", "uploads/77/x"])
def test_what_a_killed_server_left_goes_when_it_is_old(client: httpx2.Client, world: World, place: str):
    upload(client, "a.txt", b"abcd")
    left = world.database.disk.home / str(world.romashka.id) / place
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    sweep(world, 0)
    assert left.exists()
    old = time.time() - 2 * HOUR
    for path in (left, left.parent):
        os.utime(path, (old, old))

    sweep(world, 0)

    assert not left.exists() and len(lying(world)) == 1


def test_an_upload_goes_on_after_its_contents_were_swept_away(client: httpx2.Client, world: World):
    """The same contents are uploaded again just when the last version of them is forgotten."""
    first = upload(client, "a.txt", b"abcd")
    url = opened(client, "a.txt", 4)["upload_url"]
    client.request("DELETE", "/v1.0/files", json=[{"uuid": first["uuid"]}])
    sweep(world, 31 * DAY)
    assert send(client, url, b"abcd").status_code == 404  # a month is longer than a session
    assert client.get(upload(client, "a.txt", b"abcd")["_links"]["download"]["href"]).content == b"abcd"
