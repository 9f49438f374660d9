"""Companies (компании). Phone, e-mail, site, address are custom fields with the codes PHONE, EMAIL, WEB, ADDRESS."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Linked, PageOf, Ref, Saved
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.records import GroupId, Record, RecordFields, RecordFilter, RecordQuery, TagRefs
from voronka.contract.amocrm_v4.tags import Tag, TagsEmbedded
from voronka.contract.operation import Operation

CompanyWith = Annotated[
    Comma, Meta(description="contacts, leads, customers, catalog_elements, only_deleted; others are ignored")
]


class CompanyEmbedded(Struct, kw_only=True):
    """Tags always, the rest by `with`. Contacts carry no `is_main` here."""

    tags: list[Tag] = []
    contacts: list[Linked] | UnsetType = UNSET
    leads: list[Linked] | UnsetType = UNSET
    customers: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET


class Company(Record, kw_only=True):
    """A company as read."""

    group_id: GroupId = 0
    embedded: CompanyEmbedded = field(name="_embedded", default_factory=CompanyEmbedded)


class CompanyFields(RecordFields, kw_only=True):
    """What may be written into a company."""

    name: str | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class CompanyAdd(CompanyFields, kw_only=True):
    """A new company; nothing is required. Contacts and leads are linked by companies.link."""


class CompanyPatchOne(CompanyFields, kw_only=True):
    """A change of the company in the path; an `id` in the body is ignored."""

    tags_to_delete: TagRefs | UnsetType | None = UNSET


class CompanyPatch(CompanyPatchOne, kw_only=True):
    """One change of a batch: `id` says which company."""

    id: int


CompanyRef = Ref


class CompanyFilter(RecordFilter, kw_only=True):
    """Which companies are listed: those for which all given conditions hold."""


class CompanyGetQuery(Struct, kw_only=True):
    with_: CompanyWith = field(name="with", default_factory=list)


class CompanyQuery(RecordQuery, kw_only=True):
    with_: CompanyWith = field(name="with", default_factory=list)
    filter: CompanyFilter = field(default_factory=CompanyFilter)


# fmt: off
OPERATIONS = (
    Operation("companies.list", "GET", "/api/v4/companies", query=CompanyQuery, answer=PageOf[Company], key="companies", dated=True),
    Operation("companies.get", "GET", "/api/v4/companies/{id}", query=CompanyGetQuery, answer=Company),
    Operation("companies.add", "POST", "/api/v4/companies", body=list[CompanyAdd], answer=Saved[CompanyRef], key="companies"),
    Operation("companies.update", "PATCH", "/api/v4/companies", body=list[CompanyPatch], answer=Saved[CompanyRef], key="companies"),
    Operation("companies.update_one", "PATCH", "/api/v4/companies/{id}", body=CompanyPatchOne, answer=CompanyRef),
)
# fmt: on
