"""A link is one row, kept in one direction (domain/kinds RANK) and found from both ends."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, not_, select, union_all, update

from voronka.domain.kinds import RANK, Kind
from voronka.domain.links import End
from voronka.domain.records import Link
from voronka.store.dialects import Dialect
from voronka.store.record_tables import TABLES
from voronka.store.sight import in_bin
from voronka.store.tables import links
from voronka.store.work import Work

c = links.c
KEYS = ("account_id", "from_type", "from_id", "to_type", "to_id")
KINDS = {int(kind): kind for kind in Kind}  # a look-up is much quicker than the call Kind(…)
DETAILS = (c.is_main, c.catalog_id, c.quantity, c.price_id)

_made = itemgetter(7, 2)

Held = tuple[End, Link]  # the end that keeps the link, and the link


def of_records(
    work: Work, kind: Kind, ids: Sequence[int], targets: Iterable[Kind], *, shown: bool = False
) -> dict[int, list[Link]]:
    """The links of many records at once, to the kinds asked for, in the order they were made.

    `shown`: without those to records in the recycle bin. Their rows stay, and come back with the record.
    """
    found: dict[int, list[Link]] = defaultdict(list)
    others = sorted(set(targets))
    ahead = tuple(int(target) for target in others if RANK[target] > RANK[kind])
    behind = tuple(int(target) for target in others if RANK[target] < RANK[kind])
    if not ids or not (ahead or behind):
        return found
    asked = {"account_id": work.account_id, "kind": int(kind), "ids": work.dialect.listed(ids)}
    statement = _seen(work.dialect, ahead, behind, shown)
    rows: Sequence[Any] = work.connection.execute(statement, asked).all()
    for id, to_type, to_id, is_main, catalog_id, quantity, price_id, _ in sorted(rows, key=_made):
        link = Link(
            to_type=KINDS[to_type],
            to_id=to_id,
            is_main=is_main,
            catalog_id=catalog_id,
            quantity=quantity,
            price_id=price_id,
        )
        found[id].append(link)
    return found


@cache
def _seen(dialect: Dialect, ahead: tuple[int, ...], behind: tuple[int, ...], shown: bool) -> Any:
    """Built once for each choice of targets, as every page of records needs it."""
    ours = c.account_id == bindparam("account_id")
    parts = []
    if ahead:
        here = (ours, c.from_type == bindparam("kind"), c.to_type.in_(ahead), dialect.among(c.from_id, "ids"))
        here += _alive(dialect, c.to_type, c.to_id, ahead) if shown else ()
        parts.append(select(c.from_id, c.to_type, c.to_id, *DETAILS, c.created_at).where(*here))
    if behind:
        here = (ours, c.to_type == bindparam("kind"), c.from_type.in_(behind), dialect.among(c.to_id, "ids"))
        here += _alive(dialect, c.from_type, c.from_id, behind) if shown else ()
        parts.append(select(c.to_id, c.from_type, c.from_id, *DETAILS, c.created_at).where(*here))
    return parts[0] if len(parts) == 1 else union_all(*parts)


def _alive(dialect: Dialect, kind: Any, id: Any, kinds: tuple[int, ...]) -> tuple[ColumnElement[bool], ...]:
    """The recycle bin has a small index of its own. What is deleted of elements hangs on nothing any more."""
    binned = [(number, TABLES[KINDS[number]]) for number in kinds if number != Kind.ELEMENT]
    return tuple(not_(and_(kind == number, in_bin(dialect, table, c.account_id, id))) for number, table in binned)


def insert(work: Work, held: Sequence[Held]) -> None:
    work.dialect.insert_many(work.connection, links, [_row(work, *each) | {"created_at": work.now} for each in held])


def save(work: Work, held: Sequence[Held]) -> None:
    work.dialect.update_many(work.connection, links, [_row(work, *each) for each in held], KEYS)


def forget_prices(work: Work, price_ids: Sequence[int]) -> None:
    """No index knows them: the links of products are looked through."""
    ours = (c.account_id == work.account_id, c.to_type == int(Kind.ELEMENT))
    work.connection.execute(
        update(links).where(*ours, work.dialect.any_of(c.price_id, price_ids)).values(price_id=None)
    )


def delete(work: Work, held: Sequence[Held]) -> None:
    rows = (_row(work, *each) for each in held)
    work.dialect.delete_many(work.connection, links, [{key: row[key] for key in KEYS} for row in rows])


def _row(work: Work, holder: End, link: Link) -> dict[str, Any]:
    return {
        "account_id": work.account_id,
        "from_type": int(holder.kind),
        "from_id": holder.id,
        "to_type": int(link.to_type),
        "to_id": link.to_id,
        "is_main": link.is_main,
        "catalog_id": link.catalog_id,
        "quantity": link.quantity,
        "price_id": link.price_id,
    }
