"""Tasks. The result is an object that is an empty array while there is none, as PHP writes it."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.listing import changed_range, order_of
from voronka.api.amocrm_v4.reading import self_link, stamps_to_wire
from voronka.api.amocrm_v4.records import adds, updates, updates_one
from voronka.api.amocrm_v4.writing import given, none, seconds, signed_from_wire
from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.tasks import Task, TaskChange, TaskQuery
from voronka.services import tasks
from voronka.services.work import Work

ORDERS = ("created_at", "complete_till", "id")
LISTS = ("id", "responsible_user_id", "created_by", "task_type_id", "entity_id")


def find(work: Work, call: Call) -> Page[Task]:
    return tasks.page(work, query_from_wire(call))


def find_one(work: Work, call: Call) -> Task:
    return tasks.get(work, call.path["id"])


def query_from_wire(call: Call) -> TaskQuery:
    asked = call.query.filter
    if asked.entity_id is not UNSET and asked.entity_type is UNSET:  # an id alone names a lead and a contact alike
        problems = Problems()
        problems.add(0, "filter.entity_type", Rule.MISSING)
        problems.check()
    equal = {name: none(getattr(asked, name)) for name in LISTS}
    if equal["task_type_id"] is None:
        equal["task_type_id"] = none(asked.task_type)
    stages, entity_type = none(asked.lead_statuses), none(asked.entity_type)
    return TaskQuery(
        **paged(call),
        order=order_of(call.query.order, ORDERS),
        equal={name: values for name, values in equal.items() if values is not None},
        ranges=changed_range(asked.updated_at),
        stages=None if stages is None else [(none(stage.pipeline_id), stage.status_id) for stage in stages],
        is_completed=none(asked.is_completed),
        entity_type=BY_PLURAL[entity_type] if entity_type else None,
    )


def from_wire(item: Any, work: Work, call: Call) -> TaskChange:
    entity_type, is_completed = given(item.entity_type), given(item.is_completed)
    return TaskChange(
        **signed_from_wire(item, call),
        text=given(item.text),
        complete_till=seconds(item.complete_till),
        duration=seconds(item.duration),
        # 0 is what clients of the older API call the usual type
        task_type_id=given(item.task_type_id or UNSET),
        entity_type=ABSENT if entity_type is ABSENT else BY_PLURAL[entity_type],
        entity_id=given(item.entity_id),
        is_completed=ABSENT if is_completed is ABSENT else bool(is_completed),
        result=_result(given(item.result)),
    )


def _result(sent: Any) -> str | Absent:
    return ABSENT if sent is ABSENT or isinstance(sent, list) else given(sent.text)


def to_wire(task: Task, work: Work, call: Call) -> Wire:
    return {
        "id": task.id,
        **stamps_to_wire(task),
        "responsible_user_id": task.responsible_user_id,
        "group_id": task.group_id,
        "entity_id": task.entity_id,
        "entity_type": task.entity_type.plural if task.entity_type else None,
        "duration": task.duration,
        "is_completed": task.is_completed,
        "task_type_id": task.task_type_id,
        "text": task.text,
        "result": {"text": task.result} if task.result else [],
        "complete_till": task.complete_till,
        "account_id": work.account_id,
        "_links": self_link(call, "tasks", task.id),
    }


add = adds(Kind.TASK, from_wire, tasks.add)
update = updates(Kind.TASK, from_wire, tasks.update)
update_one = updates_one(Kind.TASK, from_wire, tasks.update_one, marked=True)
