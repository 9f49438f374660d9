"""Unsorted (неразобранное): requests that wait in the first stage of a pipeline until somebody accepts or declines them."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Item,
    Linked,
    Order,
    Page,
    PageOf,
    Range,
    RequestId,
    Saved,
    Timestamp,
)
from voronka.contract.amocrm_v4.leads import LeadFields, LeadSource
from voronka.contract.amocrm_v4.leads_complex import ComplexCompany, ComplexContact
from voronka.contract.amocrm_v4.tags import TagsEmbedded
from voronka.contract.amocrm_v4.unsorted_metadata import FormMetadata, SipMetadata
from voronka.contract.operation import Operation

Category = Literal["sip", "mail", "forms", "chats"]


class UnsortedEmbedded(Struct, kw_only=True):
    """One lead always; none or one contact, none or one company."""

    contacts: list[Linked] = []
    leads: list[Linked] = []
    companies: list[Linked] = []


class Unsorted(Item, kw_only=True):
    """A request that waits.

    category: sip (a call), forms, chats, mail. metadata: every key of its category, null where nothing was sent;
        `form_sent_at` is a text. The lead stands in the pipeline's stage of type 1; contact and company are in no
        list until the request is accepted.
    """

    uid: str
    source_uid: str | None = None
    source_name: str | None = None
    category: str = ""
    pipeline_id: int = 0
    created_at: int = 0
    metadata: dict[str, Any] = {}
    account_id: int = 0
    embedded: UnsortedEmbedded = field(name="_embedded", default_factory=UnsortedEmbedded)


class UnsortedRef(Item, kw_only=True):
    """The short answer of an add, with what was made."""

    uid: str
    account_id: int = 0
    request_id: str | UnsetType = UNSET
    embedded: UnsortedEmbedded = field(name="_embedded", default_factory=UnsortedEmbedded)


class UnsortedLeadEmbedded(TagsEmbedded, kw_only=True):
    source: LeadSource | UnsetType | None = UNSET


class UnsortedLead(LeadFields, kw_only=True):
    """The lead to be; its stage is the one of type 1, whatever `status_id` says."""

    embedded: UnsortedLeadEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class UnsortedAddEmbedded(Struct, kw_only=True):
    """At most one of each; contact and company are new ones, or with `id` existing ones."""

    leads: Annotated[list[UnsortedLead], Meta(max_length=1)] | UnsetType | None = UNSET
    contacts: Annotated[list[ComplexContact], Meta(max_length=1)] | UnsetType | None = UNSET
    companies: Annotated[list[ComplexCompany], Meta(max_length=1)] | UnsetType | None = UNSET


class UnsortedFields(Struct, kw_only=True):
    """source_uid, source_name: the integration's own id of the source, and its name. pipeline_id: the main pipeline
    when it is absent.

    Errors: NotSupportedChoice at `source_uid` when the very same request waits already.
    """

    source_uid: str
    source_name: str
    pipeline_id: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    embedded: UnsortedAddEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)
    request_id: RequestId | UnsetType | None = UNSET


class UnsortedSipAdd(UnsortedFields, kw_only=True):
    """A call that nobody has taken care of yet."""

    metadata: SipMetadata


class UnsortedFormAdd(UnsortedFields, kw_only=True):
    """A form of a site that somebody has filled in."""

    metadata: FormMetadata


class UnsortedAccept(Struct, kw_only=True):
    """user_id: who is to be responsible; 0 or nothing: the token's user. status_id: the first stage when it is absent."""

    user_id: int | UnsetType | None = UNSET
    status_id: int | UnsetType | None = UNSET


class UnsortedDecline(Struct, kw_only=True):
    """user_id: in whose name; 0 or nothing: the token's user."""

    user_id: int | UnsetType | None = UNSET


class UnsortedLinkMetadata(Struct, kw_only=True):
    """contact_id: the contact that the request's own is merged with."""

    contact_id: int | UnsetType | None = UNSET


class UnsortedLinkTo(Struct, kw_only=True):
    entity_id: int
    entity_type: Literal["leads", "customers"]
    metadata: UnsortedLinkMetadata | list[Any] | UnsetType | None = UNSET


class UnsortedLink(Struct, kw_only=True):
    """Only chats and mail can be linked to a lead or customer that is there already, by who may change it and their lead."""

    user_id: int | UnsetType | None = UNSET
    link: UnsortedLinkTo


