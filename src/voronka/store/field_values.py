"""The value index read by itself: which records hold a value. It is written with the records."""

from collections.abc import Sequence

from sqlalchemy import select

from voronka.domain.kinds import Kind
from voronka.store.tables import field_values
from voronka.store.work import Work

v = field_values.c


def holders(
    work: Work, kind: Kind, field_ids: Sequence[int], numbers: Sequence[int], *, after: int, limit: int
) -> list[int]:
    """The records that hold one of the numbers in one of the fields: so many of those above one id."""
    if not field_ids or not numbers:
        return []
    ours = (v.account_id == work.account_id, v.entity_type == int(kind), v.entity_id > after)
    sought = (work.dialect.any_of(v.field_id, field_ids), work.dialect.any_of(v.value_num, numbers))
    found = select(v.entity_id).distinct().where(*ours, *sought).order_by(v.entity_id)
    return list(work.connection.execute(found.limit(limit)).scalars())


def holders_of_texts(work: Work, field_ids: Sequence[int], texts: Sequence[str]) -> list[tuple[Kind, int]]:
    """The records of any kind that hold one of the texts in one of the fields."""
    held = (v.account_id == work.account_id, work.dialect.any_of(v.field_id, field_ids))
    found = select(v.entity_type, v.entity_id).where(*held, work.dialect.any_of(v.value_text, texts)).distinct()
    return [(Kind(row.entity_type), row.entity_id) for row in work.connection.execute(found)]
