"""Rows of records (leads, contacts, elements and so on): read, locked, written. Their indexes are written beside."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Table, TextClause, delete, select, text

from voronka.base.folding import fold
from voronka.domain.access import ALL, Level
from voronka.domain.companies import Company
from voronka.domain.contacts import Contact
from voronka.domain.customers import Customer
from voronka.domain.elements import Element
from voronka.domain.fields.definition import FieldSet
from voronka.domain.fields.indexing import index_rows, search_texts
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead
from voronka.store import tables
from voronka.store.reach import visible
from voronka.store.record_tables import TABLES
from voronka.store.work import Work

T = TypeVar("T")

TYPES: dict[Kind, type[Any]] = {
    Kind.LEAD: Lead,
    Kind.CONTACT: Contact,
    Kind.COMPANY: Company,
    Kind.CUSTOMER: Customer,
    Kind.ELEMENT: Element,
}


@cache
def select_all(kind: Kind) -> Any:
    """The columns in the order of the record's own fields, so a row becomes a record without naming them."""
    return select(*(TABLES[kind].c[name] for name in TYPES[kind].__struct_fields__))


def from_row(kind: Kind, row: Sequence[Any]) -> Any:
    return TYPES[kind](*row)


def in_recycle_bin(table: Table, deleted: bool) -> TextClause:
    """Written as in the partial index: SQLite would use it for no other spelling."""
    return text(f"{table.name}.is_deleted" if deleted else f"NOT {table.name}.is_deleted")


def get_many(
    work: Work,
    kind: Kind,
    ids: Sequence[int],
    level: Level,
    *,
    lock: bool = False,
    keep: bool = False,
    deleted: bool = False,
) -> dict[int, Any]:
    """Those of `ids` that exist and may be seen, by id; locked in id order, so two batches never wait in a ring.
    keep: for who hangs something on them, so that none is merged into another one meanwhile."""
    table = TABLES[kind]
    statement = (
        select_all(kind)
        .where(*visible(work, kind, level), work.dialect.any_of(table.c.id, ids), in_recycle_bin(table, deleted))
        .order_by(table.c.id)
    )
    held = work.dialect.locked(statement) if lock else work.dialect.kept(statement) if keep else statement
    return {row[0]: from_row(kind, row) for row in work.connection.execute(held)}


def existing(work: Work, kind: Kind, ids: Sequence[int], level: Level) -> set[int]:
    table = TABLES[kind]
    found = select(table.c.id).where(
        *visible(work, kind, level), work.dialect.any_of(table.c.id, ids), in_recycle_bin(table, False)
    )
    return set(work.connection.execute(found).scalars()) if ids else set()


def by_names(work: Work, kind: Kind, catalog_id: int, names: Sequence[str]) -> list[tuple[str, int]]:
    """(folded name, id) of the records that are called so."""
    table = TABLES[kind]
    called = work.dialect.any_of(table.c.name_folded, [fold(name) for name in names])
    clauses = [*visible(work, kind, ALL), called, in_recycle_bin(table, False)]
    if kind == Kind.ELEMENT:
        clauses.append(table.c.catalog_id == catalog_id)
    found = select(table.c.name_folded, table.c.id).where(*clauses).order_by(table.c.id)
    return [(row[0], row[1]) for row in work.connection.execute(found)] if names else []


def insert(work: Work, kind: Kind, records: Sequence[Any]) -> None:
    work.dialect.insert_many(work.connection, TABLES[kind], [_row(work, record) for record in records])
    work.dialect.insert_many(work.connection, tables.field_values, value_rows(work, kind, records))
    save_texts(work, kind, records, new=True)


def save(work: Work, kind: Kind, before: dict[int, Any], after: Sequence[Any]) -> None:
    """Writes changed rows whole; the indexes only where what they hold has changed."""
    rows = [_row(work, record) for record in after]
    work.dialect.update_many(work.connection, TABLES[kind], rows, ("account_id", "id"))
    refilled = [record for record in after if record.custom_fields != before[record.id].custom_fields]
    if refilled:
        clear_values(work, kind, [record.id for record in refilled])
        work.dialect.insert_many(work.connection, tables.field_values, value_rows(work, kind, refilled))
    renamed = {record.id for record in refilled} | {
        record.id for record in after if record.name != before[record.id].name
    }
    if renamed:
        save_texts(work, kind, [record for record in after if record.id in renamed], new=False)


def _row(work: Work, record: Any) -> dict[str, Any]:
    row = {name: getattr(record, name) for name in record.__struct_fields__}
    return {"account_id": work.account_id, **row, "name_folded": fold(record.name)}


def _fields_of(work: Work, kind: Kind, record: Any) -> FieldSet:
    return work.facts.fields_of(kind, getattr(record, "catalog_id", 0))


def value_rows(work: Work, kind: Kind, records: Sequence[Any]) -> list[dict[str, Any]]:
    rows = []
    for record in records:
        by_id = _fields_of(work, kind, record).by_id
        for field_id, stored in record.custom_fields.items():
            field = by_id.get(int(field_id))
            for position, (words, number) in enumerate(index_rows(field, stored) if field else ()):
                rows.append(
                    {
                        "account_id": work.account_id,
                        "entity_type": int(kind),
                        "entity_id": record.id,
                        "field_id": int(field_id),
                        "position": position,
                        "value_text": words,
                        "value_num": number,
                    }
                )
    return rows


def clear_values(work: Work, kind: Kind, ids: Sequence[int]) -> None:
    values = tables.field_values
    ours = (values.c.account_id == work.account_id, values.c.entity_type == int(kind))
    work.connection.execute(delete(values).where(*ours, work.dialect.any_of(values.c.entity_id, ids)))


def save_texts(work: Work, kind: Kind, records: Sequence[Any], *, new: bool) -> None:
    texts = texts_of(work, kind, records)
    work.dialect.save_search_texts(work.connection, work.account_id, int(kind), texts, new=new)


def texts_of(work: Work, kind: Kind, records: Sequence[Any]) -> dict[int, str]:
    return {record.id: _text_of(_fields_of(work, kind, record), record) for record in records}


def _text_of(fields: FieldSet, record: Any) -> str:
    """What a full-text search sees of a record: its name and the texts of its fields, folded, a line each."""
    lines = [fold(record.name)]
    for field_id, stored in record.custom_fields.items():
        field = fields.by_id.get(int(field_id))
        if field:
            lines += search_texts(field, stored)
    return "\n".join(lines)
