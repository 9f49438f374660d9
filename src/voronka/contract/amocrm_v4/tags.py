"""Tags (теги): a directory per entity. The same name has different ids for leads and for contacts."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Page, PageOf, RequestId, Saved
from voronka.contract.operation import Operation


class Tag(Struct, kw_only=True):
    """A tag as read; `request_id` only after a write.

    color: upper-case hex without `#` (`FF8F92`) for leads, null for others.
    """

    id: int
    name: str = ""
    color: str | None = None
    request_id: str | UnsetType = UNSET


class TagRef(Struct, kw_only=True):
    """A tag on a record, by id or by name; an unknown name makes a new tag."""

    id: int | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET


class TagsEmbedded(Struct, kw_only=True):
    """`tags` replaces all tags of the record; null or [] removes them."""

    tags: list[TagRef] | UnsetType | None = UNSET


class TagAdd(Struct, kw_only=True):
    """A new tag; a name that exists answers the existing id. color: leads only, one of the vendor's colours."""

    name: str
    color: str | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class TagPatchOne(Struct, kw_only=True):
    """A change of the tag in the path; an `id` in the body is ignored."""

    name: str | UnsetType | None = UNSET
    color: str | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class TagPatch(TagPatchOne, kw_only=True):
    id: int


class TagFilter(Struct, kw_only=True):
    """name: exact."""

    id: list[int] | UnsetType = UNSET
    name: list[str] | UnsetType = UNSET


class TagQuery(Page, kw_only=True):
    """query: part of the name."""

    query: str | UnsetType = UNSET
    filter: TagFilter = field(default_factory=TagFilter)


# fmt: off
OPERATIONS = (
    Operation("leads.tags.list", "GET", "/api/v4/leads/tags", query=TagQuery, answer=PageOf[Tag], key="tags"),
    Operation("leads.tags.add", "POST", "/api/v4/leads/tags", body=list[TagAdd], answer=Saved[Tag], key="tags"),
    Operation("contacts.tags.list", "GET", "/api/v4/contacts/tags", query=TagQuery, answer=PageOf[Tag], key="tags"),
    Operation("contacts.tags.add", "POST", "/api/v4/contacts/tags", body=list[TagAdd], answer=Saved[Tag], key="tags"),
    Operation("companies.tags.list", "GET", "/api/v4/companies/tags", query=TagQuery, answer=PageOf[Tag], key="tags"),
    Operation("companies.tags.add", "POST", "/api/v4/companies/tags", body=list[TagAdd], answer=Saved[Tag], key="tags"),
    Operation("customers.tags.list", "GET", "/api/v4/customers/tags", query=TagQuery, answer=PageOf[Tag], key="tags"),
    Operation("customers.tags.add", "POST", "/api/v4/customers/tags", body=list[TagAdd], answer=Saved[Tag], key="tags"),
    Operation("leads.tags.update", "PATCH", "/api/v4/leads/tags", body=list[TagPatch], answer=Saved[Tag], key="tags"),
    Operation("leads.tags.update_one", "PATCH", "/api/v4/leads/tags/{id}", body=TagPatchOne, answer=Tag),
)
# fmt: on
