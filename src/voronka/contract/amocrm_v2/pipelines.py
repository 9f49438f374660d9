"""Pipelines with their stages: everybody reads them, administrators write them."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import JSON, RESPONSE, Ids, Links, OneResponse
from voronka.contract.amocrm_v2.records import RequestId
from voronka.contract.operation import Operation, Right

Sort = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]


class PipelineQuery(Struct, kw_only=True):
    id: Ids | UnsetType = UNSET


class StageWrite(Struct, kw_only=True):
    """Of 142 and 143 the name alone is taken."""

    id: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    color: str | UnsetType = UNSET


class PipelineWrite(Struct, kw_only=True):
    """is_main: "on" makes it the main one.

    statuses: of a change all stages that stay, or the pipeline loses them; a list, or an object by the ids of stages.
        The key or `id` names a stage that is there, any other key a new one; `[{"7001": {…}}]` is understood too.
    """

    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    is_main: Any | UnsetType = UNSET
    statuses: Any | UnsetType = UNSET


class PipelinesSet(Struct, kw_only=True):
    """update: by the ids of pipelines, or a list."""

    add: list[PipelineWrite] | UnsetType = UNSET
    update: dict[str, PipelineWrite] | UnsetType = UNSET


class PipelinesBody(PipelinesSet, kw_only=True):
    """Some clients leave the envelope out."""

    request: dict[str, PipelinesSet] | UnsetType = UNSET


class IdsOf(Struct, kw_only=True):
    id: Ids | UnsetType = UNSET


class PipelinesDelete(IdsOf, kw_only=True):
    """The same: `{"request": {"id": …}}`, or without the envelope."""

    request: IdsOf | UnsetType = UNSET


class Stage(Struct, kw_only=True):
    id: int
    name: str
    color: str
    sort: int
    is_editable: bool


class Pipeline(Struct, kw_only=True):
    """statuses: by their ids; unsorted leads are no stage here."""

    id: int
    name: str
    sort: int
    is_main: bool
    statuses: dict[str, Stage]
    links: Links = field(name="_links")


class PipelineMap(Struct, kw_only=True):
    """items: by their ids."""

    items: dict[str, Pipeline]


class Pipelines(Struct, kw_only=True):
    links: Links = field(name="_links")
    embedded: PipelineMap = field(name="_embedded")


class PrivateStage(Struct, kw_only=True):
    id: int
    name: str
    color: str
    sort: int
    editable: str
    pipeline_id: int


class PrivatePipeline(Struct, kw_only=True):
    """leads: how many there are, up to 10 000."""

    id: int
    value: int
    label: str
    name: str
    sort: int
    is_main: bool
    statuses: dict[str, PrivateStage]
    leads: int


class PrivatePipelinesSaved(Struct, kw_only=True):
    """add: `pipelines` in the order of the request and `errors`, which are empty. update: true by id."""

    add: dict[str, list[Any]] | UnsetType = UNSET
    update: dict[str, bool] | UnsetType = UNSET


class PrivateDeleted(Struct, kw_only=True):
    """True by the id of each pipeline, with `server_time`."""

    response: dict[str, bool | int]


# fmt: off
OPERATIONS = (
    Operation("v2.pipelines.list", "GET", "/api/v2/pipelines", query=PipelineQuery, answer=Pipelines),
    Operation("private.pipelines.list", "GET", "/private/api/v2/json/pipelines/list", query=PipelineQuery,
              answer=OneResponse[dict[str, PrivatePipeline]], key="pipelines", root=RESPONSE, media=JSON),
    Operation("private.pipelines.set", "POST", "/private/api/v2/json/pipelines/set", body=PipelinesBody,
              answer=OneResponse[PrivatePipelinesSaved], key="pipelines", root=RESPONSE, media=JSON, form=True,
              right=Right.ADMIN, summary="Add and change pipelines"),
    Operation("private.pipelines.delete", "POST", "/private/api/v2/json/pipelines/delete", body=PipelinesDelete,
              answer=PrivateDeleted, media=JSON, form=True, right=Right.ADMIN),
    Operation("private.pipelines.delete_by_query", "DELETE", "/private/api/v2/json/pipelines/list",
              query=PipelineQuery, answer=PrivateDeleted, media=JSON, right=Right.ADMIN, summary="Delete pipelines"),
)
# fmt: on
