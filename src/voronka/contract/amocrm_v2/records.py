"""What contacts, leads and companies share on this wire: who and when, tags, links, values of custom fields."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import Between, Ids, Links, Rows

# Clients send milliseconds too; the vendor keeps and shows what it was sent.
Seconds = Annotated[int, Meta(ge=-62135596800, le=2**53)]
RequestId = Annotated[int | str, Meta(description="the client's own mark; comes back, is kept nowhere")]
Tags = Annotated[
    Any, Meta(description="replaces all tags: a comma list of names, a list of names, or a list of ids; empty clears")
]


class FieldWrite(Struct, kw_only=True):
    """One custom field: `values` replaces all that it holds, an empty list clears it.

    values: `{value, enum, subtype}` each; ids of options alone for lists; an object in `value` for legal entities.
    """

    id: int
    values: list[Any]


class FieldValues(Struct, kw_only=True):
    """A field that has a value. `code` only of fields that have one; `values`: `{value, enum?, subtype?}` each."""

    id: int
    name: str
    code: str | UnsetType = UNSET
    values: list[dict[str, Any]]
    is_system: bool


class Tag(Struct, kw_only=True):
    id: int
    name: str


class Unlink(Struct, kw_only=True):
    """Links to be undone."""

    contacts_id: Ids | UnsetType = UNSET
    leads_id: Ids | UnsetType = UNSET
    customers_id: Ids | UnsetType = UNSET
    company_id: Ids | UnsetType = UNSET
    catalog_elements_id: dict[int, Any] | UnsetType = UNSET


class Signed(Struct, kw_only=True):
    """Who is responsible, who writes, and when. `id` and `updated_at` are needed to update.

    `updated_at` older than the stored time: the record stays as it is, and the answer says so under its id.
    """

    id: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    created_at: Seconds | UnsetType = UNSET
    updated_at: Seconds | UnsetType = UNSET
    responsible_user_id: int | UnsetType = UNSET
    created_by: int | UnsetType = UNSET
    updated_by: int | UnsetType = UNSET


class PrivateSigned(Signed, kw_only=True):
    """The same in the older calls."""

    created_at: Seconds | UnsetType = field(name="date_create", default=UNSET)
    updated_at: Seconds | UnsetType = field(name="last_modified", default=UNSET)
    created_by: int | UnsetType = field(name="created_user_id", default=UNSET)
    updated_by: int | UnsetType = field(name="modified_user_id", default=UNSET)


class RecordWrite(Signed, kw_only=True):
    """What may be written into every record. Links are added to those that are there."""

    name: str | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    custom_fields: list[FieldWrite] | UnsetType = UNSET
    unlink: Unlink | UnsetType = UNSET


class RecordQuery(Rows, kw_only=True):
    """id: one, a comma list or a list; all else is then ignored. query: words of name, custom fields and phones."""

    id: Ids | UnsetType = UNSET
    query: str | UnsetType = UNSET
    responsible_user_id: Ids | UnsetType = UNSET


class DateFilter(Struct, kw_only=True):
    """`filter[date_create][from]` and so on: when records were made, and when they were changed."""

    date_create: list[Between] | UnsetType = UNSET
    date_modify: list[Between] | UnsetType = UNSET


class Record(Struct, kw_only=True):
    """What every record shows. group_id: of the responsible user. closest_task_at: 0 without an open task."""

    id: int
    name: str
    responsible_user_id: int
    created_by: int
    created_at: int
    updated_at: int
    account_id: int
    updated_by: int
    group_id: int
    closest_task_at: int
    tags: list[Tag]
    custom_fields: list[FieldValues]
    links: Links = field(name="_links")


class PrivateRecord(Struct, kw_only=True):
    """The same in the older calls."""

    name: str
    last_modified: int
    account_id: int
    date_create: int
    created_user_id: int
    modified_user_id: int
    responsible_user_id: int
    group_id: int
    closest_task: int
    tags: list[Tag]
    custom_fields: list[FieldValues]


class Attached(Struct, kw_only=True):
    """What tasks and notes show. element_id, element_type: on what they stand; 0 of a task that stands on nothing."""

    id: int
    responsible_user_id: int
    created_by: int
    created_at: int
    updated_at: int
    account_id: int
    group_id: int
    element_id: int
    element_type: int
    text: str
    links: Links = field(name="_links")


class PrivateAttached(Struct, kw_only=True):
    """The same in the older calls."""

    id: int
    element_id: int
    element_type: int
    date_create: int
    created_user_id: int
    last_modified: int
    responsible_user_id: int
    account_id: int
    group_id: int
    text: str
