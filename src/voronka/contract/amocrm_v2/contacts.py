"""Contacts: people, each with one company at most."""

from msgspec import UNSET, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Items,
    LinkedIds,
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


class ContactWrite(RecordWrite, kw_only=True):
    """A new contact (`name` is needed) or a change.

    company_name: makes a new company and links it. notes: are put on the contact.
    """

    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    company_name: str | UnsetType = UNSET
    company_id: int | UnsetType = UNSET
    leads_id: LinkedIds | UnsetType = UNSET
    customers_id: LinkedIds | UnsetType = UNSET
    notes: list[NoteWrite] | UnsetType = UNSET


class PrivateContactWrite(PrivateSigned, ContactWrite, kw_only=True):
    company_id: int | UnsetType = field(name="linked_company_id", default=UNSET)
    leads_id: LinkedIds | UnsetType = field(name="linked_leads_id", default=UNSET)
    notes: list[PrivateNoteWrite] | UnsetType = UNSET  # type: ignore[assignment]  # never assigned


class PrivateContactQuery(RecordQuery, kw_only=True):
    """type: contact (as without it), company or all."""

    type: str | UnsetType = UNSET
    filter: DateFilter = field(default_factory=DateFilter)


class Contact(Record, kw_only=True):
    first_name: str
    last_name: str
    company: Related
    leads: RelatedMany
    customers: RelatedMany


class PrivateContact(PrivateRecord, kw_only=True):
    """`linked_company_id` and the ids of leads are texts. Of a company the two keys of the company are missing."""

    id: int
    type: str
    linked_company_id: str | UnsetType = UNSET
    company_name: str | UnsetType = UNSET
    linked_leads_id: list[str]
    server_time: int


# fmt: off
OPERATIONS = (
    Operation("v2.contacts.list", "GET", "/api/v2/contacts", query=PrivateContactQuery, answer=Items[Contact]),
    Operation("v2.contacts.set", "POST", "/api/v2/contacts", body=Set[ContactWrite], answer=Items[Saved], most=MOST,
              form=True, summary="Add and change contacts"),
    Operation("private.contacts.list", "GET", "/private/api/v2/json/contacts/list", query=PrivateContactQuery,
              answer=Response[PrivateContact], key="contacts", root=RESPONSE, media=JSON),
    Operation("private.contacts.all", "GET", "/private/api/v2/json/contacts", query=PrivateContactQuery,
              answer=Response[PrivateContact], key="contacts", root=RESPONSE, media=JSON,
              summary="List contacts (no action named)"),
    Operation("private.contacts.set", "POST", "/private/api/v2/json/contacts/set", body=RequestSet[PrivateContactWrite],
              answer=OneResponse[PrivateSaved], key="contacts", root=RESPONSE, media=JSON, most=MOST,
              form=True, summary="Add and change contacts"),
)
# fmt: on
