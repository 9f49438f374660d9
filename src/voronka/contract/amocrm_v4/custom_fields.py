"""Custom fields (дополнительные поля): how they are defined. Values and groups have files of their own."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Item, Order, Page, PageOf, RequestId, Saved, Sort
from voronka.contract.operation import Operation, Right


class FieldEnum(Struct, kw_only=True):
    """One option of a list-like field, or one kind of a multitext."""

    id: int
    value: str
    sort: int = 0
    code: str | None = None


class FieldNested(Struct, kw_only=True):
    """One branch of a category tree."""

    id: int
    parent_id: int | None = None
    value: str
    sort: int = 0


class FieldStatus(Struct, kw_only=True):
    """A stage in which the field is required or hidden."""

    status_id: int
    pipeline_id: int


class ChainedList(Struct, kw_only=True):
    """One level of a chain of dependent lists."""

    title: str | None = None
    catalog_id: int
    parent_catalog_id: int | None = None


class CustomField(Item, kw_only=True):
    """A field as read.

    type: text, numeric, checkbox, select, multiselect, radiobutton, multitext, date, date_time, birthday, url,
        textarea, streetaddress, smart_address, legal_entity, org_legal_name, price, category, items, linked_entity,
        payer, supplier, tracking_data, monetary, chained_list, file.
    entity_type: leads, contacts, companies, customers, segments, catalogs. group_id: text such as `default`.
    is_visible, is_required, catalog_id: fields of catalogs only. is_computed: fields of leads only.
    """

    id: int
    name: str = ""
    type: str = ""
    account_id: int = 0
    entity_type: str = ""
    sort: int = 0
    code: str | None = None
    is_api_only: bool = False
    enums: list[FieldEnum] | None = None
    nested: list[FieldNested] | UnsetType | None = UNSET
    group_id: str | None = None
    required_statuses: list[FieldStatus] | None = None
    hidden_statuses: list[FieldStatus] | None = None
    is_deletable: bool = True
    is_predefined: bool = False
    is_visible: bool | UnsetType = UNSET
    is_required: bool | UnsetType = UNSET
    catalog_id: int | UnsetType = UNSET
    is_computed: bool | UnsetType = UNSET
    tracking_callback: str | None = None
    remind: str | None = None
    triggers: list[Any] | UnsetType = UNSET
    currency: str | None = None
    chained_lists: list[ChainedList] | None = None
    search_in: str | UnsetType | None = UNSET
    settings: Any | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


class FieldEnumWrite(Struct, kw_only=True):
    """An option: with `id` a kept one. On edit, options left out are deleted."""

    value: str
    sort: Sort | UnsetType | None = UNSET
    code: str | UnsetType | None = UNSET
    id: int | UnsetType | None = UNSET


class FieldNestedWrite(Struct, kw_only=True):
    """A branch: a new child names a new parent by `parent_request_id` = the parent's `request_id`."""

    value: str
    sort: Sort | UnsetType | None = UNSET
    id: int | UnsetType | None = UNSET
    parent_id: int | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET
    parent_request_id: RequestId | UnsetType | None = UNSET


class ChainedListWrite(Struct, kw_only=True):
    title: str | UnsetType | None = UNSET
    catalog_id: int
    parent_catalog_id: int | UnsetType | None = UNSET


class CustomFieldSettings(Struct, kw_only=True):
    """What may be written into a definition beside name and type.

    code: unique in the entity; a taken one answers NotSupportedChoice at `code`.
    is_api_only: values editable only through the API.
    required_statuses: a lead's field must be filled to enter the stage; of contacts and companies it is kept and told.
    enums: list-like types. nested: category. remind: birthday; never, day, week, month. currency: monetary; ISO code.
    chained_lists: chained_list; an array, or PHP's object keyed by catalog. tracking_callback: tracking_data.
    search_in: linked_entity; contacts, companies, contacts_and_companies or a catalog id.
    is_deletable, is_visible, is_required: fields of catalogs.
    """

    code: str | UnsetType | None = UNSET
    sort: Sort | UnsetType | None = UNSET
    group_id: str | UnsetType | None = UNSET
    is_api_only: bool | UnsetType | None = UNSET
    required_statuses: list[FieldStatus] | UnsetType | None = UNSET
    hidden_statuses: list[FieldStatus] | UnsetType | None = UNSET
    is_deletable: bool | UnsetType | None = UNSET
    is_visible: bool | UnsetType | None = UNSET
    is_required: bool | UnsetType | None = UNSET
    settings: Any | UnsetType = UNSET
    enums: list[FieldEnumWrite] | UnsetType | None = UNSET
    nested: list[FieldNestedWrite] | UnsetType | None = UNSET
    remind: str | UnsetType | None = UNSET
    currency: str | UnsetType | None = UNSET
    chained_lists: list[ChainedListWrite] | dict[str, ChainedListWrite] | UnsetType | None = UNSET
    tracking_callback: str | UnsetType | None = UNSET
    search_in: str | int | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class CustomFieldAdd(CustomFieldSettings, kw_only=True):
    """A new field; the answer is the whole definition."""

    type: str
    name: str


