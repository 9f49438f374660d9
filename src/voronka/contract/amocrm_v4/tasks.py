"""Tasks (задачи): what is to be done until when, on a card or on none."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Item,
    Order,
    Page,
    PageOf,
    Range,
    Ref,
    Saved,
    Seconds,
    Timestamp,
)
from voronka.contract.amocrm_v4.leads import StatusPair
from voronka.contract.amocrm_v4.records import Signed
from voronka.contract.operation import Operation

EntityType = Literal["leads", "contacts", "companies", "customers"]
Flag = Annotated[bool, Meta(description="true or false, also as 1 or 0")] | Annotated[int, Meta(ge=0, le=1)]


class TaskResult(Struct, kw_only=True):
    text: str | UnsetType | None = UNSET


class Task(Item, kw_only=True):
    """A task as read.

    entity_type: plural (leads, contacts, companies, customers); null beside a null `entity_id` when it stands on no card.
    task_type_id: 1 a call, 2 a meeting, 3 a letter. duration: seconds; of a task for a whole day 0, and complete_till is
        the last second of that day, both as its sender says them. result: an empty array until there is one.
    """

    id: int
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    responsible_user_id: int = 0
    group_id: int = 0
    entity_id: int | None = None
    entity_type: str | None = None
    duration: int = 0
    is_completed: bool = False
    task_type_id: int = 0
    text: str = ""
    result: TaskResult | list[Any] = []
    complete_till: int = 0
    account_id: int = 0


class TaskFields(Signed, kw_only=True):
    """What may be written into a task.

    entity_id and entity_type go together. result: its text, mostly together with `is_completed`.
    """

    task_type_id: int | UnsetType | None = UNSET
    entity_id: int | UnsetType | None = UNSET
    entity_type: EntityType | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    duration: Seconds | UnsetType | None = UNSET
    is_completed: Flag | UnsetType | None = UNSET
    result: TaskResult | list[Any] | UnsetType | None = UNSET


class TaskAdd(TaskFields, kw_only=True):
    """A new task; without a type it is a call."""

    text: str
    complete_till: Timestamp


class TaskPatchOne(TaskFields, kw_only=True):
    """A change of the task in the path; an `id` in the body is ignored. Completing is a change like any other."""

    text: str | UnsetType | None = UNSET
    complete_till: Timestamp | UnsetType | None = UNSET


class TaskPatch(TaskPatchOne, kw_only=True):
    """One change of a batch: `id` says which task."""

    id: int


TaskRef = Ref


class TaskFilter(Struct, kw_only=True):
    """entity_id: only together with entity_type. task_type and task_type_id: the same, clients send both.

    updated_at: one value is «changed after it», [from] and [to] is a range. lead_statuses: tasks of leads at these stages.
    """

    id: list[int] | UnsetType = UNSET
    responsible_user_id: list[int] | UnsetType = UNSET
    created_by: list[int] | UnsetType = UNSET
    is_completed: bool | UnsetType = UNSET
    task_type: list[int] | UnsetType = UNSET
    task_type_id: list[int] | UnsetType = UNSET
    entity_type: EntityType | UnsetType = UNSET
    entity_id: list[int] | UnsetType = UNSET
    updated_at: Range | Amount | UnsetType = UNSET
    lead_statuses: list[StatusPair] | UnsetType = UNSET


class TaskQuery(Page, kw_only=True):
    """order: created_at, complete_till, id."""

    filter: TaskFilter = field(default_factory=TaskFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("tasks.list", "GET", "/api/v4/tasks", query=TaskQuery, answer=PageOf[Task], key="tasks"),
    Operation("tasks.get", "GET", "/api/v4/tasks/{id}", answer=Task),
    Operation("tasks.add", "POST", "/api/v4/tasks", body=list[TaskAdd], answer=Saved[TaskRef], key="tasks"),
    Operation("tasks.update", "PATCH", "/api/v4/tasks", body=list[TaskPatch], answer=Saved[TaskRef], key="tasks"),
    Operation("tasks.update_one", "PATCH", "/api/v4/tasks/{id}", body=TaskPatchOne, answer=TaskRef),
)
# fmt: on
