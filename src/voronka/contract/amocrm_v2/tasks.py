"""Tasks: on a contact (1), a lead (2), a company (3), a customer (12) or on nothing."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    Links,
    OneResponse,
    PrivateSaved,
    RequestSet,
    Response,
    Rows,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.records import Attached, DateFilter, PrivateAttached, PrivateSigned, Seconds, Signed
from voronka.contract.operation import Operation


class TaskFilter(DateFilter, kw_only=True):
    """status: 1 done, 0 open."""

    status: Ids | UnsetType = UNSET
    task_type: Ids | UnsetType = UNSET


class TaskQuery(Rows, kw_only=True):
    """id: all else is then ignored. type: of the records that the tasks stand on."""

    id: Ids | UnsetType = UNSET
    element_id: Ids | UnsetType = UNSET
    responsible_user_id: Ids | UnsetType = UNSET
    type: Literal["lead", "contact", "company", "customer", "task"] | UnsetType = UNSET
    filter: TaskFilter = field(default_factory=TaskFilter)


class TaskWrite(Signed, kw_only=True):
    """A new task (`text` and `complete_till_at` are needed) or a change.

    task_type: 1 call, 2 meeting, 3 letter. complete_till: the older name of complete_till_at. result: text, or an
        object with `text`.
    """

    element_id: int | UnsetType = UNSET
    element_type: int | UnsetType = UNSET
    complete_till_at: Seconds | UnsetType = UNSET
    complete_till: Seconds | UnsetType = UNSET
    task_type: int | str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    is_completed: bool | UnsetType = UNSET
    duration: int | UnsetType = UNSET
    result: Any | UnsetType = UNSET


class PrivateTaskWrite(PrivateSigned, TaskWrite, kw_only=True):
    """task_type: a number, or FOLLOW_UP, CALL, MEETING, LETTER."""

    is_completed: bool | UnsetType = field(name="status", default=UNSET)
    # either name is taken here too; faults are told under the older one
    complete_till_at: Seconds | UnsetType = field(name="complete_till", default=UNSET)
    complete_till: Seconds | UnsetType = field(name="complete_till_at", default=UNSET)


class TaskResult(Struct, kw_only=True):
    """An empty object while there is none."""

    id: int | UnsetType = UNSET
    text: str | UnsetType = UNSET
    links: Links | UnsetType = field(name="_links", default=UNSET)


class Task(Attached, kw_only=True):
    complete_till_at: int
    task_type: int
    is_completed: bool
    duration: int
    result: TaskResult


class PrivateTask(PrivateAttached, kw_only=True):
    task_type: int
    complete_till: int
    status: int
    duration: int
    result: Any


# fmt: off
OPERATIONS = (
    Operation("v2.tasks.list", "GET", "/api/v2/tasks", query=TaskQuery, answer=Items[Task]),
    Operation("v2.tasks.set", "POST", "/api/v2/tasks", body=Set[TaskWrite], answer=Items[Saved], most=MOST, form=True,
              summary="Add and change tasks"),
    Operation("private.tasks.list", "GET", "/private/api/v2/json/tasks/list", query=TaskQuery,
              answer=Response[PrivateTask], key="tasks", root=RESPONSE, media=JSON),
    Operation("private.tasks.all", "GET", "/private/api/v2/json/tasks", query=TaskQuery,
              answer=Response[PrivateTask], key="tasks", root=RESPONSE, media=JSON,
              summary="List tasks (no action named)"),
    Operation("private.tasks.set", "POST", "/private/api/v2/json/tasks/set", body=RequestSet[PrivateTaskWrite],
              answer=OneResponse[PrivateSaved], key="tasks", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add and change tasks"),
)
# fmt: on
