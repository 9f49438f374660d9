"""Leads with their contact and company in one call (комплексное добавление), under duplicate control."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.companies import CompanyAdd
from voronka.contract.amocrm_v4.contacts import ContactAdd
from voronka.contract.amocrm_v4.leads import LeadFields, LeadSource
from voronka.contract.amocrm_v4.tags import TagsEmbedded
from voronka.contract.operation import Operation


class ComplexContact(ContactAdd, kw_only=True):
    """A new contact, or with `id` an existing one."""

    id: int | UnsetType | None = UNSET


class ComplexCompany(CompanyAdd, kw_only=True):
    """A new company, or with `id` an existing one."""

    id: int | UnsetType | None = UNSET


class ComplexEmbedded(TagsEmbedded, kw_only=True):
    """At most one contact and one company.

    metadata: the lead starts in the unsorted stage, whatever `status_id` says; `category` is sip or forms (chats,
        mail), the rest as in unsorted.
    """

    contacts: Annotated[list[ComplexContact], Meta(max_length=1)] | UnsetType | None = UNSET
    companies: Annotated[list[ComplexCompany], Meta(max_length=1)] | UnsetType | None = UNSET
    metadata: dict[str, Any] | UnsetType | None = UNSET
    source: LeadSource | UnsetType | None = UNSET


class LeadComplex(LeadFields, kw_only=True):
    """A new lead with its contact and company; at most 40 custom fields per record."""

    embedded: ComplexEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class LeadComplexRef(Struct, kw_only=True):
    """What became of a sent lead. merged: duplicate control found an existing lead; the ids are those that live on.

    request_id: of every sent lead that ended in this one.
    """

    id: int
    contact_id: int | None = None
    company_id: int | None = None
    request_id: list[str] = []
    merged: bool = False


# fmt: off
OPERATIONS = (
    Operation("leads.complex", "POST", "/api/v4/leads/complex", body=list[LeadComplex], answer=list[LeadComplexRef], most=50, summary="Add leads, each with its contact and company"),
)
# fmt: on
