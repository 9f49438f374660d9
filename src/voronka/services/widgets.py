"""Widgets: made known to the account by their manifest, installed and uninstalled by an administrator."""

from typing import Any

from msgspec import structs

from voronka.domain import widgets
from voronka.domain.errors import Conflict, NotFound, Problems
from voronka.domain.widgets import AT_MOST, Settings, Widget
from voronka.services import integrations
from voronka.services.work import Work
from voronka.store import widgets as store


def all_of(work: Work) -> list[Widget]:
    return store.everything(work)


def get(work: Work, code: str) -> Widget:
    found = next((widget for widget in all_of(work) if widget.code == code), None)
    if found is None:
        raise NotFound(f"There is no widget {code}. `voronka widget add` makes one known by its manifest.")
    return found


def add(work: Work, manifest: Any, client_id: str | None = None) -> Widget:
    """There is no shop of widgets, so the account knows those whose manifest.json it was given. Given again, it is a
    new version: the settings stay."""
    work.actor.require_admin()
    work.facts_change()  # of two who add one at once the second sees the first
    if client_id is not None:
        integrations.get(work, client_id)
    problems = Problems()
    told = widgets.of_manifest(manifest, problems)
    problems.check()
    held = {widget.code: widget for widget in all_of(work)}
    if told.code in held:
        after = structs.replace(held[told.code], client_id=client_id, updated_at=work.now, **structs.asdict(told))
        store.save(work, after)
        return after
    if len(held) >= AT_MOST:
        raise Conflict(f"An account has at most {AT_MOST} widgets.")
    made = Widget(
        id=work.new_id("widgets"),
        client_id=client_id,
        is_installed=False,
        settings={},
        created_at=work.now,
        updated_at=work.now,
        **structs.asdict(told),
    )
    store.add(work, made)
    return made


def install(work: Work, code: str, settings: Settings) -> Widget:
    """With new settings when it is installed already."""
    work.actor.require_admin()
    before = get(work, code)
    problems = Problems()
    kept = widgets.checked(settings, before.template, problems)
    problems.check()
    after = structs.replace(before, is_installed=True, settings=kept, updated_at=work.now)
    store.save(work, after)
    return after


def uninstall(work: Work, code: str) -> None:
    """Its settings go with it."""
    work.actor.require_admin()
    store.save(work, structs.replace(get(work, code), is_installed=False, settings={}, updated_at=work.now))


def shows_settings(work: Work, widget: Widget) -> bool:
    """Only to the integration that the widget belongs to; one that belongs to none is the account's own."""
    return widget.client_id == work.actor.client_id
