"""`filter[date]` of files: two moments, or a preset that ends now, in the account's own days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from voronka.api.amocrm_v4.writing import none
from voronka.contract.amocrm_v4.files import FileDateRange
from voronka.domain.errors import Problems, Rule
from voronka.domain.listing import Range
from voronka.services.work import Work

TYPES = ("created_at", "updated_at")

# The first moment of each, from midnight today. (unconfirmed) which others the vendor has.
BEGINNINGS: dict[str, Callable[[datetime], datetime]] = {
    "day": lambda today: today,
    "yesterday": lambda today: today - timedelta(days=1),
    "week": lambda today: today - timedelta(days=today.weekday()),
    "month": lambda today: today.replace(day=1),
    "quarter": lambda today: today.replace(month=today.month - (today.month - 1) % 3, day=1),
    "year": lambda today: today.replace(month=1, day=1),
}


def date_range(work: Work, asked: FileDateRange) -> dict[str, Range]:
    problems = Problems()
    if asked.type not in TYPES:
        problems.add(0, "filter.date.type", Rule.UNKNOWN_CHOICE)
    preset = none(asked.date_preset)
    if preset is not None and preset not in BEGINNINGS:
        problems.add(0, "filter.date.date_preset", Rule.UNKNOWN_CHOICE)
    problems.check()
    return {asked.type: Range(none(asked.from_), none(asked.to)) if preset is None else _preset(work, preset)}


def _preset(work: Work, preset: str) -> Range:
    now = datetime.fromtimestamp(work.now, ZoneInfo(work.account.settings.timezone))
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    begins = BEGINNINGS[preset](today).timestamp()
    return Range(begins, today.timestamp() - 1 if preset == "yesterday" else None)
