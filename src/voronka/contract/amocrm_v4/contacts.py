"""Contacts (контакты): people. Phones and e-mails are custom fields with the codes PHONE and EMAIL."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.custom_field_values import FieldValues, FieldValuesChange
from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Anything,
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


class ContactEmbedded(Struct, kw_only=True):
    """Tags and companies (0 or 1) always, the rest by `with`."""

    tags: list[Tag] = []
    companies: list[Linked] = []
    leads: list[Linked] | UnsetType = UNSET
    customers: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET
    social_profiles: list[Anything] | UnsetType = UNSET


class Contact(Item, kw_only=True):
    """A contact as read.

    group_id: of the responsible user. closest_task_at: null without an open task. custom_fields_values: null when no
        field is filled.
    With `only_deleted` these are deleted contacts alone, in lists as one by one; `is_deleted` is true.
    """

    id: int
    name: str = ""
    first_name: str | None = None
    last_name: str | None = None
    responsible_user_id: int = 0
    group_id: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    closest_task_at: int | None = None
    is_deleted: bool = False
    is_unsorted: bool = False
    custom_fields_values: list[FieldValues] | None = None
    account_id: int = 0
    embedded: ContactEmbedded = field(name="_embedded", default_factory=ContactEmbedded)


class ContactFields(Struct, kw_only=True):
    """What may be written into a contact.

    created_by, updated_by: 0 is a robot. custom_fields_values: fields not named stay; null clears nothing.
    tags_to_add, tags_to_delete: by id or name, beside the tags that are there; `_embedded.tags` replaces all, null
        removes all.
    """

    name: str | UnsetType | None = UNSET
    first_name: str | UnsetType | None = UNSET
    last_name: str | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    custom_fields_values: list[FieldValuesChange] | UnsetType | None = UNSET
    tags_to_add: list[TagRef] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class ContactAdd(ContactFields, kw_only=True):
    """A new contact; nothing is required. Companies and leads are linked by contacts.link."""


class ContactPatchOne(ContactFields, kw_only=True):
    """A change of the contact in the path; an `id` in the body is ignored."""

    tags_to_delete: list[TagRef] | UnsetType | None = UNSET


class ContactPatch(ContactPatchOne, kw_only=True):
    """One change of a batch: `id` says which contact."""

    id: int


ContactRef = Ref


class ContactFilter(Struct, kw_only=True):
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


class ContactGetQuery(Struct, kw_only=True):
    """with: leads, customers, catalog_elements, social_profiles, only_deleted; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class ContactQuery(Page, kw_only=True):
    """query: words of name and custom fields, digits of phones. order: updated_at, id.

    with: leads, customers, catalog_elements, social_profiles, only_deleted; others are ignored.
    """

    query: str | UnsetType = UNSET
    with_: Comma = field(name="with", default_factory=list)
    filter: ContactFilter = field(default_factory=ContactFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("contacts.list", "GET", "/api/v4/contacts", query=ContactQuery, answer=PageOf[Contact], key="contacts", dated=True),
    Operation("contacts.get", "GET", "/api/v4/contacts/{id}", query=ContactGetQuery, answer=Contact),
    Operation("contacts.add", "POST", "/api/v4/contacts", body=list[ContactAdd], answer=Saved[ContactRef], key="contacts"),
    Operation("contacts.update", "PATCH", "/api/v4/contacts", body=list[ContactPatch], answer=Saved[ContactRef], key="contacts"),
    Operation("contacts.update_one", "PATCH", "/api/v4/contacts/{id}", body=ContactPatchOne, answer=ContactRef),
)
# fmt: on
