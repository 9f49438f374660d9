"""Leads (сделки): `sale` is the amount, `price` in the older calls."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType, field

from voronka.contract.amocrm_v2.account import Comma
from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    LinkedIds,
    Number,
    OneResponse,
    PrivateSaved,
    Related,
    RelatedMany,
    RequestSet,
    Response,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.notes import NoteWrite, PrivateNoteWrite
from voronka.contract.amocrm_v2.records import (
    DateFilter,
    PrivateRecord,
    PrivateSigned,
    Record,
    RecordQuery,
    RecordWrite,
)
from voronka.contract.operation import Operation

Sale = Annotated[float, Meta(ge=-1e15, le=1e15)]


class LeadFilter(DateFilter, kw_only=True):
    """tasks: 1 without open tasks, 2 with them. active: 1 leaves out what is won or lost."""

    tasks: Ids | UnsetType = UNSET
    active: int | UnsetType = UNSET


class LeadQuery(RecordQuery, kw_only=True):
    """with: is_price_modified_by_robot, loss_reason_name, catalog_elements_links, only_deleted; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)
    status: Ids | UnsetType = UNSET
    filter: LeadFilter = field(default_factory=LeadFilter)


class LeadWrite(RecordWrite, kw_only=True):
    """A new lead (`name` is needed) or a change.

    status_id: a stage of another pipeline moves the lead there; 142 and 143 stay in the lead's own without pipeline_id.
    catalog_elements_id: `{catalog: {element: quantity}}`. visitor_uid: ignored if it is no UUID. notes: are put on it.
    """

    status_id: int | UnsetType = UNSET
    pipeline_id: int | UnsetType = UNSET
    sale: Sale | UnsetType = UNSET
    contacts_id: LinkedIds | UnsetType = UNSET
    main_contact_id: int | UnsetType = UNSET
    company_id: int | UnsetType = UNSET
    catalog_elements_id: dict[int, Any] | UnsetType = UNSET
    loss_reason_id: int | UnsetType = UNSET
    visitor_uid: Any | UnsetType = UNSET
    notes: list[NoteWrite] | UnsetType = UNSET


class PrivateLeadWrite(PrivateSigned, LeadWrite, kw_only=True):
    sale: Sale | UnsetType = field(name="price", default=UNSET)
    company_id: int | UnsetType = field(name="linked_company_id", default=UNSET)
    notes: list[PrivateNoteWrite] | UnsetType = UNSET  # type: ignore[assignment]  # never assigned


class Lead(Record, kw_only=True):
    """closed_at, loss_reason_id: 0 while there is none."""

    pipeline_id: int
    status_id: int
    is_deleted: bool
    main_contact: Related
    company: Related
    closed_at: int
    contacts: RelatedMany
    sale: Number
    loss_reason_id: int
    pipeline: Related
    is_price_modified_by_robot: bool | UnsetType = UNSET
    loss_reason_name: str | UnsetType = UNSET
    catalog_elements: dict[str, dict[str, Number]] | UnsetType = UNSET


class PrivateLead(PrivateRecord, kw_only=True):
    """`price`, `status_id` and `id` are texts; `main_contact_id` is false when there is none."""

    id: str
    price: str
    linked_company_id: str
    pipeline_id: int
    date_close: int | None
    loss_reason_id: int
    deleted: int
    status_id: str
    main_contact_id: Any


# fmt: off
OPERATIONS = (
    Operation("v2.leads.list", "GET", "/api/v2/leads", query=LeadQuery, answer=Items[Lead]),
    Operation("v2.leads.set", "POST", "/api/v2/leads", body=Set[LeadWrite], answer=Items[Saved], most=MOST, form=True,
              summary="Add and change leads"),
    Operation("private.leads.list", "GET", "/private/api/v2/json/leads/list", query=LeadQuery,
              answer=Response[PrivateLead], key="leads", root=RESPONSE, media=JSON),
    Operation("private.leads.all", "GET", "/private/api/v2/json/leads", query=LeadQuery,
              answer=Response[PrivateLead], key="leads", root=RESPONSE, media=JSON,
              summary="List leads (no action named)"),
    Operation("private.leads.set", "POST", "/private/api/v2/json/leads/set", body=RequestSet[PrivateLeadWrite],
              answer=OneResponse[PrivateSaved], key="leads", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add and change leads"),
)
# fmt: on
