"""Rows of widgets, few of an account."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, select, update

from voronka.domain.widgets import Widget
from voronka.store.tables import widgets
from voronka.store.work import Work

COLUMNS: list[Any] = [widgets.c[name] for name in Widget.__struct_fields__]


def everything(work: Work) -> list[Widget]:
    found: Any = select(*COLUMNS).where(widgets.c.account_id == work.account_id).order_by(widgets.c.id)
    return [_widget(row) for row in work.connection.execute(found)]


def add(work: Work, new: Widget) -> None:
    work.dialect.insert_many(work.connection, widgets, [_row(work, new)])


def save(work: Work, changed: Sequence[Widget]) -> None:
    rows = [_row(work, widget) for widget in changed]
    work.dialect.update_many(work.connection, widgets, rows, ("account_id", "id"))


def uninstall_of(work: Work, client_id: str) -> None:
    """All of one integration."""
    ours = (widgets.c.account_id == work.account_id, widgets.c.client_id == client_id)
    work.connection.execute(update(widgets).where(*ours).values(is_installed=False, settings={}, updated_at=work.now))


def _widget(row: Row[Any]) -> Widget:
    values: dict[str, Any] = dict(row._mapping)
    values |= {"template": row.template or [], "locations": row.locations or [], "settings": row.settings or {}}
    return Widget(**values)


def _row(work: Work, widget: Widget) -> dict[str, Any]:
    return msgspec.to_builtins(widget) | {"account_id": work.account_id}
