"""The contents of files on the disk. A folder per account, so nobody reaches another company's contents by their hash.

    {account}/uploads/{session}/{key}    one part of an upload under way
    {account}/contents/{ab}/{hash}       contents, called by their SHA-256; beside them `{hash}.{preview}`

What is written is on the disk before a row speaks of it, and the row decides: what no row speaks of is swept up.
Everything here is plain blocking work on files: to be done in a thread, outside of a transaction, unless it is small.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from voronka.base import folders

CHUNK = 1 << 20
WHOLE = "whole-"


class NoDirectory(Exception):
    """The database was opened without a directory for files."""


class Disk:
    def __init__(self, home: Path | None) -> None:
        self._home = home

    @property
    def home(self) -> Path:
        if self._home is None:
            raise NoDirectory("This database was opened without a directory for files.")
        return self._home

    @property
    def is_there(self) -> bool:
        return self._home is not None and self._home.is_dir()

    def content(self, account_id: int, hash: str) -> Path:
        return self._contents(account_id) / hash[:2] / hash

    def preview(self, account_id: int, hash: str, name: str) -> Path:
        return self.content(account_id, hash).with_name(f"{hash}.{name}")

    def write_part(self, account_id: int, session_id: int, data: bytes) -> str:
        """Under a name that nobody else has; which part it is, its row says."""
        folder = _made(self._upload(account_id, session_id))
        key = secrets.token_hex(8)
        _write(folder / key, data)
        folders.sync(folder)
        return key

    def assemble(self, account_id: int, session_id: int, keys: Sequence[str]) -> tuple[Path, str]:
        """All parts in one file, and its hash. FileNotFoundError when a part is gone."""
        folder = self._upload(account_id, session_id)
        whole, hash = folder / f"{WHOLE}{secrets.token_hex(8)}", hashlib.sha256()
        with whole.open("xb") as file:
            for key in keys:
                for chunk in _chunks(folder / key):
                    hash.update(chunk)
                    file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return whole, hash.hexdigest()

    def keep(self, account_id: int, whole: Path, hash: str) -> Path:
        """Takes its place among the contents. The same contents are stored once; kept again they are as new."""
        target = self.content(account_id, hash)
        folder = _made(target.parent)
        whole.replace(target)
        os.utime(target)
        folders.sync(folder)
        return target

    def write_preview(self, account_id: int, hash: str, name: str, data: bytes) -> None:
        path = self.preview(account_id, hash, name)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        _write(draft, data)
        draft.replace(path)
        folders.sync(path.parent)

    def drop_upload(self, account_id: int, session_id: int) -> None:
        shutil.rmtree(self._upload(account_id, session_id), ignore_errors=True)

    def drop_content(self, account_id: int, hash: str) -> None:
        content = self.content(account_id, hash)
        for path in [content, *content.parent.glob(f"{hash}.*")]:
            path.unlink(missing_ok=True)

    def contents(self, account_id: int, before: float) -> list[str]:
        """Hashes of all contents that were kept before then."""
        found = self._contents(account_id).glob("??/*")
        return sorted({path.name.partition(".")[0] for path in found if _is_older(path, before)})

    def uploads(self, account_id: int, before: float) -> list[int]:
        """Sessions that have parts, none of them written since then."""
        found = self._uploads(account_id).glob("*")
        return sorted(int(path.name) for path in found if path.name.isdecimal() and _is_older(path, before))

    def _contents(self, account_id: int) -> Path:
        return self.home / str(account_id) / "contents"

    def _uploads(self, account_id: int) -> Path:
        return self.home / str(account_id) / "uploads"

    def _upload(self, account_id: int, session_id: int) -> Path:
        return self._uploads(account_id) / str(session_id)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _made(folder: Path) -> Path:
    """With everything above it, and so that a power cut does not take it away again."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in missing:
        folders.sync(path.parent)
    return folder


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:  # swept up meanwhile
        return False
