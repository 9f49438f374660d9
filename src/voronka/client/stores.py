"""Two stores of tokens: for one run, and for many."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import msgspec

from voronka.base import folders
from voronka.client.auth import Tokens

OWNER_ONLY = 0o600


class MemoryStore:
    """Forgets with the process. For tests, and for services that hand the pair in and out themselves."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self.tokens = tokens

    def load(self) -> Tokens | None:
        return self.tokens

    def save(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def lock(self) -> AbstractContextManager[bool]:
        return nullcontext(True)


class FileStore:
    """A JSON file that only its owner can read, and a lock file beside it: several processes may share them.

    The file is replaced as a whole, so after a crash it holds the former pair or the new one, never half of either.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._path.parent.mkdir(parents=True, exist_ok=True)  # now, not when a pair has come and must be kept

    def load(self) -> Tokens | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Tokens)
        except FileNotFoundError:
            return None

    def save(self, tokens: Tokens) -> None:
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(tokens))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        folders.sync(self._path.parent)

    @contextmanager
    def lock(self) -> Iterator[bool]:
        descriptor = os.open(self._path.with_name(f"{self._path.name}.lock"), os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            yield _try_lock(descriptor)
        finally:
            os.close(descriptor)  # which unlocks; a process that dies unlocks too


if os.name == "nt":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
