# Made from _async by scripts/make_sync.py. Change it there.
"""Tasks (задачи)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.tasks import Task, TaskAdd, TaskFilter, TaskPatch, TaskPatchOne, TaskRef


class Tasks(Resource):
    """What is to be done until when: `amo.tasks`."""

    def list(
        self,
        *,
        filter: TaskFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> Pages[Task]:
        """Tasks that the token's user may see. GET /api/v4/tasks

        filter: `entity_id` needs `entity_type` (leads, contacts, companies).
        order: `{"complete_till": "asc"}`; also created_at, id.
        """
        return self._pages("tasks.list", filter=filter, order=order, page=page, limit=limit)

    def get(self, id: int) -> Task | None:
        """One task, None when there is none. GET /api/v4/tasks/{id}"""
        return self._get("tasks.get", id)

    def add(self, tasks: Sequence[TaskAdd]) -> List[TaskRef]:
        """New tasks; their ids, in the order sent. Over 250 are sent in parts. POST /api/v4/tasks

        ValidationFailed: NotSupportedChoice at `entity_id` for a record that is not there.
        """
        return self._save("tasks.add", items=tasks)

    def update(self, tasks: Sequence[TaskPatch]) -> List[TaskRef]:
        """Changes tasks, `id` says which; what is not named stays. PATCH /api/v4/tasks"""
        return self._save("tasks.update", items=tasks)

    def update_one(self, id: int, task: TaskPatchOne) -> TaskRef:
        """Changes one task. To complete it: `TaskPatchOne(is_completed=True, result=TaskResult(text="…"))`.
        PATCH /api/v4/tasks/{id}
        """
        return self._save_one("tasks.update_one", id, body=task)
