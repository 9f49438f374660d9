"""Kinds of tasks, written by a call of the vendor's own pages; they are read with the account."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON
from voronka.contract.operation import Operation, Right


class TaskTypeEdit(Struct, kw_only=True):
    """Without `id` a new one."""

    id: int | UnsetType = UNSET
    name: str | UnsetType = UNSET


class TaskTypesEdit(Struct, kw_only=True):
    """ACTION: ALL_EDIT, which is all that can be done here. Kinds that are not named stay as they are."""

    ACTION: str | UnsetType = UNSET
    task_types: list[TaskTypeEdit] | UnsetType = UNSET


class TaskTypesEdited(Struct, kw_only=True):
    """status: OK, with `id` and `name` of each kind that was written; or FAIL, with WRONG_ACTION in `data`."""

    status: str
    data: Any


# fmt: off
OPERATIONS = (
    Operation("private.task_types.edit", "POST", "/private/tasks/ajax_task_status_edit.php", body=TaskTypesEdit,
              answer=TaskTypesEdited, media=JSON, form=True, right=Right.ADMIN,
              summary="Add and rename kinds of tasks"),
)
# fmt: on
