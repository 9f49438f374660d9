"""The file of a note, by what the note calls its attachment."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf
from tests.world import EVERYTHING, World
from voronka.domain.users import UserDraft
from voronka.services import users

CONTENT = b"%PDF-1.7 bill"


@pytest.fixture
def lead(desk: Desk) -> int:
    [lead] = desk.add("leads", {"name": "Букеты"})
    return lead


@pytest.fixture
def file(client: httpx2.Client) -> Any:
    return upload(client, "Счёт.pdf", CONTENT)


@pytest.fixture
def note(client: httpx2.Client, desk: Desk, lead: int, file: Any) -> dict[str, Any]:
    """As v2 shows what v4 wrote."""
    params = {"file_uuid": file["uuid"], "file_name": "Счёт.pdf"}
    made = client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": "attachment", "params": params}])
    return desk.one("notes", made.json()["_embedded"]["notes"][0]["id"], "&type=lead")


def test_its_contents_are_answered(client: httpx2.Client, note: dict[str, Any]) -> None:
    assert note["attachment"].endswith("_Счёт.pdf")
    answer = client.get(f"/download/{note['attachment']}")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_it_is_written_as_it_was_read(client: httpx2.Client, desk: Desk, lead: int, note: dict[str, Any]) -> None:
    where = {"element_id": lead, "element_type": 2, "note_type": 5}
    [again] = desk.add("notes", {**where, "attachment": note["attachment"]})
    assert desk.one("notes", again, "&type=lead")["attachment"] == note["attachment"]
    newer = client.get(f"/api/v4/leads/{lead}/notes").json()["_embedded"]["notes"]
    assert newer[0]["params"] == newer[1]["params"]


def test_the_version_is_that_of_the_note(
    client: httpx2.Client, desk: Desk, lead: int, file: Any, note: dict[str, Any]
) -> None:
    upload(client, "Счёт.pdf", b"%PDF-1.7 other", file_uuid=file["uuid"])
    where = {"element_id": lead, "element_type": 2, "note_type": 5}
    copied, fresh = desk.add(
        "notes",
        {**where, "attachment": note["attachment"]},
        {**where, "attachment": f"{file['uuid']}_Счёт.pdf"},  # names no version: the active one is meant
    )
    shown = [note, desk.one("notes", copied, "&type=lead"), desk.one("notes", fresh, "&type=lead")]
    contents = [client.get(f"/download/{each['attachment']}").content for each in shown]
    assert contents == [CONTENT, CONTENT, b"%PDF-1.7 other"]
    assert client.get(f"/download/{file['uuid']}_Счёт.pdf").content == b"%PDF-1.7 other"
    assert client.get(f"/download/{file['uuid']}.{lead}_Счёт.pdf").status_code == 404


def test_a_name_without_a_file_leads_nowhere(client: httpx2.Client, desk: Desk, lead: int) -> None:
    desk.add("notes", {"element_id": lead, "element_type": 2, "note_type": 5, "attachment": "счёт.pdf"})
    [note] = desk.list("notes", "type=lead&note_type=5")
    answer = client.get(f"/download/{note['attachment']}")
    assert (note["attachment"], answer.status_code) == ("счёт.pdf", 404)
    assert answer.json()["response"]["error_code"] == "404"


def test_who_has_no_session_and_another_account_get_nothing(
    client_of: ClientOf, world: World, note: dict[str, Any]
) -> None:
    path = f"/download/{note['attachment']}"
    assert client_of(None).get(path).status_code == 401
    assert client_of(world.egor).get(path).status_code == 404


def test_who_does_not_see_the_record_does_not_get_its_file(
    client_of: ClientOf, world: World, note: dict[str, Any]
) -> None:
    nothing = {kind: dict.fromkeys(EVERYTHING, "D") for kind in ("leads", "contacts", "companies")}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="v@romashka.example", rights=nothing)])
    assert client_of(vera).get(f"/download/{note['attachment']}").status_code == 404
    assert client_of(world.anna).get(f"/download/{note['attachment']}").content == CONTENT


def test_a_deleted_file_is_gone(client: httpx2.Client, file: Any, note: dict[str, Any]) -> None:
    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])
    assert client.get(f"/download/{note['attachment']}").status_code == 404
