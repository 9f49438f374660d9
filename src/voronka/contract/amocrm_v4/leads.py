"""Leads (сделки): deals on their way through a pipeline."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.custom_field_values import FieldValues, FieldValuesChange
from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Comma,
    FieldFilter,
    Item,
    Linked,
    Number,
    Order,
    Page,
    PageOf,
    Range,
    Ref,
    RequestId,
    Saved,
    Timestamp,
)
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.loss_reasons import LossReason
from voronka.contract.amocrm_v4.tags import Tag, TagRef, TagsEmbedded
from voronka.contract.operation import Operation


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


class Lead(Item, kw_only=True):
    """A lead as read.

    price: whole units, the fraction cut off. status_id: 142 won and 143 lost exist in every pipeline. group_id: of
        the responsible user.
    closest_task_at: null without an open task. labor_cost: seconds. custom_fields_values: null when no field is filled.
    With `only_deleted` these are deleted leads alone, in lists as one by one; `is_deleted` is true.
    """

    id: int
    name: str = ""
    price: Number = 0
    responsible_user_id: int = 0
    group_id: int = 0
    status_id: int = 0
    pipeline_id: int = 0
    loss_reason_id: int | None = None
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    closed_at: int | None = None
    closest_task_at: int | None = None
    is_deleted: bool = False
    custom_fields_values: list[FieldValues] | None = None
    score: int | None = None
    account_id: int = 0
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


class LeadFields(Struct, kw_only=True):
    """What may be written into a lead.

    price: a fraction is kept to the minor unit. created_by, updated_by: 0 is a robot. closed_at: only of a closed lead.
    loss_reason_id: only with status 143, null clears. custom_fields_values: fields not named stay; null clears nothing.
    tags_to_add, tags_to_delete: by id or name, beside the tags that are there; `_embedded.tags` replaces all, null
        removes all.
    """

    name: str | UnsetType | None = UNSET
    price: Amount | UnsetType | None = UNSET
    status_id: int | UnsetType | None = UNSET
    pipeline_id: int | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    closed_at: Timestamp | UnsetType | None = UNSET
    loss_reason_id: int | UnsetType | None = UNSET
    visitor_uid: str | UnsetType | None = UNSET
    custom_fields_values: list[FieldValuesChange] | UnsetType | None = UNSET
    tags_to_add: list[TagRef] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class LeadAdd(LeadFields, kw_only=True):
    """A new lead; nothing is required. Without status and pipeline it starts at the first stage of the main pipeline."""

    embedded: LeadAddEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class LeadPatchOne(LeadFields, kw_only=True):
    """A change of the lead in the path; an `id` in the body is ignored. Links cannot be changed here."""

    tags_to_delete: list[TagRef] | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class LeadPatch(LeadPatchOne, kw_only=True):
    """One change of a batch: `id` says which lead."""

    id: int


LeadRef = Ref


class StatusPair(Struct, kw_only=True):
    """A stage; without `pipeline_id` the stage in any pipeline."""

    pipeline_id: int | UnsetType = UNSET
    status_id: int


class LeadFilter(Struct, kw_only=True):
    """All given conditions hold together; values of one condition are alternatives, so are the pairs of `statuses`."""

    id: list[int] | UnsetType = UNSET
    name: list[str] | UnsetType = UNSET
    price: Range | Amount | UnsetType = UNSET
    statuses: list[StatusPair] | UnsetType = UNSET
    pipeline_id: list[int] | UnsetType = UNSET
    created_by: list[int] | UnsetType = UNSET
    updated_by: list[int] | UnsetType = UNSET
    responsible_user_id: list[int] | UnsetType = UNSET
    created_at: Range | Amount | UnsetType = UNSET
    updated_at: Range | Amount | UnsetType = UNSET
    closed_at: Range | Amount | UnsetType = UNSET
    closest_task_at: Range | Amount | UnsetType = UNSET
    custom_fields_values: FieldFilter = {}


class LeadGetQuery(Struct, kw_only=True):
    """with: catalog_elements, is_price_modified_by_robot, loss_reason, contacts, only_deleted, source_id, source;
    others are ignored.
    """

    with_: Comma = field(name="with", default_factory=list)


class LeadQuery(Page, kw_only=True):
    """query: words of name, custom fields and phones. order: created_at, updated_at, id.

    with: catalog_elements, is_price_modified_by_robot, loss_reason, contacts, only_deleted, source_id, source; others are
    ignored.
    """

    query: str | UnsetType = UNSET
    with_: Comma = field(name="with", default_factory=list)
    filter: LeadFilter = field(default_factory=LeadFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("leads.list", "GET", "/api/v4/leads", query=LeadQuery, answer=PageOf[Lead], key="leads", dated=True),
    Operation("leads.get", "GET", "/api/v4/leads/{id}", query=LeadGetQuery, answer=Lead),
    Operation("leads.add", "POST", "/api/v4/leads", body=list[LeadAdd], answer=Saved[LeadRef], key="leads"),
    Operation("leads.update", "PATCH", "/api/v4/leads", body=list[LeadPatch], answer=Saved[LeadRef], key="leads"),
    Operation("leads.update_one", "PATCH", "/api/v4/leads/{id}", body=LeadPatchOne, answer=LeadRef),
)
# fmt: on
