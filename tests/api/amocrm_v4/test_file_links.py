"""Files on records: attached, listed, detached; who sees the record sees them."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, paths
from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf, Statements
from tests.rights import give, rights_with
from tests.world import World
from voronka.services.work import Work
from voronka.store.tables import journal

ENTITIES = ("leads", "contacts", "companies", "customers", "catalogs")
ANY = pytest.mark.parametrize("entity", ENTITIES)


def holder(client: httpx2.Client, entity: str, **more: Any) -> str:
    """The path of a new record."""
    if entity != "catalogs":
        made = client.post(f"/api/v4/{entity}", json=[{"name": "Ромашка", **more}]).json()
        return f"/api/v4/{entity}/{made['_embedded'][entity][0]['id']}"
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Букеты"}]).json()["_embedded"]["catalogs"]
    path = f"/api/v4/catalogs/{catalog['id']}"
    [rose] = client.post(f"{path}/elements", json=[{"name": "Роза"}]).json()["_embedded"]["elements"]
    return f"{path}/{rose['id']}"


def refs(*files: Any) -> list[dict[str, str]]:
    return [{"file_uuid": file["uuid"]} for file in files]


def listed(client: httpx2.Client, path: str, **query: Any) -> list[str]:
    return [file["file_uuid"] for file in embedded(client.get(f"{path}/files", params=query))]


@ANY
def test_files_are_attached_once_and_detached(client: httpx2.Client, entity: str):
    path, terms, act = holder(client, entity), upload(client, "Договор.txt", b"1"), upload(client, "Акт.txt", b"2")

    done = client.put(f"{path}/files", json=refs(terms, act))
    assert done.status_code == 200
    assert [file["file_uuid"] for file in done.json()["_embedded"]["files"]] == [terms["uuid"], act["uuid"]]
    again = client.put(f"{path}/files", json=refs(act, act))
    assert [file["id"] for file in again.json()["_embedded"]["files"]] == [
        done.json()["_embedded"]["files"][1]["id"]
    ] * 2
    assert listed(client, path) == [act["uuid"], terms["uuid"]]

    gone = client.request("DELETE", f"{path}/files", json=refs(act))
    assert (gone.status_code, gone.content) == (202, b"")
    assert client.request("DELETE", f"{path}/files", json=refs(act)).status_code == 202
    assert listed(client, path) == [terms["uuid"]]
    assert client.get(f"/v1.0/files/{act['uuid']}").status_code == 200


def test_the_list_goes_on_before_an_attachment(client: httpx2.Client):
    path, files = holder(client, "leads"), [upload(client, f"{number}.txt", b"x") for number in range(5)]
    client.put(f"{path}/files", json=refs(*files))
    ids = [file["id"] for file in client.get(f"{path}/files").json()["_embedded"]["files"]]

    assert listed(client, path, before_id=ids[1], limit=2) == [files[2]["uuid"], files[1]["uuid"]]
    first = client.get(f"{path}/files", params={"limit": 2}).json()
    following = client.get(first["_links"]["next"]["href"]).json()
    assert [file["id"] for file in following["_embedded"]["files"]] == ids[2:4]


def test_a_deleted_file_hangs_nowhere_until_it_is_restored(client: httpx2.Client):
    path, file = holder(client, "leads"), upload(client, "a.txt", b"x")
    client.put(f"{path}/files", json=refs(file))
    client.request("DELETE", "/v1.0/files", json=[{"uuid": file["uuid"]}])

    assert listed(client, path) == []
    refused = client.put(f"{path}/files", json=refs(file))
    assert paths(refused) == ["file_uuid"]
    client.post("/v1.0/files/restore", json=[{"uuid": file["uuid"]}])
    assert listed(client, path) == [file["uuid"]]


def test_each_unknown_file_is_told_and_none_attached(client: httpx2.Client, client_of: ClientOf, world: World):
    path, file = holder(client, "leads"), upload(client, "a.txt", b"x")
    theirs = upload(client_of(world.egor), "a.txt", b"x")

    answer = client.put(f"{path}/files", json=refs(file, theirs, {"uuid": "nonsense"}))

    assert answer.status_code == 400
    assert [item["request_id"] for item in answer.json()["validation-errors"]] == ["1", "2"]
    assert listed(client, path) == []


@ANY
def test_a_record_that_is_not_there_has_no_files(client: httpx2.Client, client_of: ClientOf, world: World, entity: str):
    file = upload(client, "a.txt", b"x")
    theirs = holder(client_of(world.egor), entity)
    holder(client, entity)
    missing = theirs.rpartition("/")[0] + "/9999999"

    assert client.get(f"{missing}/files").status_code == 404
    assert client.put(f"{missing}/files", json=refs(file)).status_code == 404
    assert client.request("DELETE", f"{missing}/files", json=refs(file)).status_code == 404


def test_an_element_is_found_in_its_own_catalog_only(client: httpx2.Client):
    rose, other = holder(client, "catalogs"), holder(client, "catalogs")
    strange = other.rpartition("/")[0] + "/" + rose.rpartition("/")[2]

    assert client.get(f"{strange}/files").status_code == 404


def test_who_may_not_change_the_record_attaches_nothing(client: httpx2.Client, client_of: ClientOf, world: World):
    mine = holder(client, "leads", responsible_user_id=world.anna.id)
    others = holder(client, "leads", responsible_user_id=world.oleg.id)
    file = upload(client, "a.txt", b"x")
    for path in (mine, others):
        client.put(f"{path}/files", json=refs(file))
    world.do(give, world.anna, rights_with(view="M", edit="D"))
    anna = client_of(world.anna)

    assert listed(anna, mine) == [file["uuid"]]
    assert anna.get(f"{others}/files").status_code == 404
    assert anna.put(f"{mine}/files", json=refs(file)).status_code == 403
    assert anna.request("DELETE", f"{mine}/files", json=refs(file)).status_code == 403
    assert listed(client, mine) == [file["uuid"]]


def test_a_file_tells_what_it_hangs_on_as_far_as_one_may_see(client: httpx2.Client, client_of: ClientOf, world: World):
    lead = holder(client, "leads", responsible_user_id=world.anna.id, price=4800)
    rose = holder(client, "catalogs")
    others = holder(client, "contacts", responsible_user_id=world.oleg.id)
    file = upload(client, "a.txt", b"x")
    for path in (lead, rose, others):
        client.put(f"{path}/files", json=refs(file))

    told = client.get(f"/api/v4/files/{file['uuid']}/links").json()
    assert told["file_uuid"] == file["uuid"]
    assert [each["entity_type"] for each in told["entities"]] == ["contacts", "catalog_elements", "leads"]
    assert told["entities"][2]["price"] == 4800 and told["entities"][2]["main_user_id"] == world.anna.id
    assert told["entities"][0]["price"] is None and told["entities"][1]["main_user_id"] is None

    world.do(give, world.anna, rights_with(view="M"))
    seen = client_of(world.anna).get(f"/api/v4/files/{file['uuid']}/links").json()
    assert [each["entity_type"] for each in seen["entities"]] == ["catalog_elements", "leads"]
    assert client_of(world.egor).get(f"/api/v4/files/{file['uuid']}/links").status_code == 404


def test_the_journal_keeps_what_was_attached_and_nobody_is_told(client: httpx2.Client, world: World):
    client.post("/api/v4/webhooks", json={"destination": "http://127.0.0.1:9/", "settings": ["update_lead"]})
    path, file = holder(client, "leads"), upload(client, "a.txt", b"x")
    client.put(f"{path}/files", json=refs(file))
    client.put(f"{path}/files", json=refs(file))
    client.request("DELETE", f"{path}/files", json=refs(file))

    def kept(work: Work) -> list[str]:
        return [
            row.action
            for row in work.connection.execute(journal.select().where(journal.c.account_id == work.account_id))
        ]

    assert world.do(kept) == ["add", "attach", "detach"]
    assert [event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]] == ["lead_added"]


def test_many_are_attached_with_as_many_statements_as_one(client: httpx2.Client, statements: Statements):
    files = [upload(client, f"{number}.txt", b"x") for number in range(9)]
    client.put(f"{holder(client, 'leads')}/files", json=refs(files[0]))  # ids are taken in blocks
    counts = []
    for some in (files[:1], files[1:]):
        path = holder(client, "leads")
        with statements() as seen:
            assert client.put(f"{path}/files", json=refs(*some)).status_code == 200
            assert len(listed(client, path)) == len(some)
            assert client.request("DELETE", f"{path}/files", json=refs(*some)).status_code == 202
        counts.append(len(seen))
    assert counts[0] == counts[1]
