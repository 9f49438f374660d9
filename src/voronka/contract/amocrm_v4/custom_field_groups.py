"""Groups (tabs) of custom fields on a card."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Item, PageOf, RequestId, Saved, Sort
from voronka.contract.operation import Operation, Right


class CustomFieldGroup(Item, kw_only=True):
    """A group as read.

    id: text such as `default` or `leads_63431752236083`. type: custom_field_group, or linked_group for products.
    """

    id: str
    name: str = ""
    sort: int = 0
    entity_type: str = ""
    is_predefined: bool = False
    type: str = "custom_field_group"
    fields: list[int] = []
    request_id: str | UnsetType = UNSET


class CustomFieldGroupAdd(Struct, kw_only=True):
    """A new group; fields: ids of fields to move into it."""

    name: str
    sort: Sort | UnsetType | None = UNSET
    fields: list[int] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class CustomFieldGroupPatchOne(Struct, kw_only=True):
    """A change of the group in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET
    sort: Sort | UnsetType | None = UNSET
    fields: list[int] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


# fmt: off
OPERATIONS = (
    Operation("leads.custom_field_groups.list", "GET", "/api/v4/leads/custom_fields/groups", answer=PageOf[CustomFieldGroup], key="custom_field_groups"),
    Operation("leads.custom_field_groups.get", "GET", "/api/v4/leads/custom_fields/groups/{id}", answer=CustomFieldGroup, texts=("id",)),
    Operation("leads.custom_field_groups.add", "POST", "/api/v4/leads/custom_fields/groups", body=list[CustomFieldGroupAdd], answer=Saved[CustomFieldGroup], key="custom_field_groups", status=201, right=Right.ADMIN),
    Operation("leads.custom_field_groups.update_one", "PATCH", "/api/v4/leads/custom_fields/groups/{id}", body=CustomFieldGroupPatchOne, answer=CustomFieldGroup, texts=("id",), right=Right.ADMIN),
    Operation("leads.custom_field_groups.delete", "DELETE", "/api/v4/leads/custom_fields/groups/{id}", status=204, texts=("id",), right=Right.ADMIN),
    Operation("contacts.custom_field_groups.list", "GET", "/api/v4/contacts/custom_fields/groups", answer=PageOf[CustomFieldGroup], key="custom_field_groups"),
    Operation("contacts.custom_field_groups.get", "GET", "/api/v4/contacts/custom_fields/groups/{id}", answer=CustomFieldGroup, texts=("id",)),
    Operation("contacts.custom_field_groups.add", "POST", "/api/v4/contacts/custom_fields/groups", body=list[CustomFieldGroupAdd], answer=Saved[CustomFieldGroup], key="custom_field_groups", status=201, right=Right.ADMIN),
    Operation("contacts.custom_field_groups.update_one", "PATCH", "/api/v4/contacts/custom_fields/groups/{id}", body=CustomFieldGroupPatchOne, answer=CustomFieldGroup, texts=("id",), right=Right.ADMIN),
    Operation("contacts.custom_field_groups.delete", "DELETE", "/api/v4/contacts/custom_fields/groups/{id}", status=204, texts=("id",), right=Right.ADMIN),
    Operation("companies.custom_field_groups.list", "GET", "/api/v4/companies/custom_fields/groups", answer=PageOf[CustomFieldGroup], key="custom_field_groups"),
    Operation("companies.custom_field_groups.get", "GET", "/api/v4/companies/custom_fields/groups/{id}", answer=CustomFieldGroup, texts=("id",)),
    Operation("companies.custom_field_groups.add", "POST", "/api/v4/companies/custom_fields/groups", body=list[CustomFieldGroupAdd], answer=Saved[CustomFieldGroup], key="custom_field_groups", status=201, right=Right.ADMIN),
    Operation("companies.custom_field_groups.update_one", "PATCH", "/api/v4/companies/custom_fields/groups/{id}", body=CustomFieldGroupPatchOne, answer=CustomFieldGroup, texts=("id",), right=Right.ADMIN),
    Operation("companies.custom_field_groups.delete", "DELETE", "/api/v4/companies/custom_fields/groups/{id}", status=204, texts=("id",), right=Right.ADMIN),
    Operation("customers.custom_field_groups.list", "GET", "/api/v4/customers/custom_fields/groups", answer=PageOf[CustomFieldGroup], key="custom_field_groups"),
    Operation("customers.custom_field_groups.get", "GET", "/api/v4/customers/custom_fields/groups/{id}", answer=CustomFieldGroup, texts=("id",)),
    Operation("customers.custom_field_groups.add", "POST", "/api/v4/customers/custom_fields/groups", body=list[CustomFieldGroupAdd], answer=Saved[CustomFieldGroup], key="custom_field_groups", status=201, right=Right.ADMIN),
    Operation("customers.custom_field_groups.update_one", "PATCH", "/api/v4/customers/custom_fields/groups/{id}", body=CustomFieldGroupPatchOne, answer=CustomFieldGroup, texts=("id",), right=Right.ADMIN),
    Operation("customers.custom_field_groups.delete", "DELETE", "/api/v4/customers/custom_fields/groups/{id}", status=204, texts=("id",), right=Right.ADMIN),
    Operation("catalogs.custom_field_groups.list", "GET", "/api/v4/catalogs/{catalog_id}/custom_fields/groups", answer=PageOf[CustomFieldGroup], key="custom_field_groups"),
    Operation("catalogs.custom_field_groups.get", "GET", "/api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}", answer=CustomFieldGroup, texts=("id",)),
    Operation("catalogs.custom_field_groups.add", "POST", "/api/v4/catalogs/{catalog_id}/custom_fields/groups", body=list[CustomFieldGroupAdd], answer=Saved[CustomFieldGroup], key="custom_field_groups", status=201, right=Right.ADMIN),
    Operation("catalogs.custom_field_groups.update_one", "PATCH", "/api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}", body=CustomFieldGroupPatchOne, answer=CustomFieldGroup, texts=("id",), right=Right.ADMIN),
    Operation("catalogs.custom_field_groups.delete", "DELETE", "/api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}", status=204, texts=("id",), right=Right.ADMIN),
)
# fmt: on
