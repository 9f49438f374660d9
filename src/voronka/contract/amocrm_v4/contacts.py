"""Contacts (контакты): people. Phones and e-mails are custom fields with the codes PHONE and EMAIL."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Anything, Comma, Linked, PageOf, Ref, Saved
from voronka.contract.amocrm_v4.links import LinkedElement
from voronka.contract.amocrm_v4.records import GroupId, Record, RecordFields, RecordFilter, RecordQuery, TagRefs
from voronka.contract.amocrm_v4.tags import Tag, TagsEmbedded
from voronka.contract.operation import Operation

ContactWith = Annotated[
    Comma, Meta(description="leads, customers, catalog_elements, social_profiles, only_deleted; others are ignored")
]


class ContactEmbedded(Struct, kw_only=True):
    """Tags and companies (0 or 1) always, the rest by `with`. social_profiles: empty, no messenger tells of any here."""

    tags: list[Tag] = []
    companies: list[Linked] = []
    leads: list[Linked] | UnsetType = UNSET
    customers: list[Linked] | UnsetType = UNSET
    catalog_elements: list[LinkedElement] | UnsetType = UNSET
    social_profiles: list[Anything] | UnsetType = UNSET


class Contact(Record, kw_only=True):
    """A contact as read."""

    first_name: str | None = None
    last_name: str | None = None
    group_id: GroupId = 0
    is_unsorted: bool = False
    embedded: ContactEmbedded = field(name="_embedded", default_factory=ContactEmbedded)


class ContactFields(RecordFields, kw_only=True):
    """What may be written into a contact."""

    name: str | UnsetType | None = UNSET
    first_name: str | UnsetType | None = UNSET
    last_name: str | UnsetType | None = UNSET
    embedded: TagsEmbedded | UnsetType | None = field(name="_embedded", default=UNSET)


class ContactAdd(ContactFields, kw_only=True):
    """A new contact; nothing is required. Companies and leads are linked by contacts.link."""


class ContactPatchOne(ContactFields, kw_only=True):
    """A change of the contact in the path; an `id` in the body is ignored."""

    tags_to_delete: TagRefs | UnsetType | None = UNSET


class ContactPatch(ContactPatchOne, kw_only=True):
    """One change of a batch: `id` says which contact."""

    id: int


ContactRef = Ref


class ContactFilter(RecordFilter, kw_only=True):
    """Which contacts are listed: those for which all given conditions hold."""


class ContactGetQuery(Struct, kw_only=True):
    with_: ContactWith = field(name="with", default_factory=list)


class ContactQuery(RecordQuery, kw_only=True):
    with_: ContactWith = field(name="with", default_factory=list)
    filter: ContactFilter = field(default_factory=ContactFilter)


# fmt: off
OPERATIONS = (
    Operation("contacts.list", "GET", "/api/v4/contacts", query=ContactQuery, answer=PageOf[Contact], key="contacts", dated=True),
    Operation("contacts.get", "GET", "/api/v4/contacts/{id}", query=ContactGetQuery, answer=Contact),
    Operation("contacts.add", "POST", "/api/v4/contacts", body=list[ContactAdd], answer=Saved[ContactRef], key="contacts"),
    Operation("contacts.update", "PATCH", "/api/v4/contacts", body=list[ContactPatch], answer=Saved[ContactRef], key="contacts"),
    Operation("contacts.update_one", "PATCH", "/api/v4/contacts/{id}", body=ContactPatchOne, answer=ContactRef),
)
# fmt: on
