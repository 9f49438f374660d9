"""A list of changes in, one journal row per change out; nothing here can be lost between a change and its telling."""

from collections.abc import Sequence

from voronka.domain.changes import Change
from voronka.domain.events import Event, events_of
from voronka.domain.kinds import Kind
from voronka.services.work import Work
from voronka.store import journal


def record(work: Work, changes: Sequence[Change]) -> None:
    if not changes:
        return
    notes = iter(
        work.new_ids("notes", sum(change.action == "add" and change.kind != Kind.ELEMENT for change in changes))
    )
    told: list[tuple[Change, list[Event]]] = [
        (change, events_of(change, work.facts, lambda: next(notes))) for change in changes
    ]
    journal.insert(work, told, pending=any(not webhook.disabled for webhook in work.facts.webhooks))
