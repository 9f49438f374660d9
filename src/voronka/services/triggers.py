"""Triggers of the Digital Pipeline: an administrator sets them on the command line, as the API knows no way to."""

from typing import Any

from msgspec import Struct

from voronka.domain import destinations
from voronka.domain.errors import Conflict, NotFound, Problems, Refused, Rule
from voronka.domain.triggers import AT_MOST, EVENTS, NEVER, Trigger
from voronka.domain.widgets import DIGITAL_PIPELINE, Widget, acts
from voronka.services import permits, statuses, widgets
from voronka.services.work import Work
from voronka.store import triggers as store


class TriggerWrite(Struct, kw_only=True, frozen=True):
    """A hook is sent to the destination; or else the widget acts, by these settings."""

    pipeline_id: int
    status_id: int
    event: str
    destination: str | None = None
    widget_code: str | None = None
    settings: Any = None


def all_of(work: Work) -> list[Trigger]:
    work.actor.require_admin()
    return work.facts.triggers


def add(work: Work, wanted: TriggerWrite) -> Trigger:
    permits.administer(work)
    _check(wanted)
    statuses.get(work, wanted.pipeline_id, wanted.status_id)
    widget = _acting(work, wanted.widget_code) if wanted.widget_code else None
    if len(work.facts.triggers) >= AT_MOST:
        raise Conflict(f"An account has at most {AT_MOST} triggers. Delete one first.")
    made = Trigger(
        id=work.new_id("triggers"),
        pipeline_id=wanted.pipeline_id,
        status_id=wanted.status_id,
        event=wanted.event,
        destination=(widget.webhook_url if widget else wanted.destination) or "",
        widget_code=wanted.widget_code,
        settings=wanted.settings or {},
        created_at=work.now,
    )
    store.add(work, made, widget.id if widget else None)
    work.facts_change()
    return made


def delete(work: Work, id: int) -> None:
    if id not in {trigger.id for trigger in all_of(work)}:
        raise NotFound(f"There is no trigger {id}. `voronka trigger list` shows those that are.")
    store.remove(work, id)


def _check(wanted: TriggerWrite) -> None:
    if wanted.event in NEVER:
        raise Refused(f"There are no triggers of {wanted.event}. {NEVER[wanted.event]} Choose of: {', '.join(EVENTS)}.")
    problems = Problems()
    if wanted.event not in EVENTS:
        problems.add(0, "event", Rule.UNKNOWN_CHOICE, ", ".join(EVENTS))
    if wanted.widget_code is None:
        _check_hook(wanted, problems)
    elif wanted.destination is not None:
        problems.add(0, "destination", Rule.UNEXPECTED, "the widget's own")
    if not isinstance(wanted.settings or {}, dict):
        problems.add(0, "settings", Rule.WRONG_TYPE, "object")
    problems.check()


def _check_hook(wanted: TriggerWrite, problems: Problems) -> None:
    if wanted.destination is None:
        problems.add(0, "destination", Rule.MISSING, "or a widget")
    elif destinations.parse(wanted.destination) is None:
        problems.add(0, "destination", Rule.URL)
    if wanted.settings:
        problems.add(0, "settings", Rule.UNEXPECTED, "for widgets alone")


def _acting(work: Work, code: str) -> Widget:
    found = widgets.get(work, code)
    if not found.is_installed:
        raise Conflict(f"The widget {code} is not installed. Install it first.")
    if not acts(found):
        raise Conflict(
            f"The widget {code} does not act in the Digital Pipeline: its manifest.json needs the location"
            f" {DIGITAL_PIPELINE} and dp.webhook_url. `voronka widget add` takes a new one."
        )
    return found
