"""Unsorted requests in the older form, under `/api/unsorted/`: entities have the names of the older calls."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.companies import PrivateCompanyWrite
from voronka.contract.amocrm_v2.contacts import PrivateContactWrite
from voronka.contract.amocrm_v2.envelope import JSON, MOST, RESPONSE, OneResponse, Request, Response
from voronka.contract.amocrm_v2.leads import PrivateLeadWrite
from voronka.contract.amocrm_v2.records import RequestId, Seconds
from voronka.contract.amocrm_v2.unsorted import Accept, Decline, SummaryQuery, UnsortedQuery
from voronka.contract.operation import Operation


class OlderEntities(Struct, kw_only=True):
    """At most one of each."""

    leads: list[PrivateLeadWrite] = []
    contacts: list[PrivateContactWrite] = []
    companies: list[PrivateCompanyWrite] = []


class Origin(Struct, kw_only=True):
    ip: str | UnsetType = UNSET
    datetime: str | UnsetType = UNSET
    referer: str | UnsetType = UNSET


class SourceData(Struct, kw_only=True, rename={"from_": "from"}):
    """Of a form: form_id, form_type, form_name, from (its page), date, origin, and `data`, its fields.

    Of a letter: from (email, name), date, subject, thread_id, message_id. Of a call: from, to, date, duration, link,
    service, uniq.
    """

    from_: Any = UNSET
    to: int | str | UnsetType = UNSET
    date: Seconds | UnsetType = UNSET
    duration: int | UnsetType = UNSET
    link: str | UnsetType = UNSET
    service: str | UnsetType = UNSET
    uniq: str | UnsetType = UNSET
    add_note: bool | UnsetType = UNSET
    form_id: str | UnsetType = UNSET
    form_name: str | UnsetType = UNSET
    form_type: int | UnsetType = UNSET
    origin: Origin | UnsetType = UNSET
    data: dict[str, Any] | UnsetType = UNSET
    subject: str | UnsetType = UNSET
    thread_id: int | UnsetType = UNSET
    message_id: int | UnsetType = UNSET


class OlderWrite(Struct, kw_only=True):
    """A new request. source: its name."""

    source: str
    source_uid: str | UnsetType = UNSET
    created_at: Seconds | UnsetType = field(name="date_create", default=UNSET)
    pipeline_id: int | UnsetType = UNSET
    source_data: SourceData = field(default_factory=SourceData)
    data: OlderEntities
    request_id: RequestId | UnsetType = UNSET


class OlderSet(Struct, kw_only=True):
    category: Literal["sip", "forms", "form", "mail"]
    add: list[OlderWrite] | UnsetType = UNSET


class OlderUnsorted(Struct, kw_only=True):
    uid: str
    category: str
    source: str
    source_uid: str
    date_create: int
    pipeline_id: int
    source_data: dict[str, Any]
    data: dict[str, list[dict[str, Any]]]


class OlderSummary(Struct, kw_only=True):
    total: int
    accepted: int
    declined: int
    average_sort_time: int
    category: dict[str, dict[str, int]]


class OlderDone(Struct, kw_only=True):
    """By what was done: `{status, data}`. data: uids of what was added; by uid the ids of what was sorted."""

    add: dict[str, Any] | UnsetType = UNSET
    accept: dict[str, Any] | UnsetType = UNSET
    decline: dict[str, Any] | UnsetType = UNSET


# fmt: off
OPERATIONS = (
    Operation("private.unsorted.list", "GET", "/api/unsorted/list", query=UnsortedQuery,
              answer=Response[OlderUnsorted], key="unsorted", root=RESPONSE, media=JSON,
              summary="List requests that wait"),
    Operation("private.unsorted.summary", "GET", "/api/unsorted/get_all_summary", query=SummaryQuery,
              answer=OneResponse[OlderSummary], key="unsorted", root=RESPONSE, media=JSON, summary="Count requests"),
    Operation("private.unsorted.add", "POST", "/api/unsorted/add", body=Request[OlderSet],
              answer=OneResponse[OlderDone], key="unsorted", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Add requests"),
    Operation("private.unsorted.accept", "POST", "/api/unsorted/accept", body=Request[Accept],
              answer=OneResponse[OlderDone], key="unsorted", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Accept requests"),
    Operation("private.unsorted.decline", "POST", "/api/unsorted/decline", body=Request[Decline],
              answer=OneResponse[OlderDone], key="unsorted", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Decline requests"),
)
# fmt: on
