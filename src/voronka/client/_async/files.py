"""Files (файлы) of the drive."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.drive import AsyncDrive
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.client.requests import BY_NAME, Request
from voronka.client.waiting import async_run
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.file_links import FileHolders
from voronka.contract.amocrm_v4.files import (
    File,
    FileFilter,
    FilePatch,
    FileRef,
    FileSession,
    FileSessionOpened,
    FileVersion,
    UploadedPart,
)

ANY_TYPE = "application/octet-stream"


class AsyncFileSessions(AsyncResource):
    """Uploads, step by step: `amo.files.sessions`. `amo.files.upload` takes all steps by itself."""

    async def open(self, session: FileSession) -> FileSessionOpened:
        """Announces a file and tells where its parts go. POST /v1.0/sessions

        ValidationFailed: TooHigh at `file_size` for a file that is too large, NotSupportedChoice at `file_uuid` for one
            that is not there.
        """
        return await self._save_one("files.sessions.open", body=session)

    async def upload(self, session_token: str, part: bytes) -> UploadedPart:
        """One part, at most `max_part_size` bytes; the token is the last piece of the address that was answered.
        POST /v1.0/sessions/upload/{session_token}

        NotFound: the session is over. NotProcessable: another part is wanted, or the parts are more than was announced.
        """
        return await self._save_one("files.sessions.upload", session_token, body=part)

    async def upload_short(self, session_token: str, part: bytes) -> UploadedPart:
        """The same at the shorter address that some servers answer. POST /upload/{session_token}"""
        return await self._save_one("files.sessions.upload_short", session_token, body=part)


class AsyncFiles(AsyncResource):
    """Files, whatever they are attached to: `amo.files`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._account = AsyncResource(caller)
        self._drive = AsyncDrive(caller)
        super().__init__(self._drive)
        self.sessions = AsyncFileSessions(self._drive)

    async def upload(
        self,
        source: str | Path | bytes | AsyncIterable[bytes],
        *,
        name: str = "",
        size: int | None = None,
        content_type: str | None = None,
        file_uuid: str | None = None,
        with_preview: bool = False,
    ) -> File:
        """A new file, or a new version of one; in as many requests as its size asks for.

            file = await amo.files.upload("Договор.pdf")

        source: a path, the bytes themselves, or a stream of them. name: needed unless the source is a path. size: of a
            stream, in bytes. file_uuid: the file that gets a new version. with_preview: make small pictures of it.
        ValueError: the name or the size is missing, or the stream is shorter or longer than it was said to be.
        """
        if isinstance(source, str | Path):
            source = Path(source)
            name, size = name or source.name, (await async_run(source.stat)).st_size
        elif isinstance(source, bytes):
            size = len(source)
        if not name or size is None:
            raise ValueError("say the name of the file, and of a stream the size in bytes")
        session = FileSession(file_name=name, file_size=size, with_preview=with_preview)
        session.content_type, session.file_uuid = content_type or UNSET, file_uuid or UNSET
        return await self._send(source, await self.sessions.open(session), size, content_type or ANY_TYPE)

    async def read(self, file: File | FileVersion) -> AsyncIterator[bytes]:
        """The contents, piece by piece: however large the file is, it is never in memory as a whole.

            async for piece in amo.files.read(file):
                output.write(piece)

        Of a file the active version, of a version that one. NotFound: it was deleted.
        """
        link = file.links.download_version if isinstance(file, FileVersion) else file.links.download
        request = Request(operation=BY_NAME["files.download"], path=urlsplit(link.href).path)
        async for piece in self._drive.stream(request):
            yield piece

    def list(
        self,
        *,
        with_: Sequence[str] = (),
        filter: FileFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[File]:
        """Files that the token's user may see. GET /v1.0/files

        with_: deleted, those in the recycle bin too. order: created_at, updated_at, size, id.
        """
        return self._pages("files.list", with_=with_, filter=filter, order=order, page=page, limit=limit)

    async def get(self, uuid: str) -> File | None:
        """One file, None when there is none. GET /v1.0/files/{uuid}"""
        return await self._get("files.get", uuid)

    async def update_one(self, uuid: str, file: FilePatch) -> File:
        """Renames a file, or makes another version the active one. PATCH /v1.0/files/{uuid}"""
        return await self._save_one("files.update_one", uuid, body=file)

    async def delete(self, files: Sequence[FileRef]) -> None:
        """Moves files to the recycle bin, where they stay for 30 days. DELETE /v1.0/files"""
        await self._save("files.delete", items=files)

    async def restore(self, files: Sequence[FileRef]) -> List[File]:
        """Takes files out of the recycle bin. POST /v1.0/files/restore"""
        return await self._save("files.restore", items=files)

    def versions(self, uuid: str) -> AsyncPages[FileVersion]:
        """The versions of a file, the newest first. NotFound: there is no such file. GET /v1.0/files/{uuid}/versions"""
        return self._pages("files.versions", uuid)

    async def links(self, uuid: str) -> FileHolders:
        """What a file is attached to, as far as the token's user may see it; the newest 250.
        GET /api/v4/files/{uuid}/links
        """
        return await self._account._one("files.links", uuid)

    async def download(self, account_uuid: str, uuid: str, name: str) -> bytes:
        """The contents of the active version at once; `read` takes them piece by piece.
        GET /download/{account_uuid}/{uuid}/{name}
        """
        return await self._one("files.download", account_uuid, uuid, name)

    async def download_version(self, account_uuid: str, uuid: str, version_uuid: str, name: str) -> bytes:
        """The contents of one version at once. GET /download/{account_uuid}/{uuid}/{version_uuid}/{name}"""
        return await self._one("files.download_version", account_uuid, uuid, version_uuid, name)

    async def download_preview(self, account_uuid: str, uuid: str, version_uuid: str, name: str) -> bytes:
        """A small picture, a JPEG. GET /download/{account_uuid}/{uuid}/{version_uuid}/previews/{name}"""
        return await self._one("files.download_preview", account_uuid, uuid, version_uuid, name)

    async def _send(
        self, source: Path | bytes | AsyncIterable[bytes], opened: FileSessionOpened, size: int, content_type: str
    ) -> File:
        url, sent = opened.upload_url, 0
        async for part in _parts(source, opened.max_part_size):
            sent += len(part)
            if sent > size:
                break
            step = await self._send_part(url, part, content_type)
            if not step.next_url:
                return msgspec.json.decode(msgspec.json.encode(step), type=File)
            url = step.next_url
        differs = "more" if sent > size else "less"
        raise ValueError(f"the source has {differs} than the {size} bytes that were announced")

    async def _send_part(self, url: str, part: bytes, content_type: str) -> UploadedPart:
        """To the address that was answered, on the drive's host whatever the address says."""
        address = urlsplit(url)
        request = Request(
            operation=BY_NAME["files.sessions.upload"],
            path=address.path,
            query=address.query,
            content=part,
            headers={"Content-Type": content_type},
        )
        return await self._caller.call(request)


async def _parts(source: Path | bytes | AsyncIterable[bytes], most: int) -> AsyncIterator[bytes]:
    """Each as large as it may be, but the last."""
    if isinstance(source, bytes):
        for at in range(0, len(source), most):
            yield source[at : at + most]
    elif isinstance(source, Path):
        with await async_run(source.open, "rb") as file:
            while part := await async_run(file.read, most):
                yield part
    else:
        held = b""
        async for piece in source:
            held += piece
            while len(held) >= most:
                yield held[:most]
                held = held[most:]
        if held:
            yield held
