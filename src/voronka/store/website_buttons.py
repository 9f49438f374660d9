"""Rows of website buttons, each read with the source that it is."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select, text

from voronka.base.page import Page, Place
from voronka.domain.sources import Source
from voronka.domain.website_buttons import Shown, WebsiteButton
from voronka.store import listing
from voronka.store.tables import sources, website_buttons
from voronka.store.work import Work

c, s = website_buttons.c, sources.c
OWN: list[Any] = [c[name] for name in WebsiteButton.__struct_fields__]
SOURCE: list[Any] = [s[name].label(f"source_{name}") for name in Source.__struct_fields__]
PENDING = text("button_id IS NULL")  # as in the index: a parameter in its place, and it would not be used


def page(work: Work, place: Place, *, deleted: bool) -> Page[Shown]:
    found = listing.directed(_with_sources(work), [c.id], place, descending=False)
    if not deleted:
        found = found.where(s.is_deleted.is_(False))
    return listing.page(work, found, [c.id], place).map(_shown)


def get(work: Work, id: int) -> Shown | None:
    row = work.connection.execute(_with_sources(work).where(c.id == id)).first()
    return _shown(row) if row else None


def by_code(work: Work, code: str) -> Shown | None:
    row = work.connection.execute(_with_sources(work).where(c.code == code)).first()
    return _shown(row) if row else None


def pending(work: Work, most: int) -> list[WebsiteButton]:
    """Those that wait to be created; what another worker is just creating is passed over."""
    oldest: Any = select(*OWN).where(c.account_id == work.account_id, PENDING).order_by(c.id).limit(most)
    return [_button(row) for row in work.connection.execute(work.dialect.claimed(oldest))]


def accounts_with_pending(connection: Connection) -> set[int]:
    """Across accounts, by design: see deliveries.accounts_with_work."""
    return {*connection.execute(select(c.account_id).where(PENDING).group_by(c.account_id)).scalars()}


def add(work: Work, new: WebsiteButton) -> None:
    work.dialect.insert_many(work.connection, website_buttons, [_row(work, new)])


def save(work: Work, changed: Sequence[WebsiteButton]) -> None:
    rows = [_row(work, button) for button in changed]
    work.dialect.update_many(work.connection, website_buttons, rows, ("account_id", "id"))


def _with_sources(work: Work) -> Any:
    joined = website_buttons.join(sources, (s.account_id == c.account_id) & (s.id == c.id))
    return select(*OWN, *SOURCE).select_from(joined).where(c.account_id == work.account_id)


def _shown(row: Row[Any]) -> Shown:
    values: dict[str, Any] = {name: getattr(row, f"source_{name}") for name in Source.__struct_fields__}
    values["services"] = row.source_services or []
    return Shown(_button(row), Source(**values))


def _button(row: Row[Any]) -> WebsiteButton:
    own: dict[str, Any] = {name: getattr(row, name) for name in WebsiteButton.__struct_fields__}
    own["sites"] = row.sites or []
    return WebsiteButton(**own)


def _row(work: Work, button: WebsiteButton) -> dict[str, Any]:
    return msgspec.to_builtins(button) | {"account_id": work.account_id}
