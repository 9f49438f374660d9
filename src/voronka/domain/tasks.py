"""Tasks: what is to be done, by whom, until when; on a record's card or on none."""

from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.changes import Change, columns_difference
from voronka.domain.errors import Rule
from voronka.domain.kinds import TASKED, Kind
from voronka.domain.links import End
from voronka.domain.listing import ListQuery
from voronka.domain.records import SignedChange
from voronka.domain.saving import Moment, check_users, stamped
from voronka.domain.task_types import BUILT_IN

TEXT_AT_MOST = 20_000  # letters; (unconfirmed) what a text column of the vendor holds


class Task(Struct, kw_only=True, frozen=True):
    id: int
    text: str
    complete_till: int
    duration: int  # seconds
    task_type_id: int
    entity_type: Kind | None
    entity_id: int | None
    responsible_user_id: int
    group_id: int
    is_completed: bool
    result: str | None
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    is_deleted: bool

    @property
    def owner(self) -> End | None:
        return None if self.entity_type is None or self.entity_id is None else End(self.entity_type, self.entity_id)


class TaskChange(SignedChange, kw_only=True):
    """What a request says of a task."""

    text: str | Absent = ABSENT
    complete_till: int | Absent = ABSENT
    duration: int | Absent = ABSENT
    task_type_id: int | Absent = ABSENT
    entity_type: Kind | Absent = ABSENT
    entity_id: int | Absent = ABSENT
    is_completed: bool | Absent = ABSENT
    result: str | Absent = ABSENT


class TaskQuery(ListQuery, kw_only=True):
    """`stages`: of the leads that the tasks stand on. `has_result`: only those with one."""

    is_completed: bool | None = None
    entity_type: Kind | None = None
    has_result: bool = False


OWN = ("text", "complete_till", "duration", "task_type_id", "entity_type", "entity_id", "is_completed", "result")
SHARED = ("responsible_user_id", "created_by", "created_at")


def make(change: TaskChange, id: int, item: int, moment: Moment) -> Task:
    for name in ("text", "complete_till"):
        if getattr(change, name) is ABSENT:
            moment.problems.add(item, name, Rule.MISSING)
    responsible = or_else(change.responsible_user_id, moment.actor.user_id)
    created_by = or_else(change.created_by, moment.actor.user_id)
    blank = Task(
        id=id,
        text="",
        complete_till=0,
        duration=0,
        task_type_id=BUILT_IN[0].id,
        entity_type=None,
        entity_id=None,
        responsible_user_id=responsible,
        group_id=moment.facts.group_of(responsible),
        is_completed=False,
        result=None,
        created_by=created_by,
        updated_by=or_else(change.updated_by, created_by),
        created_at=moment.now,
        updated_at=or_else(change.updated_at, moment.now),
        is_deleted=False,
    )
    return structs.replace(blank, **_given(blank, change, item, moment))


def apply(before: Task, change: TaskChange, item: int, moment: Moment) -> Task:
    after = structs.replace(before, **_given(before, change, item, moment))
    if after == before and change.updated_at is ABSENT:
        return before
    return structs.replace(after, **stamped(change, moment))


def _given(before: Task, change: TaskChange, item: int, moment: Moment) -> dict[str, Any]:
    values = {name: value for name in OWN + SHARED if (value := getattr(change, name)) is not ABSENT}
    if "responsible_user_id" in values:
        values["group_id"] = moment.facts.group_of(values["responsible_user_id"])
    if "result" in values:
        values["result"] = values["result"] or None
    _check(before, change, item, moment)
    return values


def _check(before: Task, change: TaskChange, item: int, moment: Moment) -> None:
    problems = moment.problems
    check_users(change, item, moment)
    for path, text in (("text", or_else(change.text, "")), ("result.text", or_else(change.result, ""))):
        if len(text) > TEXT_AT_MOST:
            problems.add(item, path, Rule.TOO_LONG, str(TEXT_AT_MOST))
    if change.text is not ABSENT and not change.text.strip():
        problems.add(item, "text", Rule.BLANK)
    if change.task_type_id is not ABSENT and change.task_type_id not in moment.facts.task_types:
        problems.add(item, "task_type_id", Rule.UNKNOWN_CHOICE)
    entity_type = or_else(change.entity_type, before.entity_type)
    if (entity_type is None) != (or_else(change.entity_id, before.entity_id) is None):
        problems.add(item, "entity_type" if entity_type is None else "entity_id", Rule.MISSING)
    elif entity_type is not None and entity_type not in TASKED:
        problems.add(item, "entity_type", Rule.UNKNOWN_CHOICE)


def told(action: Any, before: Task | None, after: Task, actor_id: int) -> Change:
    old, new = columns_difference(before, after) if before else ({}, {})
    return Change(kind=Kind.TASK, id=after.id, action=action, actor_id=actor_id, before=old, after=new, record=after)
