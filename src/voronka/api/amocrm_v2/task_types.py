"""Kinds of tasks, as the vendor's own page edits them."""

from voronka.api.amocrm_v2.faults import NothingSent
from voronka.api.http import Call, Reply
from voronka.base.absent import or_else
from voronka.domain.task_types import TaskTypeWrite
from voronka.services import task_types
from voronka.services.work import Work

ACTION = "ALL_EDIT"


def edit(work: Work, call: Call) -> Reply:
    """Another action is refused as the vendor's page does it, in an answer of 200."""
    if or_else(call.body.ACTION, "").strip().upper() != ACTION:
        return Reply(body={"status": "FAIL", "data": "WRONG_ACTION"}, content_type=call.operation.media)
    items = or_else(call.body.task_types, [])
    if not items:
        raise NothingSent("task_types")
    made = task_types.edit(work, [TaskTypeWrite(or_else(item.id, 0), or_else(item.name, "")) for item in items])
    data = [{"id": kind.id, "name": kind.name} for kind in made]
    return Reply(body={"status": "OK", "data": data}, content_type=call.operation.media)
