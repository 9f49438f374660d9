"""Uploads and downloads of our own client, in both colours."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.api.amocrm_v4.drive import picture
from tests.client.conftest import InAsync
from voronka import Amo, AmoSync, NotFound, ValidationFailed
from voronka.contract.amocrm_v4.files import PART_AT_MOST
from voronka.types import FileFilter, FilePatch, FileRef, FileUuid, LeadAdd

LARGE = bytes(range(256)) * (2 * PART_AT_MOST // 256 + 3)


def test_a_path_is_uploaded_in_parts_and_read_piece_by_piece(amo: AmoSync, tmp_path: Path):
    path = tmp_path / "Договор.bin"
    path.write_bytes(LARGE)

    file = amo.files.upload(path)

    assert (file.name, file.metadata.extension, file.size) == ("Договор", "bin", len(LARGE))
    assert b"".join(amo.files.read(file)) == LARGE
    again = amo.files.upload(str(path), file_uuid=file.uuid)
    assert (again.uuid, again.has_multiple_versions) == (file.uuid, True)


def test_a_stream_says_its_size_beforehand(amo: AmoSync):
    def pieces(count: int) -> Iterator[bytes]:
        yield from (b"ten bytes." for _ in range(count))

    assert amo.files.upload(pieces(7), name="a.txt", size=70).size == 70
    for count in (6, 8):
        with pytest.raises(ValueError, match="70 bytes"):
            amo.files.upload(pieces(count), name="a.txt", size=70)
    with pytest.raises(ValueError, match="size"):
        amo.files.upload(pieces(7), name="a.txt")
    with pytest.raises(ValueError, match="name"):
        amo.files.upload(b"x")


def test_the_async_client_does_the_same(in_async: InAsync):
    async def pieces() -> AsyncIterator[bytes]:
        yield LARGE
        yield b"end"

    async def run(amo: Amo) -> bytes:
        file = await amo.files.upload(pieces(), name="a.bin", size=len(LARGE) + 3)
        return b"".join([piece async for piece in amo.files.read(file)])

    assert in_async(run) == LARGE + b"end"


def test_files_are_found_renamed_thrown_away_and_taken_back(amo: AmoSync):
    file, other = amo.files.upload(b"x", name="Договор.txt"), amo.files.upload(b"yy", name="Акт.pdf")
    assert [found.uuid for found in amo.files.list(filter=FileFilter(uuid=[file.uuid, "x"]))] == [file.uuid]
    assert [found.uuid for found in amo.files.list(filter=FileFilter(extensions=["pdf"]))] == [other.uuid]
    assert amo.files.update_one(file.uuid, FilePatch(name="Условия")).name == "Условия"
    amo.files.delete([FileRef(uuid=file.uuid)])
    assert amo.files.get(file.uuid).is_trashed  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        list(amo.files.read(file))
    assert [found.uuid for found in amo.files.restore([FileRef(uuid=file.uuid)])] == [file.uuid]
    assert amo.files.get("nonsense") is None
    with pytest.raises(ValidationFailed):
        amo.files.delete([FileRef(uuid="nonsense")])


def test_versions_and_previews_are_read(amo: AmoSync):
    file = amo.files.upload(picture(400, 200), name="роза.png", with_preview=True)
    amo.files.upload(b"x", name="роза.txt", file_uuid=file.uuid)

    newest, first = amo.files.versions(file.uuid).all()

    assert newest.is_main and not first.is_main
    assert b"".join(amo.files.read(first)) == picture(400, 200)
    [account, _, version, _, name] = (file.previews or [])[0].download_link.rpartition("/download/")[2].split("/")
    assert amo.files.download_preview(account, file.uuid, version, name)[:2] == b"\xff\xd8"
    assert amo.files.download(account, file.uuid, "x") == b"x"


def test_files_hang_on_records(amo: AmoSync):
    [lead] = amo.leads.add([LeadAdd(name="Чай")])
    file = amo.files.upload(b"x", name="a.txt")
    [attached] = amo.leads.files.attach(lead.id, [FileUuid(file_uuid=file.uuid)])
    assert [each.id for each in amo.leads.files.list(lead.id)] == [attached.id]
    assert [each.id for each in amo.files.links(file.uuid).entities] == [lead.id]
    amo.leads.files.detach(lead.id, [FileUuid(file_uuid=file.uuid)])
    assert amo.leads.files.list(lead.id).all() == []
