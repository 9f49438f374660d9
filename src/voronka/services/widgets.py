"""Widgets: made known to the account by their manifest, installed and uninstalled by an administrator."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from voronka.domain import widgets
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.integrations import Integration
from voronka.domain.widgets import AT_MOST, Settings, Widget, acts
from voronka.services import integrations, oauth, permits
from voronka.services.work import Work
from voronka.store import triggers
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
    permits.administer(work)
    if client_id is not None:
        integrations.get(work, client_id)
    problems = Problems()
    told = widgets.of_manifest(manifest, problems)
    problems.check()
    held = {widget.code: widget for widget in all_of(work)}
    if told.code in held:
        after = structs.replace(held[told.code], client_id=client_id, updated_at=work.now, **structs.asdict(told))
        store.save(work, [after])
        if not acts(after):
            triggers.remove_of_widgets(work, [after.id])
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


def install(work: Work, code: str, settings: Settings, host: str) -> Widget:
    """With new settings when it is installed already."""
    work.actor.require_admin()
    get(work, code)
    return install_many(work, [(code, settings)], host)[0]


def install_many(work: Work, asked: Sequence[tuple[str, Settings]], host: str) -> list[Widget]:
    """By their codes, in the order asked for. Faults of settings are told by their names. Each integration whose
    widget was not installed before is brought a code; `host` is where the account was asked."""
    problems, held = Problems(), _held(work)
    before = dict(held)
    for item, (code, settings) in enumerate(asked):
        if code not in held:
            problems.add(item, "widget_code", Rule.UNKNOWN_CHOICE)
            continue
        found = Problems()
        kept = widgets.checked(settings, held[code].template, found)
        problems.found += [structs.replace(each, item=item) for each in found.found]
        held[code] = structs.replace(held[code], is_installed=True, settings=kept, updated_at=work.now)
    saved = _saved(work, held, [code for code, _ in asked], problems)
    for integration in _owners(work, [each for each in saved if not before[each.code].is_installed]):
        oauth.bring_code(work, integration, host)
    return saved


def uninstall(work: Work, code: str) -> None:
    work.actor.require_admin()
    get(work, code)
    uninstall_many(work, [code])


def uninstall_many(work: Work, codes: Sequence[str]) -> list[Widget]:
    """Their settings and triggers go with them. An integration that has no other installed widget is switched off."""
    problems, held = Problems(), _held(work)
    before = dict(held)
    for item, code in enumerate(codes):
        if code in held:
            held[code] = structs.replace(held[code], is_installed=False, settings={}, updated_at=work.now)
        else:
            problems.add(item, "widget_code", Rule.UNKNOWN_CHOICE)
    saved = _saved(work, held, codes, problems)
    triggers.remove_of_widgets(work, [widget.id for widget in saved])
    left = {widget.client_id for widget in held.values() if widget.is_installed}
    for integration in _owners(work, [each for each in saved if before[each.code].is_installed]):
        if integration.client_id not in left:
            integrations.disable(work, integration.client_id)
    return saved


def _owners(work: Work, some: Sequence[Widget]) -> list[Integration]:
    """Their integrations, as far as they were not removed."""
    owners = {widget.client_id for widget in some if widget.client_id is not None}
    return [each for each in integrations.active(work) if each.client_id in owners] if owners else []


def _held(work: Work) -> dict[str, Widget]:
    work.actor.require_admin()
    return {widget.code: widget for widget in all_of(work)}


def _saved(work: Work, held: dict[str, Widget], codes: Sequence[str], problems: Problems) -> list[Widget]:
    problems.check()
    store.save(work, [held[code] for code in dict.fromkeys(codes)])
    return [held[code] for code in codes]


def shows_settings(work: Work, widget: Widget) -> bool:
    """Only to the integration that the widget belongs to; one that belongs to none is the account's own."""
    return widget.client_id == work.actor.client_id
