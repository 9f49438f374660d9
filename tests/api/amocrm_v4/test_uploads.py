"""Files come in by parts, and whatever goes wrong on the way is told so that the sender can go on."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import update

from tests.answers import faults
from tests.api.amocrm_v4.drive import opened, send, upload
from tests.conftest import ClientOf
from tests.integration import Sync
from tests.world import World
from voronka.contract.amocrm_v4.files import FILE_AT_MOST, PART_AT_MOST
from voronka.services.work import Work
from voronka.store.tables import integrations

TERMS = b"%PDF-1.7 " + b"Bouquets, ten a week. " * 50


def test_a_file_comes_in_three_parts(client: httpx2.Client):
    file = upload(client, "Договор.pdf", TERMS, parts=3, content_type="application/pdf")

    assert (file["name"], file["sanitized_name"], file["size"]) == ("Договор", "Dogovor", len(TERMS))
    assert (file["type"], file["metadata"]) == ("document", {"extension": "pdf", "mime_type": "application/pdf"})
    assert client.get(f"/v1.0/files/{file['uuid']}").json() == file
    assert client.get(file["_links"]["download"]["href"]).content == TERMS


def test_the_answer_tells_how_large_things_may_be_and_where_they_go(client: httpx2.Client, world: World):
    session = opened(client, "Договор.pdf", 20)

    assert session["upload_url"].startswith(f"https://{world.host()}/v1.0/sessions/upload/")
    assert (session["max_file_size"], session["max_part_size"]) == (314572800, 524288)


def test_the_shorter_address_takes_parts_too(client: httpx2.Client):
    url = opened(client, "a.txt", 2)["upload_url"].replace("/v1.0/sessions/upload/", "/upload/")

    assert send(client, url, b"ab").json()["size"] == 2


def test_a_drive_of_its_own_host_knows_the_account_by_the_token(client: httpx2.Client, world: World):
    drive = "https://drive-b.amocrm.ru"
    answer = client.post(f"{drive}/v1.0/sessions", json={"file_name": "a.txt", "file_size": 2})
    url = answer.json()["upload_url"]
    assert url.startswith(drive)
    file = send(client, url, b"ab").json()
    assert file["_links"]["download"]["href"].startswith(drive)
    assert client.get(f"/v1.0/files/{file['uuid']}").json()["id"] == file["id"]


def test_a_part_that_is_sent_twice_has_the_same_answer(client: httpx2.Client):
    url = opened(client, "a.txt", 4)["upload_url"]
    first = send(client, url, b"ab")
    assert send(client, url, b"ab").json() == first.json()
    last = send(client, first.json()["next_url"], b"cd")
    assert send(client, first.json()["next_url"], b"cd").json() == last.json()
    assert client.get("/v1.0/files").json()["_count"] == 1
    assert client.get(last.json()["_links"]["download"]["href"]).content == b"abcd"


def test_other_bytes_for_a_place_that_is_filled_are_refused(client: httpx2.Client):
    url = opened(client, "a.txt", 4)["upload_url"]
    following = send(client, url, b"ab").json()["next_url"]

    assert send(client, url, b"xy").status_code == 422
    assert send(client, url, b"abc").status_code == 422
    assert send(client, following, b"cd").json()["size"] == 4


def test_a_part_out_of_order_is_told_which_is_wanted(client: httpx2.Client):
    url = opened(client, "a.txt", 4)["upload_url"]

    answer = send(client, f"{url}-2", b"cd")

    assert answer.status_code == 422
    assert "byte 0" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("part", "status"), [(b"", 400), (b"12345", 422), (b"x" * (PART_AT_MOST + 1), 413)], ids=["empty", "more", "large"]
)
def test_a_part_of_a_wrong_size_is_refused_and_the_right_one_taken(client: httpx2.Client, part: bytes, status: int):
    url = opened(client, "a.txt", 4)["upload_url"]

    assert send(client, url, part).status_code == status
    assert send(client, url, b"abcd").json()["size"] == 4


@pytest.mark.parametrize("end", ["nonsense", "nonsense-5", "-", "-x", "-99999999999999999999", "%00"])
def test_an_address_that_was_not_answered_is_not_there(client: httpx2.Client, end: str):
    url = opened(client, "a.txt", 4)["upload_url"]

    assert send(client, f"{url}{end}", b"abcd").status_code == 404 or end == "-"
    assert send(client, f"https://romashka.voronka.test/upload/{end}", b"abcd").status_code == 404


def test_parts_need_the_token_of_the_account(client: httpx2.Client, client_of: ClientOf, world: World):
    url = opened(client, "a.txt", 4)["upload_url"]

    assert send(client_of(None), url, b"abcd").status_code == 401
    veter = url.replace(world.host(), world.host(world.veter))
    assert send(client_of(world.egor), veter, b"abcd").status_code == 404


def test_a_new_version_becomes_the_active_one(client: httpx2.Client):
    first = upload(client, "Договор.txt", b"old")
    second = upload(client, "Договор-2.pdf", TERMS, file_uuid=first["uuid"])

    assert (second["id"], second["uuid"], second["name"]) == (first["id"], first["uuid"], "Договор")
    assert second["version_uuid"] != first["version_uuid"]
    assert (second["has_multiple_versions"], second["metadata"]["extension"]) == (True, "pdf")
    assert client.get(second["_links"]["download"]["href"]).content == TERMS
    assert client.get(first["_links"]["download"]["href"]).content == TERMS
    assert client.get(first["_links"]["download_version"]["href"]).content == b"old"


def test_a_deleted_file_gets_no_version(client: httpx2.Client):
    file = upload(client, "a.txt", b"old")
    url = opened(client, "a.txt", 3, file_uuid=file["uuid"])["upload_url"]
    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])

    assert send(client, url, b"new").status_code == 422
    again = client.post("/v1.0/sessions", json={"file_name": "a", "file_size": 3, "file_uuid": file["uuid"]})
    assert faults(again) == [("file_uuid", "NotSupportedChoice")]


@pytest.mark.parametrize(("size", "most"), [(2, 100), (FILE_AT_MOST, 34)], ids=["in number", "in bytes"])
def test_a_user_has_only_so_much_under_way(
    client: httpx2.Client, client_of: ClientOf, world: World, size: int, most: int
):
    urls = [opened(client, "a.txt", size)["upload_url"] for _ in range(most)]
    of_anna = {"file_name": "a.txt", "file_size": size, "created_by": {"id": world.anna.id, "type": "internal"}}

    refused = client.post("/v1.0/sessions", json=of_anna)

    assert refused.status_code == 422 and "24 hours" in refused.json()["detail"]
    assert opened(client_of(world.anna), "a.txt", size)["upload_url"], "the others' uploads are their own"
    if size == 2:
        assert send(client, urls[0], b"ab").json()["size"] == 2
        assert opened(client, "a.txt", size)["upload_url"], "one is finished"


def test_every_fault_of_a_session_is_told(client: httpx2.Client):
    wrong = {"file_name": "…/ .", "file_size": 5, "content_type": "a", "file_uuid": "x", "created_by": {"id": 7}}
    told = faults(client.post("/v1.0/sessions", json=wrong))

    assert {path for path, _ in told} == {"file_name", "content_type", "file_uuid", "created_by.id"}


@pytest.mark.parametrize(
    ("size", "code"), [(0, "TooLow"), (FILE_AT_MOST + 1, "TooHigh"), ("5", "InvalidType"), (None, "InvalidType")]
)
def test_a_size_that_is_none_is_refused(client: httpx2.Client, size: Any, code: str):
    answer = client.post("/v1.0/sessions", json={"file_name": "a.txt", "file_size": size})

    assert faults(answer) == [("file_size", code)]


@pytest.mark.parametrize(
    ("name", "shown", "latin"),
    [
        ("../../etc/passwd", "passwd", "passwd"),
        ("C:\\Отчёты\\Жук.txt", "Жук", "Zhuk"),
        (".htaccess", ".htaccess", "htaccess"),
        ("a\x00b\r\n.txt", "ab", "ab"),
        ("розы “№ 5”.txt", "розы “№ 5”", "rozy_No_5"),
    ],
)
def test_tricks_in_names_are_harmless(client: httpx2.Client, name: str, shown: str, latin: str):
    if "\x00" in name:
        assert client.post("/v1.0/sessions", json={"file_name": name, "file_size": 1}).status_code == 400
        name = name.replace("\x00", "")
    file = upload(client, name, b"x")

    assert (file["name"], file["sanitized_name"]) == (shown, latin)
    assert client.get(file["_links"]["download"]["href"]).content == b"x"


def grant(work: Work, sync: Sync, scopes: list[str]) -> None:
    ours = (integrations.c.account_id == work.account_id, integrations.c.client_id == sync.integration.client_id)
    work.connection.execute(update(integrations).where(*ours).values(scopes=scopes))


def test_an_integration_without_the_scope_stays_outside(client: httpx2.Client, world: World, sync: Sync):
    token = sync.pair()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    file = upload(client, "a.txt", b"x")
    assert client.get("/v1.0/files", headers=headers).status_code == 200
    world.do(grant, sync, ["crm", "files"])
    assert client.get("/v1.0/files", headers=headers).status_code == 200
    gone = client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}], headers=headers)
    assert gone.status_code == 403
    world.do(grant, sync, ["crm"])
    assert client.get("/v1.0/files", headers=headers).status_code == 403
    refused = client.post("/v1.0/sessions", json={"file_name": "a", "file_size": 1}, headers=headers)
    assert refused.status_code == 403
