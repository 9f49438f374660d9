"""The drive: lists with their filters, names, versions, the recycle bin, rights; and contents that harm nobody."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v4.drive import picture, upload, uuids
from tests.api.amocrm_v4.happenings import post
from tests.conftest import ClientOf, Statements
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.kinds import Kind
from voronka.services import indexes, previews
from voronka.services.work import Work

FILES = "/v1.0/files"


def delete(client: httpx2.Client, *files: Any) -> httpx2.Response:
    return client.request("DELETE", FILES, json=[{"uuid": file["uuid"]} for file in files])


@pytest.fixture
def three(client: httpx2.Client) -> dict[str, str]:
    """By uuid: a contract, an act, a picture."""
    made = {
        "contract": upload(client, "Договор поставки.pdf", b"%PDF-1.7 " + b"x" * 3000),
        "act": upload(client, "Акт.txt", b"done", created_by={"id": 0, "type": "internal"}),
        "rose": upload(client, "Роза.png", picture(10, 10), created_by={"id": -1, "type": "external"}),
    }
    return {file["uuid"]: name for name, file in made.items()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "contract act rose"),
        ({"order[size]": "asc"}, "act rose contract"),
        ({"order[id]": "desc"}, "rose act contract"),
        ({"filter[name]": "договор ПОСТАВКИ"}, "contract"),
        ({"filter[name]": "договор"}, ""),
        ({"filter[name]": "Договор поставки.PDF"}, "contract"),
        ({"filter[name]": "Договор поставки.txt"}, ""),
        ({"filter[term]": "постав"}, "contract"),
        ({"filter[term]": "100%"}, ""),
        ({"filter[extensions][]": ["pdf", "txt"]}, "contract act"),
        ({"filter[extensions][0]": "PNG"}, "rose"),
        ({"filter[size][from]": 1, "filter[size][to]": 4, "filter[size][unit]": 1000}, "contract"),
        ({"filter[size][to]": 4}, "act"),
        ({"filter[created_by][]": [0, -1]}, "act rose"),
        ({"filter[updated_by][]": -1}, "rose"),
        ({"filter[source_id]": 5}, ""),
        ({"filter[date][type]": "updated_at", "filter[date][date_preset]": "day"}, "contract act rose"),
        ({"filter[date][date_preset]": "yesterday", "filter[date][type]": "created_at"}, None),
        ({"filter[date][to]": 5}, ""),
        ({"filter[date][from]": 5}, "contract act rose"),
        *(
            ({"filter[date][date_preset]": preset}, "contract act rose")
            for preset in ("week", "month", "quarter", "year")
        ),
        ({"filter[deleted]": 1}, ""),
        ({"limit": 1, "page": 2}, "act"),
    ],
)
def test_a_list_finds_what_it_is_asked_for(
    client: httpx2.Client, three: dict[str, str], query: dict[str, Any], found: str | None
):
    names = [three[uuid] for uuid in uuids(client.get(FILES, params=query))]

    assert found is None or names == found.split()


def test_uuids_may_come_as_a_comma_list(client: httpx2.Client, three: dict[str, str]):
    some = list(three)[:2]

    assert uuids(client.get(FILES, params={"filter[uuid]": ",".join(some), "limit": 50, "page": 1})) == some


def test_a_page_counts_itself_and_leads_on(client: httpx2.Client, three: dict[str, str]):
    page = client.get(FILES, params={"limit": 2}).json()

    assert page["_count"] == 2
    assert uuids(client.get(page["_links"]["next"]["href"])) == list(three)[2:]


def test_a_term_finds_the_files_of_a_record(client: httpx2.Client, three: dict[str, str]):
    [lead] = client.post("/api/v4/leads", json=[{"name": "Свадьба Ивановых"}]).json()["_embedded"]["leads"]
    act = list(three)[1]
    client.put(f"/api/v4/leads/{lead['id']}/files", json=[{"file_uuid": act}])

    assert uuids(client.get(FILES, params={"filter[term]": "ивановых"})) == [act]


def test_a_file_that_no_term_finds_any_more_is_found_once_the_indexes_are_made_anew(
    client: httpx2.Client, world: World, three: dict[str, str]
):
    query = {"filter[term]": "постав"}
    found = uuids(client.get(FILES, params=query))
    contract = client.get(FILES, params=query).json()["_embedded"]["files"][0]["id"]

    def forget(work: Work) -> None:
        work.dialect.delete_search_texts(work.connection, work.account_id, int(Kind.FILE), [contract])

    world.do(forget)
    assert uuids(client.get(FILES, params=query)) == []
    assert world.do(indexes.differences).texts == 1

    done = world.do(indexes.rebuild_next, None)
    while done:
        done = world.do(indexes.rebuild_next, done)

    assert uuids(client.get(FILES, params=query)) == found


@pytest.mark.parametrize(
    "query",
    [
        {"filter[date][type]": "x"},
        {"filter[date][date_preset]": "x"},
        {"filter[size][from]": "x"},
        {"filter[size][unit]": 0},
        {"filter[created_by][]": "x"},
    ],
)
def test_a_filter_that_cannot_be_is_an_error(client: httpx2.Client, query: dict[str, Any]):
    assert client.get(FILES, params=query).status_code == 400


def test_a_list_of_many_costs_as_many_statements_as_one_of_one(client: httpx2.Client, statements: Statements):
    for number in range(5):
        upload(client, f"{number}.txt", b"x")
    counts = []
    for limit in (1, 5):
        with statements() as seen:
            client.get(FILES, params={"limit": limit})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 3  # account, token, files


def test_a_file_is_renamed_without_its_extension(client: httpx2.Client):
    file = upload(client, "Договор.pdf", b"%PDF-1.7")
    sent = {"name": "Условия.pdf", "uuid": file["uuid"], "request_id": "0", "version_uuid": file["version_uuid"]}
    renamed = client.patch(f"{FILES}/{file['uuid']}", json=sent).json()

    assert (renamed["name"], renamed["metadata"]["extension"]) == ("Условия", "pdf")
    assert renamed["_links"]["download"]["href"].endswith("/Usloviya.pdf")


def test_who_made_and_changed_a_file_may_be_somebody_else(client: httpx2.Client, world: World):
    """As an integration says it that files what a customer sent."""
    file = upload(client, "Акт.txt", b"x")
    path = f"{FILES}/{file['uuid']}"
    customer, robot = {"id": -1, "type": "external"}, {"id": 0, "type": "internal"}

    changed = client.patch(path, json={"name": "Смета", "created_by": customer, "updated_by": robot}).json()

    assert (changed["created_by"], changed["updated_by"]) == (customer, robot)
    assert client.patch(path, json={"name": "Акт"}).json()["updated_by"] == {"id": world.irina.id, "type": "internal"}
    assert client.patch(path, json={"updated_by": {"id": 7, "type": "internal"}}).status_code == 400


def test_another_version_becomes_the_active_one(client: httpx2.Client):
    old = upload(client, "a.txt", b"old")
    new = upload(client, "a.txt", b"newer", file_uuid=old["uuid"])
    path = f"{FILES}/{old['uuid']}"
    both = client.patch(path, json={"name": "b", "version_uuid": old["version_uuid"]})
    assert paths(both) == ["version_uuid"]
    assert client.patch(path, json={"version_uuid": "nonsense"}).status_code == 400

    chosen = client.patch(path, json={"version_uuid": old["version_uuid"]}).json()

    assert (chosen["size"], chosen["version_uuid"]) == (3, old["version_uuid"])
    versions = client.get(f"{path}/versions").json()["_embedded"]["versions"]
    assert [(each["uuid"], each["is_main"], each["size"]) for each in versions] == [
        (new["version_uuid"], False, 5),
        (old["version_uuid"], True, 3),
    ]
    assert {each["file_uuid"] for each in versions} == {old["uuid"]}


def test_the_recycle_bin(client: httpx2.Client, world: World):
    file, other = upload(client, "a.txt", b"x"), upload(client, "b.txt", b"x")

    assert (delete(client, file).status_code, delete(client, file).status_code) == (204, 204)

    assert uuids(client.get(FILES)) == [other["uuid"]]
    assert uuids(client.get(FILES, params={"filter[deleted]": 1})) == [file["uuid"]]
    assert uuids(client.get(FILES, params={"with": "deleted,unbilled"})) == [file["uuid"], other["uuid"]]
    binned = client.get(f"{FILES}/{file['uuid']}").json()
    assert binned["is_trashed"] and binned["deleted_at"]
    assert binned["deleted_by"] == {"id": world.irina.id, "type": "internal"}
    assert client.get(file["_links"]["download"]["href"]).status_code == 404
    restored = client.post(f"{FILES}/restore", json=[{"uuid": file["uuid"]}]).json()
    assert restored["_count"] == 1 and restored["_embedded"]["files"] == [file]


def test_of_several_files_all_or_none_are_deleted(client: httpx2.Client):
    file = upload(client, "a.txt", b"x")

    answer = delete(client, file, {"uuid": "nonsense"})

    assert [item["request_id"] for item in answer.json()["validation-errors"]] == ["1"]
    assert uuids(client.get(FILES)) == [file["uuid"]]


def test_what_is_not_there(client: httpx2.Client, client_of: ClientOf, world: World):
    theirs = upload(client_of(world.egor), "a.txt", b"x")
    for uuid in ("nonsense", theirs["uuid"]):
        assert client.get(f"{FILES}/{uuid}").status_code == 204
        assert client.get(f"{FILES}/{uuid}/versions").status_code == 404
        assert client.patch(f"{FILES}/{uuid}", json={"name": "x"}).status_code == 404
        assert delete(client, {"uuid": uuid}).status_code == 400


def test_who_sees_some_records_sees_their_files_and_his_own(client: httpx2.Client, client_of: ClientOf, world: World):
    nobodys, on_his, on_others = (upload(client, name, b"x") for name in ("a.txt", "b.txt", "c.txt"))
    for file, user in ((on_his, world.anna), (on_others, world.oleg)):
        sent = [{"name": "Чай", "responsible_user_id": user.id}]
        [lead] = client.post("/api/v4/leads", json=sent).json()["_embedded"]["leads"]
        client.put(f"/api/v4/leads/{lead['id']}/files", json=[{"file_uuid": file["uuid"]}])
    anna = client_of(world.anna)
    assert len(uuids(anna.get(FILES))) == 3
    own = upload(anna, "d.txt", b"x")
    world.do(give, world.anna, rights_with(view="M", edit="M", delete="D"))

    assert uuids(anna.get(FILES)) == [on_his["uuid"], own["uuid"]]
    for file in (nobodys, on_others):
        assert anna.get(f"{FILES}/{file['uuid']}").status_code == 204
    assert anna.patch(f"{FILES}/{on_his['uuid']}", json={"name": "x"}).status_code == 403
    assert delete(anna, on_his).status_code == 403
    assert anna.patch(f"{FILES}/{own['uuid']}", json={"name": "x"}).status_code == 200
    assert delete(anna, own).status_code == 204


def test_who_sees_a_record_reads_what_its_notes_and_fields_show(
    client: httpx2.Client, client_of: ClientOf, world: World
):
    field = {"type": "file", "name": "Договор"}
    [field_id] = (made["id"] for made in post(client, "leads/custom_fields", field))
    shown: dict[str, list[Any]] = {}
    for user in (world.anna, world.oleg):
        noted, held = (upload(client, name, b"x") for name in ("a.txt", "b.txt"))
        value = {"field_id": field_id, "values": [{"value": {"file_uuid": held["uuid"]}}]}
        [lead] = post(client, "leads", {"responsible_user_id": user.id, "custom_fields_values": [value]})
        params = {"file_uuid": noted["uuid"], "file_name": "a.txt"}
        post(client, f"leads/{lead['id']}/notes", {"note_type": "attachment", "params": params})
        shown[user.name] = [noted, held]
    world.do(give, world.anna, rights_with(view="M", edit="M", delete="D"))
    anna = client_of(world.anna)

    for file in shown[world.anna.name]:
        assert anna.get(f"{FILES}/{file['uuid']}").json()["uuid"] == file["uuid"]
        assert anna.get(f"/download/{file['uuid']}_a.txt").content == b"x"
        assert anna.patch(f"{FILES}/{file['uuid']}", json={"name": "x"}).status_code == 403
    for file in shown[world.oleg.name]:
        assert anna.get(f"{FILES}/{file['uuid']}").status_code == 204
        assert anna.get(f"/download/{file['uuid']}_a.txt").status_code == 404
    assert uuids(anna.get(FILES)) == []


# --- contents ---------------------------------------------------------------------------------------------------------


def test_whoever_has_the_link_may_download_from_any_host(client: httpx2.Client, client_of: ClientOf):
    file = upload(client, "Договор.pdf", b"%PDF-1.7")
    link = file["_links"]["download"]["href"]

    answer = client_of(None).get(link.replace("romashka.voronka.test", "drive-b.amocrm.ru"))

    assert answer.content == b"%PDF-1.7"
    assert answer.headers["content-disposition"].startswith('attachment; filename="Dogovor.pdf"; ')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_a_part_of_it_or_nothing_new(client: httpx2.Client):
    link = upload(client, "a.txt", b"0123456789")["_links"]["download"]["href"]
    mark = client.get(link).headers["etag"]

    part = client.get(link, headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, b"234", "bytes 2-4/10")
    assert client.get(link, headers={"Range": "bytes=20-"}).status_code == 416
    same = client.get(link, headers={"If-None-Match": mark})
    assert (same.status_code, same.content) == (304, b"")
    assert client.head(link).headers["content-length"] == "10"


@pytest.mark.parametrize(
    ("name", "data", "declared", "served", "kind"),
    [
        ("page.html", b"<script>alert(1)</script>", "text/html", "application/octet-stream", "document"),
        ("rose.svg", b"<svg onload='alert(1)'/>", "image/svg+xml", "application/octet-stream", "image"),
        ("rose.png", b"<script>", "image/png", "application/octet-stream", "file"),
        ("rose.txt", picture(1, 1), "text/plain", "image/png", "image"),
        ("song.mp3", b"ID3", "audio/mpeg", "audio/mpeg", "audio"),
        ("film.mp4", b"x", "Video/MP4; codecs=x", "video/mp4", "video"),
        ("a.unknown", b"x", None, "application/octet-stream", "file"),
    ],
)
def test_contents_are_what_their_bytes_say_and_never_run(
    client: httpx2.Client, name: str, data: bytes, declared: str | None, served: str, kind: str
):
    file = upload(client, name, data, content_type=declared)

    answer = client.get(file["_links"]["download"]["href"])

    assert (answer.headers["content-type"], answer.content, file["type"]) == (served, data, kind)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_gets_small_ones_when_they_are_wanted(client: httpx2.Client, client_of: ClientOf, format: str):
    data = picture(1000, 500, format)
    assert upload(client, "роза", data)["previews"] is None

    file = upload(client, "роза", data, with_preview=True)

    assert [(small["width"], small["height"]) for small in file["previews"]] == [(100, 50), (300, 150), (800, 400)]
    for small in file["previews"]:
        answer = client_of(None).get(small["download_link"])
        assert (answer.headers["content-type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
    strange = file["previews"][0]["download_link"].replace("100x50", "100x51")
    assert client.get(strange).status_code == 404


def bomb() -> bytes:
    side = int(previews.PIXELS_AT_MOST**0.5) + 1
    return picture(side, side, "PNG", compress_level=9)


@pytest.mark.parametrize("data", [bomb(), picture(50, 50)[:60], b"\x89PNG\r\n\x1a\n" + b"x" * 99, b"GIF89a"])
def test_a_picture_that_cannot_be_read_is_stored_without_small_ones(client: httpx2.Client, data: bytes):
    file = upload(client, "роза.png", data, with_preview=True)

    assert file["previews"] is None
    assert client.get(file["_links"]["download"]["href"]).content == data


def test_links_are_not_logged(client: httpx2.Client, capsys: pytest.CaptureFixture[str]):
    file = upload(client, "a.txt", b"x")
    client.get(file["_links"]["download"]["href"])

    printed = capsys.readouterr().out
    assert "/download/{account_uuid}/{uuid}/{name}" in printed and file["uuid"] not in printed
