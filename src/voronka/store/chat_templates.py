"""Rows of templates and of their reviews."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, delete, func, select

from voronka.base.page import Page
from voronka.domain.chat_templates import Review, Template
from voronka.domain.listing import ListQuery
from voronka.store import listing
from voronka.store.tables import chat_template_reviews, chat_templates
from voronka.store.work import Work

c = chat_templates.c
r = chat_template_reviews.c
COLUMNS: list[Any] = [c[name] for name in Template.__struct_fields__]
REVIEW: list[Any] = [r[name] for name in Review.__struct_fields__]


def page(work: Work, client_id: str, external_ids: Sequence[str], query: ListQuery) -> Page[Template]:
    held = _of(work, client_id)
    if external_ids:
        held.append(listing.any_of(work, c.external_id, external_ids))
    statement: Any = select(*COLUMNS).where(*held)
    return listing.cut(work, statement, chat_templates, query).map(_template)


def get_many(work: Work, client_id: str, ids: Sequence[int], *, lock: bool = False) -> dict[int, Template]:
    statement: Any = select(*COLUMNS).where(*_of(work, client_id), work.dialect.any_of(c.id, ids)).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return {row.id: _template(row) for row in rows}


def count(work: Work, client_id: str, most: int) -> int:
    """Not further than to `most`."""
    some = select(c.id).where(*_of(work, client_id)).limit(most).subquery()
    return work.connection.execute(select(func.count()).select_from(some)).scalar_one()


def add(work: Work, new: Sequence[Template]) -> None:
    work.dialect.insert_many(work.connection, chat_templates, [_row(work, template) for template in new])


def save(work: Work, changed: Sequence[Template]) -> None:
    rows = [_row(work, template) for template in changed]
    work.dialect.update_many(work.connection, chat_templates, rows, ("account_id", "id"))


def remove(work: Work, ids: Sequence[int]) -> None:
    rows: list[dict[str, Any]] = [{"account_id": work.account_id, "id": id} for id in ids]
    work.dialect.delete_many(work.connection, chat_templates, rows)


def remove_of(work: Work, client_id: str) -> None:
    """All of one integration, with their reviews."""
    work.connection.execute(delete(chat_templates).where(*_of(work, client_id)))


def reviews(work: Work, template_ids: Sequence[int], *, lock: bool = False) -> list[Review]:
    ours = (r.account_id == work.account_id, work.dialect.any_of(r.template_id, template_ids))
    statement: Any = select(*REVIEW).where(*ours).order_by(r.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return [Review(**row._mapping) for row in rows]


def add_reviews(work: Work, new: Sequence[Review]) -> None:
    rows = [msgspec.to_builtins(review) | {"account_id": work.account_id} for review in new]
    work.dialect.insert_many(work.connection, chat_template_reviews, rows)


def save_reviews(work: Work, changed: Sequence[Review]) -> None:
    rows = [msgspec.to_builtins(review) | {"account_id": work.account_id} for review in changed]
    work.dialect.update_many(work.connection, chat_template_reviews, rows, ("account_id", "id"))


def _of(work: Work, client_id: str) -> list[ColumnElement[bool]]:
    return [c.account_id == work.account_id, c.client_id == client_id]


def _template(row: Row[Any]) -> Template:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"buttons": row.buttons or [], "waba_examples": row.waba_examples or {}}
    return Template(**values)


def _row(work: Work, template: Template) -> dict[str, Any]:
    return msgspec.to_builtins(template) | {"account_id": work.account_id}