class CustomFieldPatchOne(CustomFieldSettings, kw_only=True):
    """A change of the field in the path; an `id` in the body is ignored. The type cannot change; clients repeat it."""

    type: str | UnsetType | None = UNSET
    name: str | UnsetType = UNSET


class CustomFieldPatch(CustomFieldPatchOne, kw_only=True):
    id: int


class CustomFieldFilter(Struct, kw_only=True):
    id: list[int] | UnsetType = UNSET
    type: list[str] | UnsetType = UNSET


class CustomFieldQuery(Page, kw_only=True):
    """order: sort, id."""

    filter: CustomFieldFilter = field(default_factory=CustomFieldFilter)
    order: Order = {}


# (unconfirmed) The documents name both 200 and 201 for the edit of many; 200 is what every other edit answers.
# fmt: off
OPERATIONS = (
    Operation("leads.custom_fields.list", "GET", "/api/v4/leads/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("leads.custom_fields.get", "GET", "/api/v4/leads/custom_fields/{id}", answer=CustomField),
    Operation("leads.custom_fields.add", "POST", "/api/v4/leads/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("leads.custom_fields.update", "PATCH", "/api/v4/leads/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("leads.custom_fields.update_one", "PATCH", "/api/v4/leads/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("leads.custom_fields.delete", "DELETE", "/api/v4/leads/custom_fields/{id}", status=204, right=Right.ADMIN),
    Operation("contacts.custom_fields.list", "GET", "/api/v4/contacts/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("contacts.custom_fields.get", "GET", "/api/v4/contacts/custom_fields/{id}", answer=CustomField),
    Operation("contacts.custom_fields.add", "POST", "/api/v4/contacts/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("contacts.custom_fields.update", "PATCH", "/api/v4/contacts/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("contacts.custom_fields.update_one", "PATCH", "/api/v4/contacts/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("contacts.custom_fields.delete", "DELETE", "/api/v4/contacts/custom_fields/{id}", status=204, right=Right.ADMIN),
    Operation("companies.custom_fields.list", "GET", "/api/v4/companies/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("companies.custom_fields.get", "GET", "/api/v4/companies/custom_fields/{id}", answer=CustomField),
    Operation("companies.custom_fields.add", "POST", "/api/v4/companies/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("companies.custom_fields.update", "PATCH", "/api/v4/companies/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("companies.custom_fields.update_one", "PATCH", "/api/v4/companies/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("companies.custom_fields.delete", "DELETE", "/api/v4/companies/custom_fields/{id}", status=204, right=Right.ADMIN),
    Operation("customers.custom_fields.list", "GET", "/api/v4/customers/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("customers.custom_fields.get", "GET", "/api/v4/customers/custom_fields/{id}", answer=CustomField),
    Operation("customers.custom_fields.add", "POST", "/api/v4/customers/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("customers.custom_fields.update", "PATCH", "/api/v4/customers/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("customers.custom_fields.update_one", "PATCH", "/api/v4/customers/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("customers.custom_fields.delete", "DELETE", "/api/v4/customers/custom_fields/{id}", status=204, right=Right.ADMIN),
    Operation("customers.segments.custom_fields.list", "GET", "/api/v4/customers/segments/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("customers.segments.custom_fields.get", "GET", "/api/v4/customers/segments/custom_fields/{id}", answer=CustomField),
    Operation("customers.segments.custom_fields.add", "POST", "/api/v4/customers/segments/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("customers.segments.custom_fields.update", "PATCH", "/api/v4/customers/segments/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("customers.segments.custom_fields.update_one", "PATCH", "/api/v4/customers/segments/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("customers.segments.custom_fields.delete", "DELETE", "/api/v4/customers/segments/custom_fields/{id}", status=204, right=Right.ADMIN),
    Operation("catalogs.custom_fields.list", "GET", "/api/v4/catalogs/{catalog_id}/custom_fields", query=CustomFieldQuery, answer=PageOf[CustomField], key="custom_fields"),
    Operation("catalogs.custom_fields.get", "GET", "/api/v4/catalogs/{catalog_id}/custom_fields/{id}", answer=CustomField),
    Operation("catalogs.custom_fields.add", "POST", "/api/v4/catalogs/{catalog_id}/custom_fields", body=list[CustomFieldAdd], answer=Saved[CustomField], key="custom_fields", status=201, right=Right.ADMIN),
    Operation("catalogs.custom_fields.update", "PATCH", "/api/v4/catalogs/{catalog_id}/custom_fields", body=list[CustomFieldPatch], answer=Saved[CustomField], key="custom_fields", right=Right.ADMIN),
    Operation("catalogs.custom_fields.update_one", "PATCH", "/api/v4/catalogs/{catalog_id}/custom_fields/{id}", body=CustomFieldPatchOne, answer=CustomField, right=Right.ADMIN),
    Operation("catalogs.custom_fields.delete", "DELETE", "/api/v4/catalogs/{catalog_id}/custom_fields/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
