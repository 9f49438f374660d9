"""The part of applying a change that is the same for every record."""

from typing import Any

from voronka.base.absent import ABSENT, or_else
from voronka.domain.access import Actor
from voronka.domain.accounts import Settings
from voronka.domain.errors import Problems, Rule
from voronka.domain.facts import Facts
from voronka.domain.fields.resolving import resolve
from voronka.domain.kinds import Kind
from voronka.domain.records import Record, RecordChange, SignedChange, changed_fields

NAME_AT_MOST = 255


class Moment:
    """Where and when changes are applied: facts, settings, actor, time; faults are collected in `problems`."""

    def __init__(self, facts: Facts, settings: Settings, actor: Actor, now: int) -> None:
        self.facts = facts
        self.settings = settings
        self.actor = actor
        self.now = now
        self.problems = Problems()


def new_values(
    kind: Kind, change: RecordChange, id: int, item: int, moment: Moment, *, catalog_id: int = 0
) -> dict[str, Any]:
    """The shared columns of a record that is being made."""
    _check(change, item, moment)
    # (unconfirmed) whoever adds a record looks after it: clients say nothing, and then look for it among their own
    responsible = or_else(change.responsible_user_id, moment.actor.user_id)
    created_at = or_else(change.created_at, moment.now)
    return {
        "id": id,
        "name": or_else(change.name, None) or "",
        "responsible_user_id": responsible,
        "group_id": moment.facts.group_of(responsible),
        "created_by": or_else(change.created_by, moment.actor.user_id),
        "updated_by": or_else(change.updated_by, or_else(change.created_by, moment.actor.user_id)),
        "created_at": created_at,
        "updated_at": or_else(change.updated_at, moment.now),
        "closest_task_at": None,
        "is_deleted": False,
        "custom_fields": changed_fields({}, _written(kind, change, item, moment, catalog_id)),
    }


def changed_values(
    kind: Kind, before: Record, change: RecordChange, item: int, moment: Moment, *, catalog_id: int = 0
) -> dict[str, Any]:
    """The shared columns that the change sets; whoever and whenever is added by `stamped`."""
    _check(change, item, moment)
    values: dict[str, Any] = {
        name: getattr(change, name)
        for name in ("name", "responsible_user_id", "created_by", "created_at")
        if getattr(change, name) is not ABSENT
    }
    if "name" in values:
        values["name"] = values["name"] or ""
    if "responsible_user_id" in values:
        values["group_id"] = moment.facts.group_of(values["responsible_user_id"])
    if change.custom_fields is not ABSENT:
        values["custom_fields"] = changed_fields(before.custom_fields, _written(kind, change, item, moment, catalog_id))
    return values


def stamped(change: SignedChange, moment: Moment) -> dict[str, int]:
    return {
        "updated_by": or_else(change.updated_by, moment.actor.user_id),
        "updated_at": or_else(change.updated_at, moment.now),
    }


def _check(change: RecordChange, item: int, moment: Moment) -> None:
    if isinstance(change.name, str) and len(change.name) > NAME_AT_MOST:
        moment.problems.add(item, "name", Rule.TOO_LONG, str(NAME_AT_MOST))
    check_users(change, item, moment)


def check_users(change: SignedChange, item: int, moment: Moment) -> None:
    for name in ("responsible_user_id", "created_by", "updated_by"):
        user_id = getattr(change, name)
        robot = user_id == 0 and name != "responsible_user_id"
        if user_id is not ABSENT and not robot and user_id not in moment.facts.users:
            moment.problems.add(item, name, Rule.UNKNOWN_CHOICE)


def _written(kind: Kind, change: RecordChange, item: int, moment: Moment, catalog_id: int) -> dict[str, list[Any]]:
    if change.custom_fields is ABSENT:
        return {}
    fields = moment.facts.fields_of(kind, catalog_id)
    return resolve(fields, change.custom_fields, item, moment.problems, timezone=moment.settings.timezone)
