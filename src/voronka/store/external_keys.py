"""Which record a row of somebody else's data has become. An import finds its records again by these keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import select, text

from voronka.domain.errors import Overtaken
from voronka.store.tables import external_keys
from voronka.store.work import Work

c = external_keys.c

_LOCK = text(
    "INSERT INTO counters (account_id, name, next) VALUES (:account_id, 'import', 1) "
    "ON CONFLICT (account_id, name) DO UPDATE SET next = counters.next + 1"
)


class Known(Struct, frozen=True):
    """`attached`: the links and tags that the row brought along."""

    entity_id: int
    fingerprint: str
    attached: dict[str, Any] | None


def lock(work: Work) -> None:
    """Who holds it is alone among the imports of the account until his transaction ends."""
    work.connection.execute(_LOCK, {"account_id": work.account_id})


def find(work: Work, source: str, entity_type: int, keys: Sequence[str]) -> dict[str, Known]:
    if not keys:
        return {}
    statement = select(c.key, c.entity_id, c.fingerprint, c.attached).where(
        c.account_id == work.account_id,
        c.source == source,
        c.entity_type == entity_type,
        work.dialect.any_of(c.key, keys),
    )
    return {row[0]: Known(*row[1:]) for row in work.connection.execute(statement).all()}


def add(work: Work, source: str, entity_type: int, known: Mapping[str, Known]) -> None:
    """A key is given once: of two who are at it at the same time the second waits here, then begins anew."""
    rows = _rows(work, source, entity_type, known)
    if work.dialect.insert_many(work.connection, external_keys, rows, on_conflict="ignore") < len(rows):
        raise Overtaken("Another import has just made one of these records. Run this one again to go on.")


def save(work: Work, source: str, entity_type: int, known: Mapping[str, Known]) -> None:
    rows = _rows(work, source, entity_type, known)
    work.dialect.update_many(work.connection, external_keys, rows, ("account_id", "source", "entity_type", "key"))


def _rows(work: Work, source: str, entity_type: int, known: Mapping[str, Known]) -> list[dict[str, Any]]:
    return [
        {
            "account_id": work.account_id,
            "source": source,
            "entity_type": entity_type,
            "key": key,
            "entity_id": row.entity_id,
            "fingerprint": row.fingerprint,
            "attached": row.attached,
        }
        for key, row in known.items()
    ]
