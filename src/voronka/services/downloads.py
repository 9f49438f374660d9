"""Contents for whoever has the link. Its two or three random names are the key: nothing else is asked of him."""

from pathlib import Path

from msgspec import Struct

from voronka.domain import file_names
from voronka.domain.errors import NotFound
from voronka.services import files
from voronka.services.work import Work
from voronka.store import accounts
from voronka.store import files as store

GONE = "There is no such file, or it was deleted. Read the file anew to get its links."


class Download(Struct, frozen=True):
    path: Path
    file_name: str
    sanitized_name: str
    mime_type: str
    mark: str  # other contents have another one


def contents(work: Work, account_uuid: str, uuid: str, version_uuid: str | None = None) -> Download:
    work = _in_account(work, account_uuid)
    found = store.open_to_all(work, uuid, version_uuid)
    if found is None:
        raise NotFound(GONE)
    file, version = found
    path = work.database.disk.content(work.account_id, version.hash)
    name, plain = (file_names.joined(part, version.extension) for part in (file.name, file.sanitized_name))
    return _there(Download(path, name, plain, version.mime_type, version.hash))


def of_file(work: Work, uuid: str, version_uuid: str | None = None) -> Download:
    """For who may see the file; its active version, or the one named."""
    return contents(work, work.account.uuid, files.get(work, uuid).uuid, version_uuid)


def preview(work: Work, account_uuid: str, uuid: str, version_uuid: str, name: str) -> Download:
    work = _in_account(work, account_uuid)
    found = store.open_to_all(work, uuid, version_uuid)
    if found is None or name not in [preview.name for preview in found[1].previews]:
        raise NotFound(GONE)
    hash = found[1].hash
    path = work.database.disk.preview(work.account_id, hash, name)
    return _there(Download(path, name, name, "image/jpeg", f"{hash}-{name}"))


def _in_account(work: Work, account_uuid: str) -> Work:
    """The link names the account, whichever host it was followed to."""
    account = accounts.by_uuid(work.connection, account_uuid)
    if account is None:
        raise NotFound(GONE)
    return work.as_nobody_in(account)


def _there(download: Download) -> Download:
    if not download.path.is_file():
        raise NotFound("The contents of this file are not on the server's disk. Restore them from a backup.")
    return download
