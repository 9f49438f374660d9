"""Sources (источники): where leads of an integration come from. Each integration sees only its own."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Item, PageOf, RequestId, Saved
from voronka.contract.operation import Operation


class SourceParams(Struct, kw_only=True, omit_defaults=True):
    """waba: the integration reviews WhatsApp templates of this source."""

    waba: bool | UnsetType | None = UNSET
    is_supports_list_message: bool | UnsetType | None = UNSET


class SourcePage(Struct, kw_only=True):
    """One line of the button on the site. link: of WhatsApp the phone number, shown as https://wa.me/{link}."""

    id: str | int
    name: str
    link: str | int


class SourceService(Struct, kw_only=True):
    """How the source is shown by the button on the site. params: PHP sends an empty array where there are none."""

    type: Literal["whatsapp"]
    params: SourceParams | list[Any] | UnsetType | None = UNSET
    pages: Annotated[list[SourcePage], Meta(max_length=50)] | UnsetType | None = UNSET


Services = Annotated[list[SourceService], Meta(max_length=10)]


class Source(Item, kw_only=True):
    """A source as read. external_id: the integration's own name of it. default: at most one of an integration."""

    id: int
    name: str = ""
    pipeline_id: int = 0
    external_id: str = ""
    default: bool | None = None
    origin_code: str | None = None
    services: list[SourceService] = []
    request_id: str | UnsetType = UNSET


class SourceFields(Struct, kw_only=True):
    """pipeline_id: the main pipeline unless it is said. default: takes the mark from the source that had it.

    origin_code: at most 20 characters, neither digits nor quotes alone.
    """

    pipeline_id: int | UnsetType | None = UNSET
    default: bool | UnsetType | None = UNSET
    origin_code: str | UnsetType | None = UNSET
    services: Services | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class SourceAdd(SourceFields, kw_only=True):
    """A new source; one that was deleted comes back under its old id when its external_id is added again."""

    name: str
    external_id: str | int


class SourcePatchOne(SourceFields, kw_only=True):
    """A change of the source in the path; an `id` in the body is ignored."""

    name: str | UnsetType | None = UNSET
    external_id: str | int | UnsetType | None = UNSET


class SourcePatch(SourcePatchOne, kw_only=True):
    id: int


class SourceDelete(Struct, kw_only=True):
    """Only `id` counts; the official client sends the whole source."""

    id: int


class SourceFilter(Struct, kw_only=True):
    external_id: list[str] | UnsetType = UNSET


class SourceQuery(Struct, kw_only=True):
    filter: SourceFilter = field(default_factory=SourceFilter)


# fmt: off
OPERATIONS = (
    Operation("sources.list", "GET", "/api/v4/sources", query=SourceQuery, answer=PageOf[Source], key="sources"),
    Operation("sources.get", "GET", "/api/v4/sources/{id}", answer=Source),
    Operation("sources.add", "POST", "/api/v4/sources", body=list[SourceAdd], answer=Saved[Source], key="sources"),
    Operation("sources.update", "PATCH", "/api/v4/sources", body=list[SourcePatch], answer=Saved[Source], key="sources"),
    Operation("sources.update_one", "PATCH", "/api/v4/sources/{id}", body=SourcePatchOne, answer=Source),
    Operation("sources.delete_many", "DELETE", "/api/v4/sources", body=list[SourceDelete], status=204),
    Operation("sources.delete", "DELETE", "/api/v4/sources/{id}", status=204),
)
# fmt: on
