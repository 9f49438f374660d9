"""Custom fields, made by a service and deleted by it under the same `origin`. They are read with the account."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import JSON, MOST, RESPONSE, Items, OneResponse, Request, Saved
from voronka.contract.amocrm_v2.records import RequestId
from voronka.contract.operation import Operation, Right


class FieldAdd(Struct, kw_only=True):
    """A new field.

    field_type: 1 text, 2 number, 3 checkbox, 4 select, 5 multiselect, 6 date, 7 url, 9 textarea, 10 radiobutton,
        11 street address, 13 smart address, 14 birthday, 15 legal entity, 16 items and so on up to 25.
    element_type: 1 contact, 2 lead, 3 company, 12 customer, or the id of a catalog.
    origin: the code under which the field can be deleted.
    is_editable: false: not by hand. disabled: the same the other way round.
    enums: the texts of the options. is_required, is_deletable, is_visible: in catalogs alone.
    """

    name: str
    origin: str
    field_type: int | UnsetType = UNSET
    element_type: int | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET
    is_editable: bool | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET
    enums: list[str] | UnsetType = UNSET
    is_required: bool | UnsetType = UNSET
    is_deletable: bool | UnsetType = UNSET
    is_visible: bool | UnsetType = UNSET


class PrivateFieldAdd(FieldAdd, kw_only=True):
    field_type: int | UnsetType = field(name="type", default=UNSET)


class FieldDelete(Struct, kw_only=True):
    """origin: as it was said when the field was made."""

    id: int
    origin: str


class FieldsSet(Struct, kw_only=True):
    add: list[FieldAdd] | UnsetType = UNSET
    delete: list[FieldDelete] | UnsetType = UNSET


class PrivateFieldsSet(Struct, kw_only=True):
    add: list[PrivateFieldAdd] | UnsetType = UNSET
    delete: list[FieldDelete] | UnsetType = UNSET


class PrivateFieldsSaved(Struct, kw_only=True):
    add: list[Saved] | UnsetType = UNSET
    delete: list[Saved] | UnsetType = UNSET


# fmt: off
OPERATIONS = (
    Operation("v2.fields.set", "POST", "/api/v2/fields", body=FieldsSet, answer=Items[Saved], most=MOST, form=True,
              right=Right.ADMIN, summary="Add and delete custom fields"),
    Operation("private.fields.set", "POST", "/private/api/v2/json/fields/set", body=Request[PrivateFieldsSet],
              answer=OneResponse[PrivateFieldsSaved], key="fields", root=RESPONSE, media=JSON, most=MOST, form=True,
              right=Right.ADMIN, summary="Add and delete custom fields"),
)
# fmt: on
