"""Which contents lie on the disk. The row is what uploads and the sweeper meet at: whoever holds it decides."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, select, update

from voronka.store.tables import file_contents, file_versions
from voronka.store.work import Work

c = file_contents.c


def add(work: Work, hash: str, size: int) -> bool:
    """Ours until the transaction ends. False: they were just swept away."""
    row = {"account_id": work.account_id, "hash": hash, "size": size, "suspected_at": None}
    work.dialect.insert_many(work.connection, file_contents, [row], "ignore")
    ours = select(c.hash).where(c.account_id == work.account_id, c.hash == hash)
    is_held = work.connection.execute(work.dialect.locked(ours)).first() is not None
    return is_held and work.database.disk.content(work.account_id, hash).exists()


def suspect(work: Work, hashes: Sequence[str]) -> None:
    """A version of these is gone; perhaps it was the last one."""
    marked = update(file_contents).where(*_of(work, hashes)).values(suspected_at=work.now)
    work.connection.execute(marked)


def suspects(work: Work, most: int) -> list[str]:
    """Locked; those that another worker holds are passed over."""
    held = (c.account_id == work.account_id, c.suspected_at.is_not(None))
    found = select(c.hash).where(*held).order_by(c.suspected_at, c.hash).limit(most)
    return list(work.connection.execute(work.dialect.claimed(found)).scalars())


def unused(work: Work, hashes: Sequence[str]) -> list[str]:
    """Those of no version. To be asked once their rows are ours: nobody can begin to use them then."""
    v = file_versions.c
    used = exists(select(1).where(v.account_id == work.account_id, v.hash == c.hash))
    return list(work.connection.execute(select(c.hash).where(*_of(work, hashes), ~used)).scalars()) if hashes else []


def settle(work: Work, suspects: Sequence[str], gone: Sequence[str]) -> None:
    if suspects:
        work.connection.execute(delete(file_contents).where(*_of(work, gone)))
        work.connection.execute(update(file_contents).where(*_of(work, suspects)).values(suspected_at=None))


def known(work: Work, hashes: Sequence[str]) -> set[str]:
    return set(work.connection.execute(select(c.hash).where(*_of(work, hashes))).scalars()) if hashes else set()


def _of(work: Work, hashes: Sequence[str]) -> tuple[Any, ...]:
    return c.account_id == work.account_id, work.dialect.any_of(c.hash, hashes)
