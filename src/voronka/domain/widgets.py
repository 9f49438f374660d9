"""Widgets: what a manifest says of one, and which settings fit its template."""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from voronka.domain.destinations import parse
from voronka.domain.errors import Problems, Rule

AT_MOST = 500  # widgets of an account
SETTING_AT_MOST = 1024  # characters
DIGITAL_PIPELINE = "digital_pipeline"  # among the locations: works there
CODE = re.compile(r"[A-Za-z0-9_.-]{1,100}")

Settings = dict[str, Any]


class Widget(Struct, kw_only=True, frozen=True):
    """`settings` holds no passwords: nobody may read them, so they are not kept."""

    id: int
    code: str
    version: str
    client_id: str | None
    template: list[dict[str, Any]]  # key, name, type, is_required
    locations: list[str]
    webhook_url: str | None  # of its actions in the Digital Pipeline
    is_installed: bool
    settings: Settings
    created_at: int
    updated_at: int


class Manifest(Struct, kw_only=True, frozen=True):
    """The parts of a widget's manifest.json that a server needs."""

    code: str
    version: str
    locations: list[str]
    webhook_url: str | None
    template: list[dict[str, Any]]


def of_manifest(manifest: Any, problems: Problems) -> Manifest:
    """manifest.json as it lies in the archive of a widget: `widget`, `locations`, `settings` by key, `dp`."""
    widget = _part(manifest, "widget")
    code, version = str(widget.get("code") or ""), str(widget.get("version") or "1.0.0")
    if not CODE.fullmatch(code):
        problems.add(0, "widget.code", Rule.FORMAT, "letters, digits, _ . -")
    template = [_setting(key, setting, problems) for key, setting in _part(manifest, "settings").items()]
    places = manifest.get("locations") if isinstance(manifest, dict) else None
    locations = [str(place) for place in places] if isinstance(places, list) else []
    url = _part(manifest, "dp").get("webhook_url") or None
    if url is not None and (not isinstance(url, str) or parse(url) is None):
        problems.add(0, "dp.webhook_url", Rule.URL)
    return Manifest(code=code, version=version, locations=locations, webhook_url=url, template=template)


def acts(widget: Widget) -> bool:
    """In the Digital Pipeline: it says so, and where it is to be told."""
    return DIGITAL_PIPELINE in widget.locations and widget.webhook_url is not None


def checked(settings: Settings, template: list[dict[str, Any]], problems: Problems) -> Settings:
    """What is kept of the settings sent; keys that the template does not know are dropped."""
    kept: Settings = {}
    for setting in template:
        key, value = setting["key"], settings.get(setting["key"])
        if value in (None, "", [], {}):
            if setting["is_required"]:
                problems.add(0, key, Rule.MISSING if key not in settings else Rule.BLANK)
            continue
        expected, keep = TYPES[setting["type"]]
        if expected and not FITS[expected](value):
            problems.add(0, key, Rule.WRONG_TYPE, expected)
        elif len(str(value)) > SETTING_AT_MOST:
            problems.add(0, key, Rule.TOO_LONG, str(SETTING_AT_MOST))
        elif keep:
            kept[key] = keep(value)
    return kept


def _part(manifest: Any, key: str) -> dict[str, Any]:
    found = manifest.get(key) if isinstance(manifest, dict) else None
    return found if isinstance(found, dict) else {}


def _setting(key: str, setting: Any, problems: Problems) -> dict[str, Any]:
    told = setting if isinstance(setting, dict) else {}
    type = str(told.get("type") or "text")
    if type not in TYPES:
        problems.add(0, f"settings.{key}.type", Rule.UNKNOWN_CHOICE)
    return {"key": key, "name": str(told.get("name") or key), "type": type, "is_required": bool(told.get("required"))}


def _of_users(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _of_logins(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(pair, dict) for pair in value.values())


def _logins(value: Settings) -> Settings:
    return {user_id: {"login": str(pair.get("login") or "")} for user_id, pair in value.items()}


def _as_is(value: Any) -> Any:
    return value


FITS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "object": _of_users,
    "object of logins": _of_logins,
}
# By type: what its values must be, and what is kept of one.
TYPES: dict[str, tuple[str, Callable[[Any], Any] | None]] = {
    "text": ("string", _as_is),
    "pass": ("string", None),
    "users": ("object", _as_is),
    "users_lp": ("object of logins", _logins),
    "custom": ("", _as_is),
}
