"""What leads, contacts, companies and customers share: who and when, fields, tags, and how they are listed."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from voronka.contract.amocrm_v4.custom_field_values import FieldsWrite, FieldValues
from voronka.contract.amocrm_v4.envelope import Amount, FieldFilter, Item, Order, Page, Range, RequestId, Timestamp
from voronka.contract.amocrm_v4.tags import TagRef

Author = Annotated[int, Meta(description="0 is a robot")]
IsDeleted = Annotated[bool, Meta(description="by `only_deleted`: deleted ones alone, in lists as one by one")]
GroupId = Annotated[int, Meta(description="of the responsible user")]
TagRefs = Annotated[list[TagRef], Meta(description="by id or name, beside the tags that are there")]
Words = Annotated[str, Meta(description="words of name and custom fields, digits of phones")]


class Record(Item, kw_only=True):
    """What every record shows. `group_id` is each noun's own: customers show it only by `with`."""

    id: int
    name: str = ""
    responsible_user_id: int = 0
    created_by: int = 0
    updated_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    closest_task_at: Annotated[int | None, Meta(description="null without an open task")] = None
    is_deleted: IsDeleted = False
    custom_fields_values: Annotated[list[FieldValues] | None, Meta(description="null when no field is filled")] = None
    account_id: int = 0


class Signed(Struct, kw_only=True):
    """Who writes, and when; the mark of the sender."""

    created_by: Author | UnsetType | None = UNSET
    updated_by: Author | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class RecordFields(Signed, kw_only=True):
    """What may be written into every record, new or not. `name` is each noun's own: new customers must have one."""

    responsible_user_id: int | UnsetType | None = UNSET
    custom_fields_values: FieldsWrite | UnsetType | None = UNSET
    tags_to_add: TagRefs | UnsetType | None = UNSET


class RecordFilter(Struct, kw_only=True):
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


class RecordQuery(Page, kw_only=True):
    """The page of a list, and how it is searched and ordered; each noun adds its `with` and its filter."""

    query: Words | UnsetType = UNSET
    order: Annotated[Order, Meta(description="created_at, updated_at, id")] = {}
