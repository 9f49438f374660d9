"""Tasks: on what they stand is a number here, and the result of a task is a note to those who write it as one."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, item_link, link
from voronka.api.amocrm_v2.listing import dated, rows_of
from voronka.api.amocrm_v2.records import signed_from_wire
from voronka.api.amocrm_v2.shapes import Setter
from voronka.api.http import Call
from voronka.api.modified import modified_since
from voronka.base.absent import ABSENT, Absent, or_else
from voronka.base.page import Page
from voronka.domain.kinds import BY_SINGULAR, Kind
from voronka.domain.task_types import BY_CODE
from voronka.domain.tasks import Task, TaskChange, TaskQuery
from voronka.services import tasks, writes
from voronka.services.work import Work
from voronka.services.writes import Updated

NO_KIND = 0
EQUAL = {"element_id": "entity_id", "responsible_user_id": "responsible_user_id"}


def find(work: Work, call: Call) -> Page[Task]:
    return tasks.page(work, query_from_wire(work, call))


def add(work: Work, items: Sequence[Any]) -> Sequence[Task]:
    return tasks.add(work, [from_wire(item) for item in items])


def update(work: Work, items: Sequence[Any]) -> Updated:
    changes = [from_wire(item) for item in items]
    return writes.update_dated(work, changes, tasks.times(work, [change.id for change in changes]), tasks.update)


SETTER = Setter("tasks", add, update)


def query_from_wire(work: Work, call: Call) -> TaskQuery:
    query, asked = call.query, call.query.filter
    found = TaskQuery(**rows_of(query))
    if query.id is not ABSENT:
        found.equal = {"id": query.id}
        return found
    named = {column: getattr(query, name) for name, column in EQUAL.items()} | {"task_type_id": asked.task_type}
    found.equal = {column: values for column, values in named.items() if values is not ABSENT}
    if query.type is not ABSENT and query.type != "task":  # one client names its own kind here
        found.entity_type = BY_SINGULAR[query.type]
    done = set(or_else(asked.status, []))
    found.is_completed = None if len(done) != 1 else 1 in done
    dated(work, found, asked)
    found.if_modified_since = modified_since(call.headers)
    return found


def from_wire(item: Any) -> TaskChange:
    """0 as element and type is what clients send for none."""
    stands = item.element_id or ABSENT
    return TaskChange(
        **signed_from_wire(item),
        text=item.text,
        complete_till=or_else(item.complete_till_at, item.complete_till),
        duration=item.duration,
        task_type_id=type_from_wire(item.task_type),
        entity_id=stands,
        entity_type=ABSENT if stands is ABSENT and not item.element_type else kind_of(item.element_type),
        is_completed=item.is_completed,
        result=_result(item.result),
    )


def kind_of(number: Any) -> Any:
    """A number that is no kind stays what it is, to be refused."""
    if number is ABSENT or number == NO_KIND:
        return ABSENT
    return Kind(number) if number in set(Kind) else number


def type_from_wire(sent: Any) -> int | Absent:
    """A number, or the name of a built-in type; what is neither is no type."""
    if isinstance(sent, str):
        return BY_CODE.get(sent.strip().upper(), NO_KIND)
    return sent or ABSENT


def _result(sent: Any) -> str | Absent:
    """(unconfirmed) whether it is written here: a client that echoes what it read writes the same text."""
    if isinstance(sent, dict):
        sent = sent.get("text", ABSENT)
    return sent if isinstance(sent, str) else ABSENT


def to_wire(task: Task, work: Work, call: Call) -> Wire:
    return {
        "id": task.id,
        "element_id": task.entity_id or 0,
        "element_type": int(task.entity_type or NO_KIND),
        "complete_till_at": task.complete_till,
        "task_type": task.task_type_id,
        "text": task.text,
        "created_at": task.created_at,
        "updated_at": task.updated_at,
        "responsible_user_id": task.responsible_user_id,
        "is_completed": task.is_completed,
        "created_by": task.created_by,
        "account_id": work.account_id,
        "group_id": task.group_id,
        "duration": task.duration,
        "result": result_to_wire(task),
        "_links": item_link("tasks", task.id),
    }


def result_to_wire(task: Task) -> Wire:
    """The note of type 13 that the result is; it has the id of its task, which has one at most."""
    if not task.result:
        return {}
    return {"id": task.id, "text": task.result, "_links": link(f"/api/v2/notes?id={task.id}&type=task")}


def private_to_wire(task: Task, work: Work, call: Call) -> Wire:
    return {
        "id": task.id,
        "element_id": task.entity_id or 0,
        "element_type": int(task.entity_type or NO_KIND),
        "task_type": task.task_type_id,
        "date_create": task.created_at,
        "created_user_id": task.created_by,
        "last_modified": task.updated_at,
        "text": task.text,
        "responsible_user_id": task.responsible_user_id,
        "complete_till": task.complete_till,
        "status": int(task.is_completed),
        "group_id": task.group_id,
        "duration": task.duration,
        "account_id": work.account_id,
        "result": {"id": task.id, "text": task.result} if task.result else [],
    }
