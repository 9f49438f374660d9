"""What only some types have beside name and options: currency, reminder, levels of dependent lists, where to search."""

from typing import Any

from msgspec import Struct

from voronka.base.absent import ABSENT, Absent
from voronka.domain.currencies import NAMES as CURRENCIES
from voronka.domain.errors import Rule
from voronka.domain.fields.options import Desk

LEVELS_AT_MOST = 5
REMINDERS = ("never", "day", "week", "month")
SEARCHES = ("contacts", "companies", "contacts_and_companies")


class Level(Struct, kw_only=True):
    """One level of a chained list."""

    catalog_id: int | None = None
    parent_catalog_id: int | None = None
    title: str | None = None


class SettingsWrite(Struct, kw_only=True, frozen=True):
    """ABSENT: as it was."""

    currency: str | Absent | None = ABSENT
    remind: str | Absent | None = ABSENT
    chained_lists: list[Level] | Absent | None = ABSENT
    search_in: str | Absent | None = ABSENT
    tracking_callback: str | Absent | None = ABSENT
    origin: str | Absent = ABSENT  # the code under which a service made the field, and deletes it again
    settings: Any = ABSENT  # (unconfirmed) what may be in it: kept as it came


def take_settings(
    type: str, before: dict[str, Any], write: SettingsWrite, catalogs: set[int], desk: Desk
) -> dict[str, Any]:
    """Only what the type has; keys of other types are left aside, as clients send the whole object back."""
    if type == "monetary":
        own = {"currency": _currency(before, write, desk)}
    elif type == "birthday":
        own = {"remind": _among("remind", REMINDERS, before, write.remind, REMINDERS[0], desk)}
    elif type == "chained_list":
        own = {"chained_lists": _levels(before, write, catalogs, desk)}
    elif type == "linked_entity":
        searches = (*SEARCHES, *map(str, catalogs))
        own = {"search_in": _among("search_in", searches, before, write.search_in, SEARCHES[-1], desk)}
    elif type == "tracking_data":
        own = {"tracking_callback": _or_before("tracking_callback", before, write.tracking_callback)}
    else:
        own = {}
    general = {key: _or_before(key, before, getattr(write, key)) for key in ("settings", "origin")}
    return {key: value for key, value in {**own, **general}.items() if value is not None}


def _or_before(key: str, before: dict[str, Any], value: Any) -> Any:
    return before.get(key) if value is ABSENT else value


def _currency(before: dict[str, Any], write: SettingsWrite, desk: Desk) -> str | None:
    currency = _or_before("currency", before, write.currency)
    if not currency:
        desk.refuse("currency", Rule.MISSING if write.currency is ABSENT else Rule.BLANK)
    elif currency not in CURRENCIES and currency != before.get("currency"):
        desk.refuse("currency", Rule.UNKNOWN_CHOICE)
    return currency


def _among(key: str, choices: tuple[str, ...], before: dict[str, Any], value: Any, default: str, desk: Desk) -> str:
    chosen = _or_before(key, before, value) or default
    if chosen not in choices:
        desk.refuse(key, Rule.UNKNOWN_CHOICE)
    return chosen


def _levels(before: dict[str, Any], write: SettingsWrite, catalogs: set[int], desk: Desk) -> list[dict[str, Any]]:
    if write.chained_lists is ABSENT or (write.chained_lists is None and before):
        if not before:
            desk.refuse("chained_lists", Rule.MISSING)
        return before.get("chained_lists", [])
    levels = write.chained_lists or []
    if not levels:
        desk.refuse("chained_lists", Rule.BLANK)
    if len(levels) > LEVELS_AT_MOST:
        desk.refuse("chained_lists", Rule.TOO_MANY, str(LEVELS_AT_MOST))
    named = {level.catalog_id for level in levels} & catalogs
    for place, level in enumerate(levels):
        _check_level(f"chained_lists.{place}", level, named, desk)
    return [
        {"title": level.title, "catalog_id": level.catalog_id, "parent_catalog_id": level.parent_catalog_id or None}
        for level in levels
    ]


def _check_level(path: str, level: Level, named: set[int | None], desk: Desk) -> None:
    if level.catalog_id is None:
        desk.refuse(f"{path}.catalog_id", Rule.MISSING)
    elif level.catalog_id not in named:
        desk.refuse(f"{path}.catalog_id", Rule.UNKNOWN_CHOICE)
    if level.parent_catalog_id and (
        level.parent_catalog_id not in named or level.parent_catalog_id == level.catalog_id
    ):
        desk.refuse(f"{path}.parent_catalog_id", Rule.UNKNOWN_CHOICE)
