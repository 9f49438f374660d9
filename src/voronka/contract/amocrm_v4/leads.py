"""Leads (сделки): deals on their way through a pipeline."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Amount, Comma, Linked, Number, PageOf, Range, Ref, Saved, Timestamp
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.loss_reasons import LossReason
from voronka.contract.amocrm_v4.records import GroupId, Record, RecordFields, RecordFilter, RecordQuery, TagRefs
from voronka.contract.amocrm_v4.tags import Tag, TagsEmbedded
from voronka.contract.operation import Operation

LeadWith = Annotated[
    Comma,
    Meta(
        description="catalog_elements, is_price_modified_by_robot, loss_reason, contacts, only_deleted, source_id,"
        " source; others are ignored"
    ),
]


class SourceRef(Struct, kw_only=True):
    id: int
    name: str = ""


class LeadEmbedded(Struct, kw_only=True):
    """Tags and companies always, the rest by `with`. `companies` and `loss_reason` have at most one element."""

    tags: list[Tag] = []
    companies: list[Linked] = []
    contacts: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET
    loss_reason: list[LossReason] | UnsetType = UNSET
    source: SourceRef | UnsetType | None = UNSET


class Lead(Record, kw_only=True):
    """A lead as read.

    price: whole units, the fraction cut off. status_id: 142 won and 143 lost exist in every pipeline. labor_cost: seconds.
    """

    price: Number = 0
    group_id: GroupId = 0
    status_id: int = 0
    pipeline_id: int = 0
    loss_reason_id: int | None = None
    closed_at: int | None = None
    score: int | None = None
    labor_cost: int | None = None
    source_id: int | UnsetType | None = UNSET
    is_price_modified_by_robot: bool | UnsetType = UNSET
    price_with_minor_units: Number | UnsetType | None = UNSET
    embedded: LeadEmbedded = field(name="_embedded", default_factory=LeadEmbedded)


class LeadSource(Struct, kw_only=True):
    """Where the lead came from, by the external_id of one of the integration's own sources."""

    external_id: str | int | UnsetType | None = UNSET
    type: Literal["widget"] | UnsetType | None = UNSET


class LeadAddEmbedded(TagsEmbedded, kw_only=True):
    """What a new lead hangs together with: existing contacts and at most one company, by id."""

    contacts: list[Linked] | UnsetType | None = UNSET
    companies: Annotated[list[Linked], Meta(max_length=1)] | UnsetType | None = UNSET
    source: LeadSource | UnsetType | None = UNSET


class LeadFields(RecordFields, kw_only=True):
    """What may be written into a lead.

    price: a fraction is kept to the minor unit. closed_at: only of a closed lead. loss_reason_id: only with status 143,
        null clears.
    """

    name: str | UnsetType | None = UNSET
    price: Amount | UnsetType | None = UNSET
    status_id: int | UnsetType | None = UNSET
    pipeline_id: int | UnsetType | None = UNSET
    closed_at: Timestamp | UnsetType | None = UNSET
    loss_reason_id: int | UnsetType | None = UNSET
    visitor_uid: str | UnsetType | None = UNSET


class LeadAdd(LeadFields, kw_only=True):
    """A new lead; nothing is required. Without status and pipeline it starts at the first stage of the main pipeline."""

    embedded: LeadAddEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class LeadPatchOne(LeadFields, kw_only=True):
    """A change of the lead in the path; an `id` in the body is ignored. Links cannot be changed here.

    price_with_minor_units: sent back beside the `price` that was read with it, it keeps the fraction; else ignored.
    """

    price_with_minor_units: Any = UNSET
    tags_to_delete: TagRefs | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class LeadPatch(LeadPatchOne, kw_only=True):
    """One change of a batch: `id` says which lead."""

    id: int


LeadRef = Ref


class StatusPair(Struct, kw_only=True):
    """A stage; without `pipeline_id` the stage in any pipeline."""

    pipeline_id: int | UnsetType = UNSET
    status_id: int


class LeadFilter(RecordFilter, kw_only=True):
    """Which leads are listed: those for which all given conditions hold; pairs of `statuses` are alternatives too."""

    price: Range | Amount | UnsetType = UNSET
    statuses: list[StatusPair] | UnsetType = UNSET
    pipeline_id: list[int] | UnsetType = UNSET
    closed_at: Range | Amount | UnsetType = UNSET


class LeadGetQuery(Struct, kw_only=True):
    with_: LeadWith = field(name="with", default_factory=list)


class LeadQuery(RecordQuery, kw_only=True):
    with_: LeadWith = field(name="with", default_factory=list)
    filter: LeadFilter = field(default_factory=LeadFilter)


# fmt: off
OPERATIONS = (
    Operation("leads.list", "GET", "/api/v4/leads", query=LeadQuery, answer=PageOf[Lead], key="leads", dated=True),
    Operation("leads.get", "GET", "/api/v4/leads/{id}", query=LeadGetQuery, answer=Lead),
    Operation("leads.add", "POST", "/api/v4/leads", body=list[LeadAdd], answer=Saved[LeadRef], key="leads"),
    Operation("leads.update", "PATCH", "/api/v4/leads", body=list[LeadPatch], answer=Saved[LeadRef], key="leads"),
    Operation("leads.update_one", "PATCH", "/api/v4/leads/{id}", body=LeadPatchOne, answer=LeadRef),
)
# fmt: on
