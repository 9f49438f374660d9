"""Companies (компании). Phone, e-mail, site, address are custom fields with the codes PHONE, EMAIL, WEB, ADDRESS."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.custom_field_values import FieldValues, FieldValuesChange
from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Comma,
    FieldFilter,
    Item,
    Linked,
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
from voronka.contract.amocrm_v4.tags import Tag, TagRef, TagsEmbedded
from voronka.contract.operation import Operation


class CompanyEmbedded(Struct, kw_only=True):
    """Tags always, the rest by `with`. Contacts carry no `is_main` here."""

    tags: list[Tag] = []
    contacts: list[Linked] | UnsetType = UNSET
    leads: list[Linked] | UnsetType = UNSET
    customers: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET


class Company(Item, kw_only=True):
    """A company as read.

    group_id: of the responsible user. closest_task_at: null without an open task. custom_fields_values: null when no
        field is filled.
    With `only_deleted` these are deleted companies alone, in lists as one by one; `is_deleted` is true.
    """

    id: int
    name: str = ""
    responsible_user_id: int = 0
    group_id: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    closest_task_at: int | None = None
    is_deleted: bool = False
    custom_fields_values: list[FieldValues] | None = None
    account_id: int = 0
    embedded: CompanyEmbedded = field(name="_embedded", default_factory=CompanyEmbedded)


class CompanyFields(Struct, kw_only=True):
    """What may be written into a company.

    created_by, updated_by: 0 is a robot. custom_fields_values: fields not named stay; null clears nothing.
    tags_to_add, tags_to_delete: by id or name, beside the tags that are there; `_embedded.tags` replaces all, null
        removes all.
    """

    name: str | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    custom_fields_values: list[FieldValuesChange] | UnsetType | None = UNSET
    tags_to_add: list[TagRef] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class CompanyAdd(CompanyFields, kw_only=True):
    """A new company; nothing is required. Contacts and leads are linked by companies.link."""


class CompanyPatchOne(CompanyFields, kw_only=True):
    """A change of the company in the path; an `id` in the body is ignored."""

    tags_to_delete: list[TagRef] | UnsetType | None = UNSET


class CompanyPatch(CompanyPatchOne, kw_only=True):
    """One change of a batch: `id` says which company."""

    id: int


CompanyRef = Ref


class CompanyFilter(Struct, kw_only=True):
    """All given conditions hold together; several values of one condition are alternatives."""

    id: list[int] | UnsetType = UNSET
    name: list[str] | UnsetType = UNSET
    created_by: list[int] | UnsetType = UNSET
    updated_by: list[int] | UnsetType = UNSET
    responsible_user_id: list[int] | UnsetType = UNSET
    created_at: Range | Amount | UnsetType = UNSET
    updated_at: Range | Amount | UnsetType = UNSET
    closest_task_at: Range | Amount | UnsetType = UNSET
    custom_fields_values: FieldFilter = {}


class CompanyGetQuery(Struct, kw_only=True):
    """with: contacts, leads, customers, catalog_elements, only_deleted; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class CompanyQuery(Page, kw_only=True):
    """query: words of name and custom fields, digits of phones. order: updated_at, id.

    with: contacts, leads, customers, catalog_elements, only_deleted; others are ignored.
    """

    query: str | UnsetType = UNSET
    with_: Comma = field(name="with", default_factory=list)
    filter: CompanyFilter = field(default_factory=CompanyFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("companies.list", "GET", "/api/v4/companies", query=CompanyQuery, answer=PageOf[Company], key="companies", dated=True),
    Operation("companies.get", "GET", "/api/v4/companies/{id}", query=CompanyGetQuery, answer=Company),
    Operation("companies.add", "POST", "/api/v4/companies", body=list[CompanyAdd], answer=Saved[CompanyRef], key="companies"),
    Operation("companies.update", "PATCH", "/api/v4/companies", body=list[CompanyPatch], answer=Saved[CompanyRef], key="companies"),
    Operation("companies.update_one", "PATCH", "/api/v4/companies/{id}", body=CompanyPatchOne, answer=CompanyRef),
)
# fmt: on
