"""Companies. The older calls put them under `contacts`, both ways."""

from typing import Any

from msgspec import UNSET, UnsetType, field

from voronka.contract.amocrm_v2.contacts import PrivateContact
from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Items,
    LinkedIds,
    OneResponse,
    PrivateSaved,
    RelatedMany,
    RequestSet,
    Response,
    Saved,
    Set,
)
from voronka.contract.amocrm_v2.notes import NoteWrite, PrivateNoteWrite
from voronka.contract.amocrm_v2.records import PrivateSigned, Record, RecordQuery, RecordWrite
from voronka.contract.operation import Operation


class CompanyWrite(RecordWrite, kw_only=True):
    """A new company (`name` is needed) or a change. notes: are put on it."""

    leads_id: LinkedIds | UnsetType = UNSET
    customers_id: LinkedIds | UnsetType = UNSET
    contacts_id: LinkedIds | UnsetType = UNSET
    notes: list[NoteWrite] | UnsetType = UNSET


class PrivateCompanyWrite(PrivateSigned, CompanyWrite, kw_only=True):
    leads_id: LinkedIds | UnsetType = field(name="linked_leads_id", default=UNSET)
    notes: list[PrivateNoteWrite] | UnsetType = UNSET  # type: ignore[assignment]  # never assigned


class Company(Record, kw_only=True):
    """`customers` is an empty list when there are none. `enum` of a value is a decimal text here."""

    contacts: RelatedMany
    leads: RelatedMany
    customers: Any


# fmt: off
OPERATIONS = (
    Operation("v2.companies.list", "GET", "/api/v2/companies", query=RecordQuery, answer=Items[Company]),
    Operation("v2.companies.set", "POST", "/api/v2/companies", body=Set[CompanyWrite], answer=Items[Saved], most=MOST,
              form=True, summary="Add and change companies"),
    Operation("private.companies.list", "GET", "/private/api/v2/json/company/list", query=RecordQuery,
              answer=Response[PrivateContact], key="contacts", root=RESPONSE, media=JSON),
    Operation("private.companies.all", "GET", "/private/api/v2/json/companies", query=RecordQuery,
              answer=Response[PrivateContact], key="companies", root=RESPONSE, media=JSON,
              summary="List companies (no action named)"),
    Operation("private.companies.set", "POST", "/private/api/v2/json/company/set", body=RequestSet[PrivateCompanyWrite],
              answer=OneResponse[PrivateSaved], key="contacts", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add and change companies"),
)
# fmt: on
