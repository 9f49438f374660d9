"""Rows of uploads under way and of the parts that have come."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select

from voronka.domain.uploads import Part, Session
from voronka.store.tables import file_parts, file_sessions
from voronka.store.work import Work

c, p = file_sessions.c, file_parts.c
SELECT: Any = select(*(c[name] for name in Session.__struct_fields__))


def insert(work: Work, session: Session) -> None:
    work.dialect.insert_many(work.connection, file_sessions, [_row(work, session)])


def save(work: Work, session: Session) -> None:
    work.dialect.update_many(work.connection, file_sessions, [_row(work, session)], ("account_id", "id"))


def by_token(work: Work, fingerprint: str) -> Session | None:
    """Ours until the transaction ends: parts of one session come one after the other."""
    found = SELECT.where(c.account_id == work.account_id, c.token == fingerprint, c.expires_at > work.now)
    row = work.connection.execute(work.dialect.locked(found)).first()
    return None if row is None else Session(**row._mapping)


def expired(work: Work, most: int) -> list[int]:
    found = select(c.id).where(c.account_id == work.account_id, c.expires_at <= work.now).order_by(c.expires_at, c.id)
    return list(work.connection.execute(work.dialect.locked(found.limit(most))).scalars())


def open_ones(work: Work, ids: Sequence[int]) -> set[int]:
    """Those that still wait for parts."""
    held = (c.account_id == work.account_id, work.dialect.any_of(c.id, ids), c.version_id.is_(None))
    return set(work.connection.execute(select(c.id).where(*held)).scalars()) if ids else set()


def under_way(work: Work, user_id: int) -> tuple[int, int]:
    """How many uploads the user has begun and not finished, and how many bytes he announced for them."""
    held = (c.account_id == work.account_id, c.opened_by == user_id, c.version_id.is_(None), c.expires_at > work.now)
    count, announced = work.connection.execute(select(func.count(), func.sum(c.file_size)).where(*held)).one()
    return count, int(announced or 0)


def delete_many(work: Work, ids: Sequence[int]) -> None:
    """With their parts."""
    work.connection.execute(
        delete(file_sessions).where(c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    )


def parts(work: Work, session_id: int) -> list[Part]:
    return [_part(row) for row in work.connection.execute(_parts_of(work, session_id).order_by(p.position))]


def part_at(work: Work, session_id: int, position: int) -> Part | None:
    row = work.connection.execute(_parts_of(work, session_id).where(p.position == position)).first()
    return None if row is None else _part(row)


def insert_part(work: Work, session_id: int, part: Part) -> None:
    row = {name: getattr(part, name) for name in Part.__struct_fields__}
    work.dialect.insert_many(
        work.connection, file_parts, [{"account_id": work.account_id, "session_id": session_id, **row}]
    )


def _parts_of(work: Work, session_id: int) -> Any:
    return select(*(p[name] for name in Part.__struct_fields__)).where(
        p.account_id == work.account_id, p.session_id == session_id
    )


def _part(row: Any) -> Part:
    return Part(**row._mapping)


def _row(work: Work, session: Session) -> dict[str, Any]:
    return {"account_id": work.account_id} | {name: getattr(session, name) for name in Session.__struct_fields__}
