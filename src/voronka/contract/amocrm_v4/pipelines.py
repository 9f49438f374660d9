"""Pipelines (воронки) of leads and their stages (statuses, этапы)."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Item, PageOf, RequestId, Saved, Sort
from voronka.contract.operation import Operation, Right

Level = Literal["newbie", "candidate", "master"]


class Description(Struct, kw_only=True):
    """A hint of a stage for users of one rank."""

    id: int
    account_id: int = 0
    created_at: str | int = ""
    updated_at: str | int = ""
    created_by: int = 0
    updated_by: int = 0
    pipeline_id: int = 0
    status_id: int = 0
    level: str = "newbie"
    description: str = ""


class Status(Item, kw_only=True):
    """A stage as read. type: 1 is the unsorted stage, 0 any other. 142 (won) and 143 (lost) exist in every pipeline.

    color: with `#`. descriptions: by `with=descriptions` and after writes.
    """

    id: int
    name: str = ""
    sort: int = 0
    is_editable: bool = True
    pipeline_id: int = 0
    color: str = ""
    type: int = 0
    account_id: int = 0
    descriptions: list[Description] | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


class PipelineEmbedded(Struct, kw_only=True):
    statuses: list[Status] = []


class Pipeline(Item, kw_only=True):
    """A pipeline as read, always with its stages by sort."""

    id: int
    name: str = ""
    sort: int = 0
    is_main: bool = False
    is_unsorted_on: bool = True
    is_archive: bool = False
    account_id: int = 0
    embedded: PipelineEmbedded = field(name="_embedded", default_factory=PipelineEmbedded)
    request_id: str | UnsetType = UNSET


class DescriptionWrite(Struct, kw_only=True):
    """At most one per level, at most 1000 characters."""

    level: Level
    description: str
    id: int | UnsetType | None = UNSET


class PipelineStatusAdd(Struct, kw_only=True):
    """A stage of a new pipeline; with id 142 or 143 it only renames that stage."""

    id: int | UnsetType | None = UNSET
    name: str
    sort: Sort | UnsetType | None = UNSET
    color: str | UnsetType | None = UNSET


class PipelineAddEmbedded(Struct, kw_only=True):
    statuses: list[PipelineStatusAdd] | UnsetType | None = UNSET


class PipelineAdd(Struct, kw_only=True):
    """A new pipeline; its unsorted, won and lost stages are made by the server.

    is_main: takes the mark from the pipeline that has it.
    """

    name: str
    sort: Sort
    is_main: bool
    is_unsorted_on: bool
    request_id: RequestId | UnsetType | None = UNSET
    embedded: PipelineAddEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class PipelinePatchOne(Struct, kw_only=True):
    """A change of the pipeline in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    is_main: bool | UnsetType = UNSET
    is_unsorted_on: bool | UnsetType = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class StatusAdd(Struct, kw_only=True):
    """A new stage. color: one of the vendor's 21, with `#`."""

    name: str
    sort: Sort
    color: str | UnsetType | None = UNSET
    descriptions: list[DescriptionWrite] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class StatusPatchOne(Struct, kw_only=True):
    """A change of the stage in the path; an `id` in the body is ignored. descriptions replace those that are there."""

    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    color: str | UnsetType | None = UNSET
    descriptions: list[DescriptionWrite] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class StatusQuery(Struct, kw_only=True):
    """with: descriptions."""

    with_: Comma = field(name="with", default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("pipelines.list", "GET", "/api/v4/leads/pipelines", answer=PageOf[Pipeline], key="pipelines"),
    Operation("pipelines.get", "GET", "/api/v4/leads/pipelines/{id}", answer=Pipeline),
    Operation("pipelines.add", "POST", "/api/v4/leads/pipelines", body=list[PipelineAdd], answer=Saved[Pipeline], key="pipelines", right=Right.ADMIN),
    Operation("pipelines.update_one", "PATCH", "/api/v4/leads/pipelines/{id}", body=PipelinePatchOne, answer=Pipeline, right=Right.ADMIN),
    Operation("pipelines.delete", "DELETE", "/api/v4/leads/pipelines/{id}", status=204, right=Right.ADMIN),
    Operation("statuses.list", "GET", "/api/v4/leads/pipelines/{pipeline_id}/statuses", query=StatusQuery, answer=PageOf[Status], key="statuses"),
    Operation("statuses.get", "GET", "/api/v4/leads/pipelines/{pipeline_id}/statuses/{id}", query=StatusQuery, answer=Status),
    Operation("statuses.add", "POST", "/api/v4/leads/pipelines/{pipeline_id}/statuses", body=list[StatusAdd], answer=Saved[Status], key="statuses", right=Right.ADMIN),
    Operation("statuses.update_one", "PATCH", "/api/v4/leads/pipelines/{pipeline_id}/statuses/{id}", body=StatusPatchOne, answer=Status, right=Right.ADMIN),
    Operation("statuses.delete", "DELETE", "/api/v4/leads/pipelines/{pipeline_id}/statuses/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
