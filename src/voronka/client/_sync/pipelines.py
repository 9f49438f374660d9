# Made from _async by scripts/make_sync.py. Change it there.
"""Pipelines (воронки) of leads and their stages (statuses, этапы)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.pipelines import (
    Pipeline,
    PipelineAdd,
    PipelinePatchOne,
    Status,
    StatusAdd,
    StatusPatchOne,
)


class Pipelines(Resource):
    """`amo.pipelines`. Writing is for administrators."""

    def list(self) -> Pages[Pipeline]:
        """All pipelines with their stages, on one page. GET /api/v4/leads/pipelines"""
        return self._pages("pipelines.list")

    def get(self, id: int) -> Pipeline | None:
        """One pipeline with its stages, None when there is none. GET /api/v4/leads/pipelines/{id}"""
        return self._get("pipelines.get", id)

    def add(self, pipelines: Sequence[PipelineAdd]) -> List[Pipeline]:
        """New pipelines, answered whole in the order sent; won and lost stages come by themselves.
        POST /api/v4/leads/pipelines
        """
        return self._save("pipelines.add", items=pipelines)

    def update_one(self, id: int, pipeline: PipelinePatchOne) -> Pipeline:
        """Changes one pipeline. PATCH /api/v4/leads/pipelines/{id}"""
        return self._save_one("pipelines.update_one", id, body=pipeline)

    def delete(self, id: int) -> None:
        """Deletes a pipeline that is neither the main one nor in use. DELETE /api/v4/leads/pipelines/{id}"""
        self._do("pipelines.delete", id)


class Statuses(Resource):
    """The stages of one pipeline: `amo.statuses`. The pipeline's id comes first. 142 is won, 143 is lost."""

    def list(self, pipeline_id: int, *, with_: Sequence[str] = ()) -> Pages[Status]:
        """The stages by their sort, on one page. with_: descriptions.
        GET /api/v4/leads/pipelines/{pipeline_id}/statuses
        """
        return self._pages("statuses.list", pipeline_id, with_=with_)

    def get(self, pipeline_id: int, id: int, *, with_: Sequence[str] = ()) -> Status | None:
        """One stage, None when there is none. GET /api/v4/leads/pipelines/{pipeline_id}/statuses/{id}"""
        return self._get("statuses.get", pipeline_id, id, with_=with_)

    def add(self, pipeline_id: int, statuses: Sequence[StatusAdd]) -> List[Status]:
        """New stages, answered in the order sent. Administrators only.
        POST /api/v4/leads/pipelines/{pipeline_id}/statuses
        """
        return self._save("statuses.add", pipeline_id, items=statuses)

    def update_one(self, pipeline_id: int, id: int, status: StatusPatchOne) -> Status:
        """Changes one stage. Administrators only. PATCH /api/v4/leads/pipelines/{pipeline_id}/statuses/{id}"""
        return self._save_one("statuses.update_one", pipeline_id, id, body=status)

    def delete(self, pipeline_id: int, id: int) -> None:
        """Deletes a stage. Administrators only. DELETE /api/v4/leads/pipelines/{pipeline_id}/statuses/{id}"""
        self._do("statuses.delete", pipeline_id, id)
