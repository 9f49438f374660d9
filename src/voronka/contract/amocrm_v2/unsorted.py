"""Unsorted (неразобранное): calls and forms that wait until somebody accepts or declines them."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.companies import CompanyWrite
from voronka.contract.amocrm_v2.contacts import ContactWrite
from voronka.contract.amocrm_v2.envelope import MOST, Between, Ids, Items, Links, Method, Rows
from voronka.contract.amocrm_v2.leads import LeadWrite
from voronka.contract.amocrm_v2.notes import NoteWrite
from voronka.contract.amocrm_v2.records import RequestId, Seconds
from voronka.contract.operation import Operation

Category = Literal["sip", "forms", "form", "mail", "chats"]


class IncomingLead(LeadWrite, kw_only=True):
    """The lead to be; its stage is that of unsorted ones. notes: are put on it."""

    notes: list[NoteWrite] | UnsetType = UNSET


class IncomingEntities(Struct, kw_only=True):
    """At most one of each. They are linked with each other, and with nothing else."""

    leads: list[IncomingLead] = []
    contacts: list[ContactWrite] = []
    companies: list[CompanyWrite] = []


class SipInfo(Struct, kw_only=True, rename={"from_": "from"}):
    """A call. to: the user who was called, or a number. date_call: when. add_note: puts the call on the lead's card."""

    from_: str
    to: int | str
    date_call: Seconds | UnsetType = UNSET
    duration: int | UnsetType = UNSET
    link: str | UnsetType = UNSET
    service_code: str | UnsetType = UNSET
    uniq: str | UnsetType = UNSET
    add_note: bool | UnsetType = UNSET


# (unconfirmed) what is needed of a form: no more than what all clients send
class FormInfo(Struct, kw_only=True):
    form_id: str
    form_page: str
    form_name: str | UnsetType = UNSET
    form_send_at: Seconds | UnsetType = UNSET
    ip: str | UnsetType = UNSET
    referer: str | UnsetType = UNSET
    service_code: str | UnsetType = UNSET


class UnsortedWrite(Struct, kw_only=True):
    """A new request. pipeline_id: the main pipeline when it is 0 or left out.

    Errors: NotSupportedChoice at `source_uid` when the very same request waits already.
    """

    source_name: str
    source_uid: str | UnsetType = UNSET
    created_at: Seconds | UnsetType = UNSET
    pipeline_id: int | UnsetType = UNSET
    incoming_entities: IncomingEntities
    request_id: RequestId | UnsetType = UNSET


class SipWrite(UnsortedWrite, kw_only=True):
    incoming_lead_info: SipInfo


class FormWrite(UnsortedWrite, kw_only=True):
    incoming_lead_info: FormInfo


class SipSet(Struct, kw_only=True):
    add: list[SipWrite] | UnsetType = UNSET


class FormSet(Struct, kw_only=True):
    add: list[FormWrite] | UnsetType = UNSET


class Accept(Struct, kw_only=True):
    """accept: uids. user_id: who is to be responsible, the caller when left out. status_id: the pipeline's first stage
    when left out."""

    accept: list[str] | UnsetType = UNSET
    user_id: int | UnsetType = UNSET
    status_id: int | UnsetType = UNSET


class Decline(Struct, kw_only=True):
    """decline: uids; their leads, contacts and companies are deleted. user_id: in whose name."""

    decline: list[str] | UnsetType = UNSET
    user_id: int | UnsetType = UNSET


class OrderBy(Struct, kw_only=True):
    """`order_by[by]=created_at&order_by[order]=desc`, or `order_by[created_at]=desc`."""

    by: str | UnsetType = UNSET
    order: str | UnsetType = UNSET
    created_at: str | UnsetType = UNSET
    updated_at: str | UnsetType = UNSET


class UnsortedQuery(Rows, kw_only=True):
    """page, or PAGEN_1: from 1. page_size: at most 500. order_by: asc or desc."""

    page: int | UnsetType = UNSET
    PAGEN_1: int | UnsetType = UNSET
    page_size: int | UnsetType = UNSET
    categories: list[Category] | UnsetType = UNSET
    order_by: OrderBy | str | UnsetType = UNSET
    pipeline_id: Ids | UnsetType = UNSET
    uid: list[str] | UnsetType = UNSET


class SummaryFilter(Struct, kw_only=True):
    date: Between | UnsetType = UNSET


class SummaryData(Struct, kw_only=True):
    filter: SummaryFilter = field(default_factory=SummaryFilter)


class SummaryQuery(Struct, kw_only=True):
    """filter[date][from] and [to], alone or inside `data`: when requests came."""

    data: SummaryData = field(default_factory=SummaryData)
    filter: SummaryFilter = field(default_factory=SummaryFilter)
    pipeline_id: Ids | UnsetType = UNSET


class Unsorted(Struct, kw_only=True):
    """incoming_entities: leads, contacts and companies as they are written; `custom_fields` of contacts and companies,
    and their `values`, are objects with numbers for keys."""

    uid: str
    category: str
    source_name: str
    source_uid: str
    created_at: int
    pipeline_id: int
    incoming_lead_info: dict[str, Any]
    incoming_entities: dict[str, list[dict[str, Any]]]
    links: Links = field(name="_links")


class UnsortedAdded(Struct, kw_only=True):
    """data: uids, in the order of the request."""

    status: str
    data: list[str]
    links: dict[str, Method] = field(name="_links")


class UnsortedSorted(Struct, kw_only=True):
    """data: by uid, the ids of what came with it."""

    status: str
    data: dict[str, dict[str, Any]]
    links: dict[str, Method] = field(name="_links")


class Summary(Struct, kw_only=True):
    """average_sort_time: seconds. categories: how many of each."""

    total: int
    accepted: int
    declined: int
    average_sort_time: int
    categories: dict[str, dict[str, int]]
    links: dict[str, Method] = field(name="_links")


# fmt: off
OPERATIONS = (
    Operation("v2.unsorted.list", "GET", "/api/v2/incoming_leads", query=UnsortedQuery, answer=Items[Unsorted],
              summary="List requests that wait"),
    Operation("v2.unsorted.summary", "GET", "/api/v2/incoming_leads/summary", query=SummaryQuery, answer=Summary,
              summary="Count requests"),
    Operation("v2.unsorted.add_sip", "POST", "/api/v2/incoming_leads/sip", body=SipSet, answer=UnsortedAdded, most=MOST,
              form=True, summary="Add calls"),
    Operation("v2.unsorted.add_form", "POST", "/api/v2/incoming_leads/form", body=FormSet, answer=UnsortedAdded,
              most=MOST, form=True, summary="Add forms"),
    Operation("v2.unsorted.accept", "POST", "/api/v2/incoming_leads/accept", body=Accept, answer=UnsortedSorted,
              most=MOST, form=True, summary="Accept requests"),
    Operation("v2.unsorted.decline", "POST", "/api/v2/incoming_leads/decline", body=Decline, answer=UnsortedSorted,
              most=MOST, form=True, summary="Decline requests"),
)
# fmt: on
