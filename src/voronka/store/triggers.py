"""Rows of triggers, few of an account. Whoever writes them lets the facts be read anew."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, func, select

from voronka.domain.triggers import Trigger
from voronka.store.tables import triggers, widgets

if TYPE_CHECKING:
    from voronka.store.work import Work

t, w = triggers.c, widgets.c


def everything(work: "Work") -> list[Trigger]:
    """A widget's are sent where the widget is by now."""
    of_widget = (w.account_id == t.account_id) & (w.id == t.widget_id)
    columns = [t.id, t.pipeline_id, t.status_id, t.event, t.settings, t.created_at, w.code.label("widget_code")]
    address = func.coalesce(t.destination, w.webhook_url).label("destination")
    found: Any = select(*columns, address).outerjoin(widgets, of_widget).where(t.account_id == work.account_id)
    return [_trigger(row) for row in work.connection.execute(found.order_by(t.id))]


def add(work: "Work", new: Trigger, widget_id: int | None) -> None:
    row = {
        "account_id": work.account_id,
        "id": new.id,
        "pipeline_id": new.pipeline_id,
        "status_id": new.status_id,
        "event": new.event,
        "destination": None if widget_id else new.destination,
        "widget_id": widget_id,
        "settings": new.settings,
        "created_at": new.created_at,
    }
    work.dialect.insert_many(work.connection, triggers, [row])


def remove(work: "Work", id: int) -> None:
    """Its deliveries and attempts go with it."""
    work.connection.execute(delete(triggers).where(t.account_id == work.account_id, t.id == id))
    work.facts_change()


def remove_of_widgets(work: "Work", widget_ids: Sequence[int]) -> None:
    work.facts_change()  # first, so that whoever is just adding one is waited for
    of_these = t.account_id == work.account_id, work.dialect.any_of(t.widget_id, widget_ids)
    work.connection.execute(delete(triggers).where(*of_these))


def _trigger(row: Row[Any]) -> Trigger:
    values: dict[str, Any] = dict(row._mapping)
    values["settings"] = row.settings or {}
    return Trigger(**values)
