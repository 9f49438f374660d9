"""Fields of the type file hold files of the drive, and tell when one was deleted. Notes show files."""

from typing import Any

import httpx2
import pytest

from tests import invariants
from tests.answers import embedded, faults
from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf, Statements
from tests.world import World


@pytest.fixture
def field(client: httpx2.Client) -> int:
    sent = [{"type": "file", "name": "Договор"}]
    return client.post("/api/v4/leads/custom_fields", json=sent).json()["_embedded"]["custom_fields"][0]["id"]


def holding(field: int, *values: Any) -> dict[str, Any]:
    return {"custom_fields_values": [{"field_id": field, "values": [{"value": value} for value in values]}]}


def add(client: httpx2.Client, field: int, *values: Any) -> int:
    return embedded(client.post("/api/v4/leads", json=[holding(field, *values)]))[0]["id"]


def shown(client: httpx2.Client, lead: int) -> list[Any]:
    fields = client.get(f"/api/v4/leads/{lead}").json()["custom_fields_values"]
    return [value["value"] for value in fields[0]["values"]]


def test_the_uuid_is_enough(client: httpx2.Client, field: int):
    file = upload(client, "Договор.pdf", b"%PDF-1.7")

    lead = add(client, field, {"file_uuid": file["uuid"], "version_uuid": None, "file_name": "x", "file_size": 1})

    told = {"file_uuid": file["uuid"], "version_uuid": file["version_uuid"], "file_name": "Договор.pdf"}
    assert shown(client, lead) == [{**told, "file_size": 8, "is_deleted": False}]


def test_an_older_version_may_be_meant(client: httpx2.Client, field: int):
    first = upload(client, "Договор.txt", b"old")
    upload(client, "Договор.txt", b"newer", file_uuid=first["uuid"])

    lead = add(client, field, {"file_uuid": first["uuid"], "version_uuid": first["version_uuid"]})

    assert shown(client, lead)[0]["file_size"] == 3


def test_what_is_not_on_the_drive_is_refused(client: httpx2.Client, client_of: ClientOf, world: World, field: int):
    file, deleted = upload(client, "a.txt", b"x"), upload(client, "b.txt", b"x")
    theirs = upload(client_of(world.egor), "a.txt", b"x")
    client.request("DELETE", "/v1.0/files", json=[{"uuid": deleted["uuid"]}])
    path = "custom_fields_values.0.values.{}.value.{}"
    for uuid in ("nonsense", theirs["uuid"], deleted["uuid"]):
        answer = client.post("/api/v4/leads", json=[holding(field, {"file_uuid": file["uuid"]}, {"file_uuid": uuid})])
        assert faults(answer) == [(path.format(1, "file_uuid"), "NotSupportedChoice")]
    wrong = {"file_uuid": file["uuid"], "version_uuid": theirs["version_uuid"]}
    answer = client.post("/api/v4/leads", json=[holding(field, wrong)])
    assert faults(answer) == [(path.format(0, "version_uuid"), "NotSupportedChoice")]


def test_a_deleted_file_is_marked_until_it_is_restored(client: httpx2.Client, world: World, field: int):
    file, other = upload(client, "a.txt", b"x"), upload(client, "b.txt", b"x")
    lead = add(client, field, {"file_uuid": file["uuid"]}, {"file_uuid": other["uuid"]})
    before = client.get(f"/api/v4/leads/{lead}").json()["updated_at"]

    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])
    assert [value["is_deleted"] for value in shown(client, lead)] == [True, False]
    assert client.patch(f"/api/v4/leads/{lead}", json=holding(field, *shown(client, lead))).status_code == 200
    assert [value["is_deleted"] for value in shown(client, lead)] == [True, False]
    invariants.check(world)

    client.post("/v1.0/files/restore", json=[{"uuid": file["uuid"]}])
    assert [value["is_deleted"] for value in shown(client, lead)] == [False, False]
    assert client.get(f"/api/v4/leads/{lead}").json()["updated_at"] == before
    invariants.check(world)


def test_many_records_are_marked_with_as_many_statements_as_one(
    client: httpx2.Client, field: int, statements: Statements
):
    counts = []
    for number in (1, 9):
        file = upload(client, "a.txt", b"x")
        leads = [add(client, field, {"file_uuid": file["uuid"]}) for _ in range(number)]
        with statements() as seen:
            client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])
        counts.append(len(seen))
        assert all(shown(client, lead)[0]["is_deleted"] for lead in leads)
    assert counts[0] == counts[1]


def test_a_note_shows_the_version_that_was_active_when_it_was_written(client: httpx2.Client, field: int):
    [lead] = client.post("/api/v4/leads", json=[{"name": "Чай"}]).json()["_embedded"]["leads"]
    file = upload(client, "Счёт.pdf", b"%PDF-1.7")
    params = {"file_uuid": file["uuid"], "file_name": "Счёт.pdf"}
    notes = f"/api/v4/leads/{lead['id']}/notes"
    client.post(notes, json=[{"note_type": "attachment", "params": params}])
    upload(client, "Счёт.pdf", b"%PDF-1.8", file_uuid=file["uuid"])

    [note] = client.get(notes).json()["_embedded"]["notes"]
    assert note["params"]["version_uuid"] == file["version_uuid"]