class UnsortedSorted(Struct, kw_only=True):
    """What became of the request: without links of its own."""

    uid: str
    pipeline_id: int = 0
    category: str = ""
    created_at: int = 0
    embedded: UnsortedEmbedded = field(name="_embedded", default_factory=UnsortedEmbedded)


class UnsortedLinkedEmbedded(Struct, kw_only=True):
    """Where it hangs now: a lead or a customer, and what came with the request."""

    leads: list[Linked] | UnsetType = UNSET
    customers: list[Linked] | UnsetType = UNSET
    contacts: list[Linked] | UnsetType = UNSET
    companies: list[Linked] | UnsetType = UNSET


class UnsortedLinked(Struct, kw_only=True):
    uid: str
    embedded: UnsortedLinkedEmbedded = field(name="_embedded", default_factory=UnsortedLinkedEmbedded)


class CategoryTotal(Struct, kw_only=True):
    total: int = 0


class CategoryTotals(Struct, kw_only=True):
    sip: CategoryTotal = field(default_factory=CategoryTotal)
    mail: CategoryTotal = field(default_factory=CategoryTotal)
    forms: CategoryTotal = field(default_factory=CategoryTotal)
    chats: CategoryTotal = field(default_factory=CategoryTotal)


class UnsortedSummary(Struct, kw_only=True):
    """total: all requests, those that wait among them. average_sort_time: seconds until they were sorted."""

    total: int = 0
    accepted: int = 0
    declined: int = 0
    average_sort_time: int = 0
    categories: CategoryTotals = field(default_factory=CategoryTotals)


class UnsortedFilter(Struct, kw_only=True):
    uid: list[str] | UnsetType = UNSET
    category: list[Category] | UnsetType = UNSET
    pipeline_id: list[int] | UnsetType = UNSET


class UnsortedQuery(Page, kw_only=True):
    """order: created_at, updated_at."""

    filter: UnsortedFilter = field(default_factory=UnsortedFilter)
    order: Order = {}


class UnsortedSummaryFilter(Struct, kw_only=True):
    """created_at: one value is «from then on», [from] and [to] is a range."""

    uid: list[str] | UnsetType = UNSET
    created_at: Range | Amount | UnsetType = UNSET
    pipeline_id: list[int] | UnsetType = UNSET


class UnsortedSummaryQuery(Struct, kw_only=True):
    filter: UnsortedSummaryFilter = field(default_factory=UnsortedSummaryFilter)


# fmt: off
OPERATIONS = (
    Operation("leads.unsorted.list", "GET", "/api/v4/leads/unsorted", query=UnsortedQuery, answer=PageOf[Unsorted], key="unsorted", summary="List requests that wait"),
    Operation("leads.unsorted.get", "GET", "/api/v4/leads/unsorted/{uid}", answer=Unsorted, texts=("uid",), summary="Read one request that waits"),
    Operation("leads.unsorted.add_sip", "POST", "/api/v4/leads/unsorted/sip", body=list[UnsortedSipAdd], answer=Saved[UnsortedRef], key="unsorted", summary="Add calls"),
    Operation("leads.unsorted.add_forms", "POST", "/api/v4/leads/unsorted/forms", body=list[UnsortedFormAdd], answer=Saved[UnsortedRef], key="unsorted", summary="Add forms"),
    Operation("leads.unsorted.accept", "POST", "/api/v4/leads/unsorted/{uid}/accept", body=UnsortedAccept, answer=UnsortedSorted, texts=("uid",), bare=True, summary="Accept one request"),
    Operation("leads.unsorted.decline", "DELETE", "/api/v4/leads/unsorted/{uid}/decline", body=UnsortedDecline, answer=UnsortedSorted, texts=("uid",), bare=True, summary="Decline one request"),
    Operation("leads.unsorted.link", "POST", "/api/v4/leads/unsorted/{uid}/link", body=UnsortedLink, answer=UnsortedLinked, texts=("uid",), summary="Attach one request to a lead or customer that is there"),
    Operation("leads.unsorted.summary", "GET", "/api/v4/leads/unsorted/summary", query=UnsortedSummaryQuery, answer=UnsortedSummary, summary="Count requests"),
)
# fmt: on
